import { type MessageId, toMessageId } from '../ids.ts';
import { readMailReference } from '../links.ts';
import { parseTrailer } from '../trailers.ts';

/** What a commit's message says, wherever it was read. */
export type CommitMessage = {
  readonly subject: string;
  readonly body: string;
  /** Of a backport: mainline's commit id, 40 hex digits. */
  readonly upstream: string | undefined;
  readonly links: readonly MessageId[];
};

const MAX_SUBJECT = 500;
/** The longest messages of mainline's merges have some 40,000 characters; more is no message to read. */
const MAX_BODY = 40_000;
const MAX_LINKS = 20;
/**
 * Whose commit it carries: Documentation/process/stable-kernel-rules.rst has the first two forms, `git cherry-pick -x`
 * the third. A shortened id joins nothing.
 */
const UPSTREAM = /^(?:commit ([0-9a-f]{40}) upstream\b|\[ ?upstream commit ([0-9a-f]{40}) ?\])/im;
const PICKED = /^\(cherry picked from commit ([0-9a-f]{40})\)/m;
/** Archives whose links carry the Message-ID: public-inbox servers, msgid.link, Google Groups, The Mail Archive. */
const ARCHIVE =
  /^https?:\/\/(?:(?:[\w-]{1,40}\.){0,3}kernel\.org|(?:[\w-]{1,40}\.)?msgid\.link|(?:inbox|yhbt|mid)\.[\w.-]{1,80}|public-inbox\.org|groups\.google\.com\/d\/msgid)\//i;
const LINKING: ReadonlySet<string> = new Set(['Link', 'Closes']);

/** Splits a message as git stores it: the subject is its first paragraph in one line, as git's `%s` has it. Never fails. */
export function readCommitMessage(message: string): CommitMessage {
  const text = message.replace(/^\s{1,1000}/, '').replaceAll('\0', '');
  const gap = /\n[ \t]*(?:\n|$)/.exec(text);
  const first = gap ? text.slice(0, gap.index) : text;
  return readCommitParts(first, gap ? text.slice(gap.index + gap[0].length) : '');
}

/** The same where the source tells subject and body apart. */
export function readCommitParts(subject: string, rest: string): CommitMessage {
  const body = rest.replace(/^\n+/, '').trimEnd();
  return {
    subject: subject.replace(/\s+/g, ' ').trim().slice(0, MAX_SUBJECT).toWellFormed(),
    body: body.slice(0, MAX_BODY).toWellFormed(),
    upstream: upstreamOf(body),
    links: linksOf(body),
  };
}

function upstreamOf(body: string): string | undefined {
  const carried = /upstream/i.test(body) ? UPSTREAM.exec(body) : null;
  const id = carried ? (carried[1] ?? carried[2]) : PICKED.exec(body)?.[1];
  return id?.toLowerCase();
}

/** The mails that the trailers name, each once, in order: what it was made of (Link:), what it mends (Closes:). */
function linksOf(body: string): MessageId[] {
  const links = new Set<MessageId>();
  if (!/^(?:link|closes|message-id):/im.test(body)) return [];
  for (const line of body.split('\n')) {
    const id = /^[LCM]/i.test(line) ? linkOf(line) : undefined;
    if (id !== undefined) links.add(id);
    if (links.size >= MAX_LINKS) break;
  }
  return [...links];
}

function linkOf(line: string): MessageId | undefined {
  const trailer = parseTrailer(line);
  if (!trailer) return undefined;
  if (trailer.name === 'Message-ID')
    return /^<?[^\s<>@]+@[^\s<>@]+>?$/.test(trailer.value) ? toMessageId(trailer.value) : undefined;
  if (!LINKING.has(trailer.name)) return undefined;
  const url = /https?:\/\/[^\s<>"]{1,500}/i.exec(trailer.value)?.[0];
  return url !== undefined && ARCHIVE.test(url)
    ? readMailReference(url.replace(/[.,;)\]]+$/, ''))
    : undefined;
}
