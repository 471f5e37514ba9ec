import type { Happening } from './happenings.ts';
import { inPeriod, type Period } from './period.ts';
import { mailsOf, type Posting } from './postings.ts';
import { subjectLine, type TopicMail } from './topic-mail.ts';

/** What became of a happening, told by the mails that say so; `parts` of `total`, 0 = nobody knows how many. */
export type Landing = {
  readonly state: 'applied' | 'merged';
  readonly tree: string;
  readonly parts: number;
  readonly total: number;
};

const ALL = 'all';
const SOME = 'some';

/**
 * How far the newest posting has landed by the answers to it that came before `until`; undefined where
 * none says so. What was applied of an earlier revision was not applied of this one.
 */
export function landingBefore(happening: Happening, until: number): Landing | undefined {
  const from = happening.newest?.date ?? Number.NEGATIVE_INFINITY;
  const told = outcomesOf(happening).filter(({ date }) => date >= from && date < until);
  const last = told.findLast(({ outcome }) => outcome?.state === 'merged') ?? told.at(-1);
  if (!last?.outcome) return undefined;
  const { state, tree } = last.outcome;
  const total = happening.newest?.total ?? 1;
  return { state, tree, parts: countParts(happening, told, total), total };
}

/** The mails that say what became of it; a robot's "applied" is not heard where a person said so. */
export function outcomesOf({ answers }: Happening): TopicMail[] {
  const told = answers.filter(({ outcome }) => outcome !== undefined);
  const person = told.some(({ kind }) => kind !== 'notice');
  return told.filter(({ kind, outcome }) => !person || kind !== 'notice' || outcome?.state === 'merged');
}

/** Whether the period brought it further: not yet applied to applied, to more parts, to mainline. */
export function landedIn(happening: Happening, period: Period): boolean {
  const told = outcomesOf(happening).some((mail) => inPeriod(period, mail));
  return told && rank(landingBefore(happening, period.until)) > rank(landingBefore(happening, period.since));
}

function rank(landing: Landing | undefined): number {
  if (!landing) return 0;
  const share = landing.parts === 0 ? 0.5 : landing.parts / landing.total;
  return (landing.state === 'merged' ? 1 : 0) + share;
}

/** "applied to rust-next", "2 of 7 applied to rust-next", "in part applied to arm64". */
export function landingWords({ state, tree, parts, total }: Landing): string {
  const words = outcomeWords(state, tree);
  if (parts === 0) return `in part ${words}`;
  return parts < total ? `${parts} of ${total} ${words}` : words;
}

export function outcomeWords(state: string, tree: string): string {
  if (state === 'merged')
    return tree === '' || tree === 'mainline' ? 'merged into mainline' : `merged into ${tree}`;
  return tree === '' ? 'applied' : `applied to ${tree}`;
}

/** How many parts the mails speak for; 0 where they only say that it is not all of them. */
function countParts({ newest, mails }: Happening, told: readonly TopicMail[], total: number): number {
  if (!newest || total < 2) return total;
  const byKey = new Map(mails.map((mail) => [mail.key, mail]));
  const applied = new Set<number>();
  let some = false;
  for (const mail of told) {
    const spoken = partsSpokenFor(mail, newest, byKey);
    if (spoken === ALL) return total;
    if (spoken === SOME) some = true;
    else for (const part of spoken) applied.add(part);
  }
  return some && applied.size === 0 ? 0 : Math.min(applied.size, total);
}

/** An answer to the cover letter, or to the first patch where there is none, speaks for all, unless it says otherwise. */
function partsSpokenFor(
  mail: TopicMail,
  posting: Posting,
  byKey: ReadonlyMap<number, TopicMail>,
): readonly number[] | typeof ALL | typeof SOME {
  const quote = mail.outcome?.quote ?? '';
  const range = /\((?:patch(?:es)? )?#?(\d{1,3}) ?- ?(\d{1,3})\)/i.exec(quote);
  if (range) return numbers(Number(range[1]), Math.min(Number(range[2]), posting.total));
  if (/^re: ?\(subset\)/i.test(mail.subject)) return SOME;
  const target = answered(mail, posting, byKey);
  if (target === undefined || target.part === 0) return ALL;
  if (/\b(?:just|only) (?:this|the first|patch)\b/i.test(quote)) return [target.part];
  if (/\b(?:all|both|series|patches|whole|everything)\b/i.test(quote)) return ALL;
  return posting.cover === undefined && target.part === Math.min(...posting.parts.keys())
    ? ALL
    : [target.part];
}

function answered(
  mail: TopicMail,
  posting: Posting,
  byKey: ReadonlyMap<number, TopicMail>,
): TopicMail | undefined {
  const own = new Set(mailsOf(posting).map(({ key }) => key));
  let at: TopicMail | undefined = mail;
  for (let i = 0; i < 50 && at !== undefined; i++) {
    if (own.has(at.key)) return at;
    at = at.parent === undefined ? undefined : byKey.get(at.parent);
  }
  const { patch } = subjectLine(mail);
  return patch?.total === posting.total ? posting.parts.get(patch.part) : undefined;
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
