import { toMessageId } from '../ids.ts';
import type { Mail, MailKind } from '../message.ts';
import { parseTrailer } from '../trailers.ts';
import type { Commit } from './commit.ts';

/** Of its files so many are shown to the rules. */
const MAX_FILES = 1000;
const MAX_COPIED = 50;
const MERGED_TAG = /^Merge tags? '([^']{1,200})'/;

/**
 * The mail that a commit would be, for rules that look at mails: a patch whose diff has names and no lines. Without
 * files it is something that is said, a merge is a pull request.
 */
export function commitAsMail(commit: Commit): Mail {
  const { id, author, subject, body, files, added } = commit;
  const title = titleOf(commit);
  const date = commit.committed ?? commit.date ?? 0;
  const messageId = toMessageId(`${id}@commit.invalid`);
  if (messageId === undefined) throw new Error('a commit without an id');
  return {
    messageId,
    idInferred: true,
    lists: [],
    from: author,
    sender: author,
    recipients: copied(body),
    date,
    received: date,
    dateClamped: false,
    subject,
    line: { title, replyDepth: 0, forwarded: false, tag: 'none', patch: undefined },
    kind: kindOf(commit),
    inReplyTo: undefined,
    references: [],
    text: `${body}\n${diffOf(files ?? [], new Set(added))}`,
    truncated: false,
  };
}

function kindOf({ merge, files }: Commit): MailKind {
  if (merge) return 'pull';
  return files === undefined ? 'other' : 'patch';
}

/** Of a merge the tag tells what it is about: where it was pulled from is no word about that. */
function titleOf({ merge, subject }: Commit): string {
  const tag = merge ? MERGED_TAG.exec(subject)?.[1] : undefined;
  if (tag !== undefined) return `Merge tag '${tag}'`;
  return merge ? subject.replace(/ of \S{1,500}$/, '') : subject;
}

/** Whom the trailers name as copied. */
function copied(body: string): string {
  if (!/^cc: /im.test(body)) return '';
  const addresses: string[] = [];
  for (const line of body.split('\n')) {
    const trailer = /^cc: /i.test(line) ? parseTrailer(line) : undefined;
    if (trailer) addresses.push(trailer.value);
    if (addresses.length >= MAX_COPIED) break;
  }
  return addresses.join(', ').toLowerCase();
}

/** git's headers for each file, and nothing below them. */
function diffOf(files: readonly string[], added: ReadonlySet<string>): string {
  const lines: string[] = [];
  for (const path of files.slice(0, MAX_FILES)) {
    // A line break in a name, which git allows, would end the header.
    const name = path.replace(/[\n\r]/g, '?');
    lines.push(`diff --git a/${name} b/${name}`);
    if (added.has(path)) lines.push('new file mode 100644');
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
