const DAY = 86_400_000;
/** RFC 9110, 5.6.7: the three forms of a date. */
const DATE = /^[A-Z][a-z]{2,8},? [\w :-]{10,30}$/;

/** Reads Retry-After (RFC 9110, 10.2.3): seconds or a date. ms from now, 0 to a day; undefined: says nothing. */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text) * 1000, DAY);
  if (!DATE.test(text)) return undefined;
  // asctime has no zone; it is GMT, as all of them are.
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - now, 0), DAY);
}
