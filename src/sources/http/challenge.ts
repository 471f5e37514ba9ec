/** What such a page says to a human, in its title or first headline. */
const PHRASES = [
  "making sure you're not a bot",
  'just a moment',
  'checking your browser',
  'attention required',
  'verify you are human',
  'verifying you are human',
  'ddos-guard',
] as const;
/** What stands in the tags and scripts of such a page and of no other. */
const MARKS =
  /anubis_(?:version|challenge|base_prefix)|within\.website\/x\/cmd\/anubis|cf[-_]chl|cf-browser-verification/;
/** The page has little to say besides; an article on such pages has. Characters. */
const SHORT_PAGE = 4000;
const STUB = 600;

const HTML_ROOTS: ReadonlySet<string> = new Set([
  'html',
  'head',
  'body',
  'title',
  'meta',
  'script',
  'div',
  'h1',
  'p',
]);
const FEED_ROOTS: ReadonlySet<string> = new Set(['rss', 'feed', 'rdf:rdf', 'rdf', 'channel', 'entry']);

/** By its root element, and by its content type where that says nothing: a feed is no page whatever it is called. */
export function isHtml(contentType: string, start: string): boolean {
  const root = rootOf(start);
  if (root !== undefined && FEED_ROOTS.has(root)) return false;
  if (root !== undefined && HTML_ROOTS.has(root)) return true;
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType);
}

/**
 * Whether a page, of which `start` is the beginning, asks if a human reads it (Anubis, Cloudflare and their kind)
 * instead of giving what was wanted. Only HTML can: a feed or an article may quote their words.
 */
export function isChallenge(contentType: string, start: string): boolean {
  if (!isHtml(contentType, start)) return false;
  const { markup, text, head } = takeApart(start.toLowerCase());
  if (MARKS.test(markup)) return true;
  if (text.length < STUB && (saysSo(text) || /anubis|cf-chl/.test(text) || markup.includes('anubis')))
    return true;
  return text.length < SHORT_PAGE && saysSo(head);
}

function saysSo(text: string): boolean {
  return PHRASES.some((phrase) => text.includes(phrase));
}

/** Name of the first element, in small letters; undefined where none comes first. */
function rootOf(start: string): string | undefined {
  let at = 0;
  // Prologues are short; a longer one is no page's.
  for (let step = 0; step < 64; step++) {
    at += /^[\s\uFEFF\0]*/.exec(start.slice(at, at + 4096))?.[0].length ?? 0;
    if (start.startsWith('<!--', at)) at = behind(start, '-->', at);
    else if (start.startsWith('<?', at)) at = behind(start, '?>', at);
    else if (start.startsWith('<!', at)) at = behind(start, '>', at);
    else return /^<([a-z][\w:.-]{0,40})/i.exec(start.slice(at, at + 64))?.[1]?.toLowerCase();
  }
  return undefined;
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

type Parts = {
  readonly markup: string;
  readonly text: string /** Title and headlines. */;
  readonly head: string;
};

/** Tags, with what scripts say, apart from what a reader sees; of a page in small letters. One pass, linear. */
function takeApart(html: string): Parts {
  const markup: string[] = [];
  const text: string[] = [];
  const head: string[] = [];
  let heading = false;
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    const words = html.slice(at, open < 0 ? html.length : open);
    text.push(words);
    if (heading) head.push(words);
    if (open < 0) break;
    const end = endOfTag(html, open);
    const tag = html.slice(open, end);
    if (!tag.startsWith('<!--')) markup.push(tag);
    if (/^<\/?(?:title|h1|h2)\b/.test(tag)) heading = tag[1] !== '/';
    at = end;
  }
  return { markup: markup.join('\n'), text: plain(text.join(' ')), head: plain(head.join(' ')) };
}

function endOfTag(html: string, open: number): number {
  if (html.startsWith('<!--', open)) return behind(html, '-->', open);
  const raw = /^<(script|style)\b/.exec(html.slice(open, open + 10))?.[1];
  return behind(html, '>', raw ? behind(html, `</${raw}`, open) : open);
}

function plain(text: string): string {
  return text
    .replace(/&#0{0,4}39;|&#x0{0,4}27;|&apos;|&rsquo;|\u2019/g, "'")
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
