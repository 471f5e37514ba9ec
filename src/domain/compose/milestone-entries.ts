import type { DigestEntry } from '../digest.ts';
import type { Milestone, MilestoneStep } from '../milestone/milestone.ts';
import { type LinkTo, makeEntry } from './entry.ts';
import type { Happening } from './happenings.ts';
import { inPeriod, type Period } from './period.ts';

/** A milestone of the period, and the happening that it stands for; none where it was said in another one's talk. */
export type MilestoneEntry = { readonly entry: DigestEntry; readonly tells: Happening | undefined };

/** By weight: where it stands among all. */
type Placed = MilestoneEntry & { readonly place: number };

const MAX_EVIDENCE = 4;

/**
 * The milestones that moved in the period, major ones first, then the newest: each told by its own words, with
 * what became of the patch set that brings it.
 */
export function milestoneEntries(
  milestones: readonly Milestone[],
  happenings: readonly Happening[],
  period: Period,
  link: LinkTo,
): MilestoneEntry[] {
  const moved = milestones.filter(({ steps }) => steps.some((step) => inPeriod(period, step)));
  const ranked = [...moved].sort(
    (a, b) => rank(a) - rank(b) || lastStep(b) - lastStep(a) || (a.id < b.id ? -1 : 1),
  );
  const told = new Map<Happening, Milestone[]>();
  const said: Placed[] = [];
  for (const [place, milestone] of ranked.entries()) {
    const happening = happenings.find((one) => holds(one, milestone));
    if (!happening) continue;
    if (isItself(happening, milestone)) told.set(happening, [...(told.get(happening) ?? []), milestone]);
    else said.push({ place, entry: tellWord(milestone, happening, period, link), tells: undefined });
  }
  const own = [...told].map(([happening, all]): Placed => {
    const place = Math.min(...all.map((one) => ranked.indexOf(one)));
    return { place, entry: tellItself(all, happening, period, link), tells: happening };
  });
  return [...own, ...said].sort((a, b) => a.place - b.place);
}

function rank({ significance }: Milestone): number {
  return significance === 'major' ? 0 : 1;
}

function lastStep({ steps }: Milestone): number {
  return Math.max(...steps.map(({ date }) => date));
}

function holds({ series, mails }: Happening, milestone: Milestone): boolean {
  if (milestone.series !== undefined && series?.id === milestone.series) return true;
  return mails.some(({ messageId }) => messageId === milestone.messageId);
}

/** A word that was said about a patch set is not the set. */
function isItself({ head, postings }: Happening, { steps, messageId }: Milestone): boolean {
  if (steps.some(({ step }) => step === 'decided')) return head.messageId === messageId;
  return postings.length > 0 || head.messageId === messageId;
}

/** One patch set is one entry, however many milestones it brings. */
function tellItself(
  all: readonly Milestone[],
  happening: Happening,
  period: Period,
  link: LinkTo,
): DigestEntry {
  const known = makeEntry(happening, period, link);
  const [first] = all;
  const proofs = all.flatMap(({ steps }) => steps.flatMap(({ evidence }) => evidence));
  return {
    ...known,
    title: all.map(({ title }) => title).join('; '),
    milestone: first?.type ?? null,
    evidence: [...proofs, ...known.evidence].slice(0, MAX_EVIDENCE),
    steps: first ? named(known.steps, first, period) : known.steps,
  };
}

/** What was said about a patch set, told without all that is known of the set. */
function tellWord(milestone: Milestone, happening: Happening, period: Period, link: LinkTo): DigestEntry {
  const { title, type, messageId, steps, area } = milestone;
  const known = makeEntry(happening, period, link);
  const mail = happening.mails.find((one) => one.messageId === messageId) ?? happening.head;
  return {
    ...known,
    id: messageId,
    title,
    url: link(mail),
    author: mail.author,
    areas: area === '' ? known.areas : [area],
    revision: null,
    rfc: false,
    resend: false,
    parts: null,
    diff: null,
    tags: [],
    state: null,
    change: null,
    milestone: type,
    evidence: steps.flatMap(({ evidence }) => evidence).slice(0, MAX_EVIDENCE),
    steps: steps.filter((step) => inPeriod(period, step)).map((step) => stepOf(step, link(mail))),
  };
}

/** The first posting is the proposal. */
function named(steps: DigestEntry['steps'], milestone: Milestone, period: Period): DigestEntry['steps'] {
  const proposed = milestone.steps.find(({ step }) => step === 'proposed');
  if (!proposed || !inPeriod(period, proposed)) return steps;
  return steps.map((step, at) => (at === 0 ? { ...step, what: 'proposed' } : step));
}

function stepOf({ step, date }: MilestoneStep, url: string): DigestEntry['steps'][number] {
  return { what: step, date: new Date(date).toISOString(), url };
}
