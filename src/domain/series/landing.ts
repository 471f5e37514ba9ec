import { type SeriesMail, subjectLine } from './mail.ts';
import { mailsOf, type Posting } from './postings.ts';
import type { LandingStep } from './series.ts';

/** What was posted last, what was said about it, and all mails of both. */
export type Answered = {
  readonly newest: Posting | undefined;
  readonly answers: readonly SeriesMail[];
  readonly mails: readonly SeriesMail[];
};

/** What became of a happening, told by the mails that say so; `parts` of `total`, 0 = nobody knows how many. */
export type Landing = {
  readonly state: 'applied' | 'merged';
  readonly tree: string;
  readonly parts: number;
  readonly total: number;
  /** Whether the last part is among them: who applies a set part by part ends with it. */
  readonly last: boolean;
};

const ALL = 'all';
const SOME = 'some';

/**
 * How far the newest posting has landed by the answers to it that came before `until`; undefined where
 * none says so. What was applied of an earlier revision was not applied of this one. `moment`: when a mail came (ms).
 */
export function landingBefore(
  answered: Answered,
  until: number,
  moment: (mail: SeriesMail) => number = ({ date }) => date,
): Landing | undefined {
  const from = answered.newest?.date ?? Number.NEGATIVE_INFINITY;
  const told = outcomesOf(answered).filter((mail) => mail.date >= from && moment(mail) < until);
  const last = told.findLast(({ said }) => said.outcome?.state === 'merged') ?? told.at(-1);
  if (!last?.said.outcome) return undefined;
  const { state, tree } = last.said.outcome;
  const total = answered.newest?.total ?? 1;
  const parts = partsTold(answered, told, total);
  return { state, tree, parts: parts.size, total, last: parts.has(total) };
}

/** The mails that say what became of it; a robot's "applied" is not heard where a person said so. */
export function outcomesOf({ answers }: Answered): SeriesMail[] {
  const told = answers.filter(({ said }) => said.outcome !== undefined);
  const person = told.some(({ kind }) => kind !== 'notice');
  return told.filter(({ kind, said }) => !person || kind !== 'notice' || said.outcome?.state === 'merged');
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

/** "released in Linux 7.2", "merged into mainline". */
export function stepWords({ state, tree, release }: LandingStep): string {
  if (state !== 'released') return outcomeWords(state, tree);
  return release === undefined ? 'released' : `released in Linux ${release}`;
}

/** The parts that the mails speak for; none where they only say that it is not all of them. */
function partsTold({ newest, mails }: Answered, told: readonly SeriesMail[], total: number): Set<number> {
  if (!newest || total < 2) return new Set(numbers(1, total));
  const byKey = new Map(mails.map((mail) => [mail.key, mail]));
  const applied = new Set<number>();
  for (const mail of told) {
    const spoken = partsSpokenFor(mail, newest, byKey);
    if (spoken === ALL) return new Set(numbers(1, total));
    if (spoken !== SOME) for (const part of spoken) if (part <= total) applied.add(part);
  }
  return applied;
}

/** An answer to the cover letter, or to the first patch where there is none, speaks for all, unless it says otherwise. */
function partsSpokenFor(
  mail: SeriesMail,
  posting: Posting,
  byKey: ReadonlyMap<number, SeriesMail>,
): readonly number[] | typeof ALL | typeof SOME {
  const quote = mail.said.outcome?.quote ?? '';
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
  mail: SeriesMail,
  posting: Posting,
  byKey: ReadonlyMap<number, SeriesMail>,
): SeriesMail | undefined {
  const own = new Set(mailsOf(posting).map(({ key }) => key));
  let at: SeriesMail | undefined = mail;
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
