import type { LinkTo } from '../compose/entry.ts';
import { figure } from '../compose/figure.ts';
import type { Happening } from '../compose/happenings.ts';
import { firstOf } from '../series/link.ts';
import { type SeriesMail, subjectLine } from '../series/mail.ts';
import { isBackport, type Posting, revisionName } from '../series/postings.ts';
import { bound, idPart } from './bound.ts';
import type { Timed } from './order.ts';

/** How it was posted, and posted again: each revision of a patch set, each sending of a pull request, or the first mail of a talk. */
export function postingSteps(happening: Happening, link: LinkTo): Timed[] {
  const { postings, what, mails, head } = happening;
  if (postings.length > 0) return revisionSteps(postings, link);
  if (what === 'pull') return sentSteps(pullsOf(mails), link);
  return [{ key: 'posted', word: 'posted', text: 'posted', time: head.date, url: link(head), line: false }];
}

/** The sendings of a pull request, oldest first. */
export function pullsOf(mails: readonly SeriesMail[]): SeriesMail[] {
  return mails.filter(({ kind }) => kind === 'pull');
}

/**
 * One step a revision, by its name: a part that was sent alone, or a set that was sent twice without a word, is no
 * further one. That the first of all has a revision's key, too, keeps what was told when an earlier one comes to light.
 */
function revisionSteps(postings: readonly Posting[], link: LinkTo): Timed[] {
  const named = new Map<string, Posting>();
  for (const posting of postings) {
    const key = revisionKey(posting);
    if (!named.has(key)) named.set(key, posting);
  }
  return [...named].map(([key, posting], at): Timed => {
    const { date, head } = posting;
    const word = at === 0 ? 'posted' : 'revised';
    // One patch for five stable kernels is one happening: the card shows them, a line each is too much.
    const line = at > 0 && !isBackport(posting);
    return { key, word, text: postingWords(posting), time: date, url: link(head), line };
  });
}

/**
 * `v3`, `rfc v2`, `v3.1`, `v2 resent`, `for 6.12`. Its first mail says whether it is an RFC: one of the parts may say
 * otherwise, and come later.
 */
export function revisionKey(posting: Posting): string {
  const rfc = subjectLine(firstOf(posting)).patch?.rfc ?? posting.rfc;
  return revisionName({ ...posting, rfc }).toLowerCase();
}

/** "v4, 13 patches", "RFC v1, 1 patch". */
function postingWords(posting: Posting): string {
  return `${revisionName(posting)}, ${patches(posting.total)}`;
}

export function patches(count: number): string {
  return `${figure(count)} ${count === 1 ? 'patch' : 'patches'}`;
}

function sentSteps(pulls: readonly SeriesMail[], link: LinkTo): Timed[] {
  return pulls.map((mail, at): Timed => {
    const { patch } = subjectLine(mail);
    const again = patch && patch.revision > 1 ? `sent again as v${patch.revision}` : 'sent again';
    return {
      key: `sent ${idPart(mail.messageId)}`,
      word: at === 0 ? 'posted' : 'revised',
      text: bound(at === 0 ? 'posted' : again),
      time: mail.date,
      url: link(mail),
      line: at > 0,
    };
  });
}
