import type { Parcel, Post } from '../../ports/platform.ts';
import {
  renderCardHtml,
  renderLineHtml,
  renderNoticeHtml,
  renderSummaryHtml,
} from '../../render/card-html.ts';
import { renderHtml } from '../../render/html.ts';
import { renderText } from '../../render/text.ts';
import { oneLine, subjectOf, textOf } from '../words.ts';
import { bytesOf, fitDigest } from './fit.ts';
import { htmlFooter, textFooter } from './footer.ts';
import { type Header, headersOf, messageIdOf, parentOf } from './headers.ts';
import { htmlPage } from './page.ts';

/** A mail, before it is MIME. */
export type Letter = {
  readonly subject: string;
  readonly text: string;
  /** undefined where it would be larger than mail programs show. */
  readonly html: string | undefined;
  readonly messageId: string;
  /** The mail that this one is said under. */
  readonly parent: string | undefined;
  readonly headers: readonly Header[];
};

/** `domain`: of the sender, for ids. `listDomain`: of List-ID. `program`: its name and version. */
export type LetterHead = {
  readonly domain: string;
  readonly listDomain: string;
  readonly program: string;
};

const WIDTH = 72;
const SUBJECT_COLUMNS = 160;
/** Gmail shows 102 kB of a mail and cuts what is behind. */
const HTML_LIMIT = 100_000;
/** That is left for the footer: why one gets it, and how to end it. */
const FOOTER_ROOM = 8000;
const TEXT_LIMIT = 400_000;

/** What the mails of one digest have in common: everything but the footer. */
export type Body = { readonly text: string; readonly html: string | undefined };

/** Remembers the bodies of the last digests, so that ten thousand readers of one are one rendering. */
export type Bodies = (post: DigestPost) => Body;

const REMEMBERED = 32;

export function createBodies(): Bodies {
  const known = new Map<string, Body>();
  return (post) => {
    const key = `${post.issue} ${post.url ?? ''}`;
    const found = known.get(key) ?? renderBody(post);
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

function renderBody(post: DigestPost): Body {
  const { digest, url } = post;
  const limit = HTML_LIMIT - FOOTER_ROOM;
  const whole = renderHtml(digest);
  const render = (shown: typeof digest): string => renderHtml(shown, { why: false });
  return {
    text: digestText(post),
    html: bytesOf(whole) <= limit ? whole : fitDigest(digest, { render, limit, url }),
  };
}

/** Renders a parcel as a mail: same parcel, same letter, to the byte. */
export function renderLetter(
  parcel: Parcel,
  { domain, listDomain, program }: LetterHead,
  bodies: Bodies = renderBody,
): Letter {
  const { post } = parcel;
  const parent = parentOf(post);
  const body = post.what === 'digest' ? bodies(post) : undefined;
  const text = post.what === 'digest' ? (body?.text ?? '') : textOf(post, { width: WIDTH });
  return {
    subject: threadSubject(post),
    text: `${text}\n${textFooter(parcel, WIDTH)}`,
    html: htmlOf(parcel, body),
    messageId: messageIdOf(parcel.key, domain),
    parent,
    headers: headersOf(parcel, listDomain, program),
  };
}

/** Gmail keeps a thread together where its mails have one subject: a line has that of the card as it went out. */
function threadSubject(post: Post): string {
  const subject = post.what === 'line' ? oneLine(post.under?.subject ?? '', SUBJECT_COLUMNS) : '';
  return subject === '' ? subjectOf(post) : `Re: ${subject}`;
}

type DigestPost = Extract<Post, { what: 'digest' }>;

function digestText({ digest, url }: DigestPost): string {
  const render = (shown: typeof digest): string => renderText(shown, { width: WIDTH });
  const link = url === undefined ? '' : `On the web: ${url}\n`;
  const text =
    fitDigest(digest, { render, limit: TEXT_LIMIT, url }) ??
    `${subjectOf({ what: 'digest', digest, issue: '', url })}\n`;
  return link === '' ? text : `${text}\n  ${link}`;
}

function htmlOf(parcel: Parcel, body: Body | undefined): string | undefined {
  const { post } = parcel;
  const footer = htmlFooter(parcel);
  if (post.what === 'digest') {
    const page = body?.html === undefined ? undefined : withFooter(body.html, footer);
    return page !== undefined && bytesOf(page) <= HTML_LIMIT ? page : undefined;
  }
  const page = htmlPage(subjectOf(post), fragmentOf(post), footer);
  return bytesOf(page) <= HTML_LIMIT ? page : undefined;
}

function fragmentOf(post: Exclude<Post, DigestPost>): string {
  switch (post.what) {
    case 'card':
    case 'edit':
      return renderCardHtml(post.card);
    case 'line':
      return renderLineHtml(post.card, post.step);
    case 'summary':
      return renderSummaryHtml(post.summary);
    case 'notice':
      return renderNoticeHtml(post.text);
  }
}

/** Into a whole page, below all of it. */
function withFooter(page: string, footer: string): string {
  const at = page.lastIndexOf('</body>');
  return at < 0 ? page : `${page.slice(0, at)}${footer}\n${page.slice(at)}`;
}
