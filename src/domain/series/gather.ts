import { type Chain, linkPostings } from './link.ts';
import { byDate, type SeriesMail } from './mail.ts';
import { findOwners, type Owner } from './owners.ts';
import { gatherPostings, type Posting } from './postings.ts';

/** What a pile of mails is made of: patch sets with the answers to each posting, pull requests, talk. */
export type Gathered = {
  readonly chains: readonly Chain[];
  readonly answersTo: (anchor: Posting | SeriesMail) => readonly SeriesMail[];
  readonly pulls: readonly SeriesMail[];
  /** Threads that are about no posting and no pull request, oldest mail first. */
  readonly talks: readonly (readonly SeriesMail[])[];
};

/** Sorts mails into patch sets, pull requests and talk. Depends on the set of mails alone, not on their order. */
export function gatherSeries(mails: readonly SeriesMail[]): Gathered {
  const ordered = [...mails].sort(byDate);
  const postings = gatherPostings(ordered);
  const ownerOf = findOwners(ordered, postings);
  const answers = new Map<Posting | SeriesMail | number, SeriesMail[]>();
  for (const mail of ordered) {
    if (mail.posting !== undefined || mail.kind === 'pull') continue;
    const anchor = anchorOf(ownerOf(mail));
    const known = answers.get(anchor);
    if (known) known.push(mail);
    else answers.set(anchor, [mail]);
  }
  return {
    chains: linkPostings(postings, ordered),
    answersTo: (anchor) => answers.get(anchor) ?? [],
    pulls: ordered.filter(({ kind }) => kind === 'pull'),
    talks: [...answers].filter(([anchor]) => typeof anchor === 'number').map(([, talk]) => talk),
  };
}

function anchorOf(owner: Owner): Posting | SeriesMail | number {
  if (owner.what === 'posting') return owner.posting;
  return owner.what === 'pull' ? owner.pull : owner.thread;
}
