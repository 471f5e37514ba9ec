import type { Commit } from '../../domain/item/commit.ts';
import { readCommitParts } from '../../domain/item/commit-message.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import { parseDate } from '../mail/dates.ts';
import { author } from './author.ts';
import { readMarkup } from './markup.ts';

export type AtomRead =
  | {
      readonly kind: 'read';
      /** As the feed has them: the newest first. */
      readonly commits: readonly Commit[];
      readonly broken: readonly BrokenItem[];
    }
  /** It is not what it should be. `why` is half a sentence. */
  | { readonly kind: 'refused'; readonly why: string };

const MAX_ENTRIES = 500;
const MAX_MESSAGE = 65_536;
/** ui-atom.c: `urn:sha1:<oid>` since cgit 1.2.4, the bare id before. */
const ID = /^(?:urn:sha1:)?([0-9a-f]{40})$/i;

/**
 * Reads the Atom feed of a cgit (ui-atom.c): `updated` is when it was committed, of a merge when it came into the
 * tree; `published` when it was written, `content` the message without its subject. It tells neither files nor parents: a merge is what calls itself one.
 */
export function parseCommitsFeed(text: string, tree: string): AtomRead {
  const markup = readMarkup(text, 'feed');
  if (markup.kind === 'refused') return markup;
  const { find } = markup;
  const commits: Commit[] = [];
  const broken: BrokenItem[] = [];
  for (const [at, entry] of find('feed > entry').toArray().slice(0, MAX_ENTRIES).entries()) {
    const field = (name: string): string => find(entry).children(name).first().text();
    const person = (name: string): string => find(entry).children('author').children(name).first().text();
    const id = ID.exec(field('id').trim())?.[1]?.toLowerCase();
    if (id === undefined) {
      broken.push({
        kind: 'broken',
        place: `the feed of ${tree}, entry ${at + 1}`,
        why: 'its id is no commit id',
      });
      continue;
    }
    const message = readCommitParts(field('title'), field('content').slice(0, MAX_MESSAGE));
    const merge = isMergeSubject(message.subject);
    commits.push({
      kind: 'commit',
      id,
      ...message,
      author: author(person('name'), person('email')),
      date: parseDate(field('published')),
      committed: merge ? parseDate(field('updated')) : undefined,
      merge,
      files: undefined,
      tree,
      release: undefined,
    });
  }
  return { kind: 'read', commits, broken };
}

/** What git writes over a merge: git-fmt-merge-msg(1). */
function isMergeSubject(subject: string): boolean {
  return /^Merge (?:(?:remote-tracking )?branch(?:es)?|tags?|commit|patch series|series) /.test(subject);
}
