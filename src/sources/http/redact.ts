const MAX_LENGTH = 300;
/** Parts of the names under which feeds and services hand out secrets. */
const SECRET = /token|key|user|login|feed|pass|pwd|secret|sig|auth|session|sid|code|cred|jwt|bearer|hash/i;
/** So long a query without a name is a ticket and no word. */
const MAX_BARE = 24;

/**
 * A URL fit for a log or a message: no userinfo, no fragment, the values of suspicious parameters struck out,
 * at most 300 characters, printable ASCII. What is no URL is not repeated at all: it may be a secret itself.
 */
export function tellUrl(text: string | URL): string {
  const url = typeof text === 'string' ? URL.parse(text) : text;
  if (!url) return 'an address that is no URL';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `an address with ${url.protocol}`;
  const told = `${url.origin}${url.pathname}${tellQuery(url)}`;
  return told.length > MAX_LENGTH ? `${told.slice(0, MAX_LENGTH)}...` : told;
}

/** How a sentence names what was asked: its URL, or its host alone where the rest is a secret. */
export function tellWhere(url: URL, request: { readonly discreet?: boolean }): string {
  return request.discreet ? url.host : tellUrl(url);
}

function tellQuery(url: URL): string {
  const pairs = [...url.searchParams].map(([name, value]) => tellPair(name, value));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function tellPair(name: string, value: string): string {
  if (value === '')
    return name.length > MAX_BARE || hides(name) ? '***' : encodeURIComponent(name.toWellFormed());
  const shown = SECRET.test(name) || hides(value) ? '***' : encodeURIComponent(value.toWellFormed());
  return `${hides(name) ? '***' : encodeURIComponent(name.toWellFormed())}=${shown}`;
}

/** Another URL or other parameters inside: `next=https://x.example/?token=1`, `a=1;token=2`, `//user:word@host`. */
function hides(text: string): boolean {
  // What is still encoded cannot be looked into.
  return /[@%]/.test(text) || (text.includes('=') && SECRET.test(text));
}
