import { keyOf } from '../thread.ts';
import type { SeriesMail } from './mail.ts';
import { daysBetween, follows, type Node, overlapOf, sharesAuthor } from './node.ts';
import { mailAbove } from './owners.ts';
import type { LinkReason } from './series.ts';

/** Why one posting is held for a later revision of another. */
export type Reason = { readonly why: LinkReason; readonly inferred: boolean };

/** Finds the posting that a mail stands in or answers. */
export type Above = (mail: SeriesMail) => Node | undefined;

/** Of so much of the smaller posting the patches are the same. */
const HALF = 0.5;
/** After so long the same title alone says nothing. */
const TITLE_DAYS = 400;
const LONG_DAYS = 800;

/** The strongest reason to hold `later` for a revision of the same set as `earlier`; undefined where there is none. */
export function reasonFor(later: Node, earlier: Node, above: Above): Reason | undefined {
  if (later.kernel !== earlier.kernel) return undefined;
  if (sharesChangeId(later, earlier)) return { why: 'change-id', inferred: false };
  if (namesEarlier(later, earlier)) return { why: 'link', inferred: false };
  if (corrects(later, earlier, above)) return { why: 'in-reply-to', inferred: false };
  if (answers(later, earlier, above)) {
    // An answer under another name may be another patch that the talk led to.
    return { why: 'in-reply-to', inferred: isRenamed(later, earlier) };
  }
  if (sharesBranch(later, earlier)) return { why: 'change-id', inferred: true };
  if (sharesTitle(later, earlier)) return { why: 'title', inferred: true };
  return sharesPatches(later, earlier) ? { why: 'patches', inferred: true } : undefined;
}

/** A branch that was used again for something else keeps its id: then nothing but the id is the same. */
function sharesChangeId(later: Node, earlier: Node): boolean {
  if (![...later.changeIds].some((id) => earlier.changeIds.has(id))) return false;
  return follows(later, earlier) || later.title === earlier.title || overlapOf(later, earlier).share >= HALF;
}

function namesEarlier(later: Node, earlier: Node): boolean {
  const named = later.earlier.filter(({ id }) => earlier.keys.has(keyOf(id)));
  if (named.length === 0 || later.posting.date < earlier.posting.date) return false;
  if (later.title === earlier.title || overlapOf(later, earlier).share >= HALF) return true;
  if (!sharesAuthor(later, earlier)) return false;
  // A number that was not raised is a slip, and the link says so.
  const { revision } = earlier.posting;
  const isCalled = named.some((one) => one.sure || one.revision === revision);
  if (isCalled && later.posting.revision >= revision) return true;
  return follows(later, earlier) && named.some((one) => one.revision === undefined);
}

/** Both name one posting that nobody has as an earlier revision of theirs. */
export function sharesMissing(later: Node, earlier: Node, isKnown: (id: string) => boolean): boolean {
  if (later.kernel !== earlier.kernel || !sharesAuthor(later, earlier) || !follows(later, earlier))
    return false;
  return later.earlier.some(
    ({ id, revision }) =>
      !isKnown(id) && earlier.earlier.some((other) => other.id === id && other.revision === revision),
  );
}

/** A single patch under the title of a part, sent into the set's thread: `[PATCH v3.1 2/7]`, `[PATCH v2b]`. */
function corrects(later: Node, earlier: Node, above: Above): boolean {
  const { posting } = later;
  if (posting.parts.size !== 1 || earlier.posting.total < 2 || posting.cover) return false;
  if (!sharesAuthor(later, earlier) || posting.date < earlier.posting.date) return false;
  const title = [...later.titles][0];
  return title !== undefined && earlier.titles.has(title) && above(posting.head) === earlier;
}

function answers(later: Node, earlier: Node, above: Above): boolean {
  if (!sharesAuthor(later, earlier) || !follows(later, earlier)) return false;
  if (above(later.posting.head) !== earlier) return false;
  const step = later.posting.revision - earlier.posting.revision;
  return step <= 1 || later.title === earlier.title || overlapOf(later, earlier).share >= HALF;
}

/** Neither the title nor a patch is the same. */
export function isRenamed(later: Node, earlier: Node): boolean {
  return later.title !== earlier.title && overlapOf(later, earlier).shared === 0;
}

function sharesBranch(later: Node, earlier: Node): boolean {
  return (
    later.branch !== undefined &&
    later.branch === earlier.branch &&
    later.branch.length > 4 &&
    sharesAuthor(later, earlier) &&
    follows(later, earlier) &&
    daysBetween(later, earlier) <= TITLE_DAYS
  );
}

function sharesTitle(later: Node, earlier: Node): boolean {
  if (later.title === '' || later.title !== earlier.title || !follows(later, earlier)) return false;
  const days = daysBetween(later, earlier);
  const overlap = overlapOf(later, earlier).share;
  if (sharesAuthor(later, earlier)) {
    const isSingle = later.posting.total === 1 && earlier.posting.total === 1;
    return days <= TITLE_DAYS || (days <= LONG_DAYS && (isSingle || overlap >= HALF));
  }
  // Somebody else goes on with it: the next number, the same patches.
  const isNext = later.posting.revision === earlier.posting.revision + 1;
  return isNext && overlap >= HALF && days <= TITLE_DAYS && later.title.split(' ').length >= 4;
}

/** The cover letter got another name, a patch became a set, or a part was sent alone. */
function sharesPatches(later: Node, earlier: Node): boolean {
  if (!sharesAuthor(later, earlier) || !follows(later, earlier)) return false;
  const { shared, share } = overlapOf(later, earlier);
  if (share < HALF || daysBetween(later, earlier) > LONG_DAYS) return false;
  if (shared >= 2) return true;
  const isNext = later.posting.revision === earlier.posting.revision + 1;
  return shared === 1 && isNext && daysBetween(later, earlier) <= TITLE_DAYS;
}

/** Tells which posting a mail answers: the nearest above it in its thread that is not its own. */
export function createAbove(nodes: readonly Node[], mails: readonly SeriesMail[]): Above {
  const byKey = new Map(mails.map((mail) => [mail.key, mail]));
  const nodeOf = new Map(nodes.flatMap((node) => [...node.keys].map((key) => [key, node] as const)));
  return (mail) => {
    const own = nodeOf.get(mail.key);
    const seen = new Set<number>();
    let at = mailAbove(mail, byKey);
    while (at !== undefined && !seen.has(at.key)) {
      seen.add(at.key);
      const node = nodeOf.get(at.key);
      if (node !== undefined && node !== own) return node;
      at = mailAbove(at, byKey);
    }
    return undefined;
  };
}
