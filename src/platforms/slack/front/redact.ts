/** What must never be read in a log: tokens, addresses that take messages or sockets, ids that open a window. */
const SECRETS: readonly RegExp[] = [
  /\b(?:xox[a-z](?:\.[a-z-]{1,10})?|xapp|xwfp)-[\w.%-]{1,400}/giu,
  /\b(?:https?|wss?):\/\/[^\s"'<>]{1,2000}/giu,
  /\b\d{6,20}\.\d{6,20}\.[0-9a-f]{16,64}\b/giu,
  /"(?:token|trigger_id|response_url|private_metadata|code|client_secret)":\s{0,4}"[^"]{0,4000}"/giu,
];
const LONGEST = 300;

/** The text on one line without secrets, at most 300 characters. Whatever it is handed, it never throws. */
export function redact(said: unknown): string {
  let text = wordsOf(said).slice(0, 8000);
  for (const secret of SECRETS) text = text.replace(secret, '…');
  text = text.replace(/\s{1,100}/gu, ' ').trim();
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).toWellFormed()}…`;
}

function wordsOf(said: unknown): string {
  if (typeof said === 'string') return said;
  if (said instanceof Error) return said.message;
  return typeof said === 'object' && said !== null ? 'an object' : String(said);
}
