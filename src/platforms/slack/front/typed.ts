/** What Slack, or a phone's keyboard, made of the words that somebody typed. */
const LINK = /<([^<>|\s]{1,3000})(?:\|([^<>]{0,3000}))?>/gu;

/**
 * The words as they were typed: quotes that were made curly, dashes, hard spaces, escapes and links are turned back.
 * Slack's rule for escapes: only `&`, `<`, `>` are; its rule for links: `<address|what is read>`.
 */
export function asTyped(words: string): string {
  return words
    .slice(0, 8000)
    .replace(LINK, (_, target: string, label: string | undefined) => unlink(target, label))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/gu, '"')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/gu, "'")
    .replace(/\u2014(?=[a-z])/gu, '--')
    .replace(/[\s\u00a0]{1,200}/gu, ' ')
    .trim();
}

function unlink(target: string, label: string | undefined): string {
  if (/^https?:/iu.test(target)) return target;
  if (/^mailto:/iu.test(target)) return label ?? target.slice('mailto:'.length);
  return label === undefined || label === '' ? target : labelOf(target, label);
}

/** Of a person or channel that was named: its name. */
function labelOf(target: string, label: string): string {
  const sign = target[0];
  return sign === '@' || sign === '#' ? `${sign}${label}` : label;
}
