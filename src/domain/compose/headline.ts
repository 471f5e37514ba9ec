import type { DigestEntry, DigestSection, SectionId } from '../digest.ts';
import { figure } from './figure.ts';
import type { Figures } from './numbers.ts';
import { dayName, type Period, periodNoun } from './period.ts';

/** The last news before the period, for a quiet one. */
export type LastNews = { readonly title: string; readonly date: number };

export type HeadlineInput = {
  /** The topic in a sentence: "Rust". */
  readonly topic: string;
  readonly period: Period;
  readonly sections: readonly DigestSection[];
  readonly figures: Figures;
  readonly mailsRead: number;
  readonly lastBefore: LastNews | undefined;
};

const MAX_SENTENCES = 3;
const LONGEST_TITLE = 90;
/** With fewer answers nothing is "most discussed". */
const FEWEST_REPLIES = 5;
const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** The news in plain words, at most three sentences: the strongest milestone, the numbers, what landed, what was argued about. */
export function makeHeadline(input: HeadlineInput): string[] {
  const { sections } = input;
  if (sections.length === 0) return quietHeadline(input);
  const landed = sections.find(({ id }) => id === 'landed')?.entries[0];
  const argued = mostArgued(sections);
  const milestone = sections.find(({ id }) => id === 'milestones')?.entries[0];
  const beside = besideSentence(sections);
  const sentences = [
    ...(milestone ? [milestoneSentence(milestone)] : []),
    ...(input.figures.mails > 0 || beside === undefined ? [numbersSentence(input)] : []),
    ...(landed ? [landedSentence(landed)] : []),
    ...(beside === undefined ? [] : [beside]),
    ...(argued && argued.id !== landed?.id ? [arguedSentence(argued)] : []),
  ];
  return sentences.slice(0, MAX_SENTENCES);
}

/** "Minimum toolchain raised: rustc 1.85.0: from proposed to applied to rust-next in five days." */
function milestoneSentence({ title, steps, state }: DigestEntry): string {
  const [first] = steps;
  const last = steps.at(-1);
  // One set may bring several: the weightiest stands first.
  const [words = ''] = clip(title).split('; ');
  if (!first || !last) return state === null ? `${words}.` : `${words}: ${state}.`;
  if (last.what === 'decided') return `${words}.`;
  if (first === last || first.what !== 'proposed') return `${words}: ${last.what}.`;
  const days = Math.max(1, Math.round((Date.parse(last.date) - Date.parse(first.date)) / 86_400_000));
  return `${words}: from ${first.what} to ${last.what} in ${amount(days, 'day', 'days')}.`;
}

/** "Two series landed, one is new and five came back revised; 13 people wrote 69 mails, 31 of them patches." */
function numbersSentence({ sections, figures, topic }: HeadlineInput): string {
  const news = newsClauses(sections);
  if (figures.mails === 0) return `${capital(listing(news)) || `Old threads about ${topic} moved on`}.`;
  const { people, mails } = figures;
  const numbers = `${amount(people, 'person', 'people')} wrote ${amount(mails, 'mail', 'mails')}`;
  if (news.length === 0) return `${capital(numbers)} about ${topic}${patchesOf(figures)}.`;
  return `${capital(listing(news))}; ${numbers}${patchesOf(figures)}.`;
}

/** "Linux 7.2 was released; two CVEs were published; the press told one story." */
function besideSentence(sections: readonly DigestSection[]): string | undefined {
  const find = (id: SectionId): DigestSection | undefined => sections.find((one) => one.id === id);
  const count = (section: DigestSection | undefined): number =>
    section ? section.entries.length + section.more : 0;
  const releases = find('releases');
  const advisories = count(find('security'));
  const stories = count(find('press'));
  const parts = [
    ...(releases?.entries[0] ? [releasesWords(releases.entries[0].title, count(releases))] : []),
    ...(advisories > 0 ? [`${amount(advisories, 'CVE was', 'CVEs were')} published`] : []),
    ...(stories > 0 ? [`the press told ${amount(stories, 'story', 'stories')}`] : []),
  ];
  return parts.length === 0 ? undefined : `${capital(parts.join('; '))}.`;
}

function releasesWords(first: string, count: number): string {
  return count === 1
    ? `${clip(first)} was released`
    : `${clip(first)} and ${word(count - 1)} more were released`;
}

function newsClauses(sections: readonly DigestSection[]): string[] {
  const history = countMilestones(sections);
  const count = (id: SectionId): number => {
    const section = sections.find((one) => one.id === id);
    return (section ? section.entries.length + section.more : 0) + (history.get(id) ?? 0);
  };
  const landed = sections.find(({ id }) => id === 'landed')?.entries ?? [];
  const merged = landed.filter(({ parts }) => parts === null).length;
  const sets = clauses([
    { n: count('landed') - merged, one: 'landed', many: 'landed' },
    { n: count('new-series'), one: 'is new', many: 'are new' },
    { n: count('new-revisions'), one: 'came back revised', many: 'came back revised' },
  ]);
  const pulls = [
    { n: merged, what: 'merged' },
    { n: count('pulls'), what: 'sent' },
  ].filter(({ n }) => n > 0);
  return [
    ...sets,
    ...pulls.map(
      ({ n, what }) => `${n === 1 ? 'a pull request was' : `${word(n)} pull requests were`} ${what}`,
    ),
  ];
}

/** Patch sets that the milestones tell of, by the section where they would stand otherwise. */
function countMilestones(sections: readonly DigestSection[]): ReadonlyMap<SectionId, number> {
  const counts = new Map<SectionId, number>();
  for (const { parts, steps } of sections.find(({ id }) => id === 'milestones')?.entries ?? []) {
    // What came out with a release landed long ago.
    if (parts === null || steps.every(({ what }) => /^released/.test(what))) continue;
    const landed = steps.some(({ what }) => /^(?:applied|merged|\d+ of)/.test(what));
    const id = landed ? 'landed' : steps[0]?.what === 'proposed' ? 'new-series' : 'new-revisions';
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

type Clause = { readonly n: number; readonly one: string; readonly many: string };

/** Only the first says what is counted: "two series landed", "one is new". */
function clauses(all: readonly Clause[]): string[] {
  return all
    .filter(({ n }) => n > 0)
    .map(({ n, one, many }, at) => `${word(n)}${at === 0 ? ' series' : ''} ${n === 1 ? one : many}`);
}

function patchesOf({ patches, mails }: Figures): string {
  if (patches === 0) return mails > 1 ? ', none of them a patch' : '';
  if (patches === mails) return mails === 1 ? ', a patch' : ', all of them patches';
  return `, ${word(patches)} of them ${patches === 1 ? 'a patch' : 'patches'}`;
}

/** The state is told by `landingWords`: "applied to rust-next", "2 of 7 applied to rust-next". */
function landedSentence(entry: DigestEntry): string {
  const state = entry.state ?? 'applied';
  const [, some, all, words] = /^(\d+) of (\d+) (.+)$/.exec(state) ?? [];
  if (words === undefined) return `${quoted(entry)} was ${state}.`;
  const part = `${word(Number(some))} of ${word(Number(all))} patches`;
  return `${capital(part)} of ${quoted(entry)} ${some === '1' ? 'was' : 'were'} ${words}.`;
}

function arguedSentence(entry: DigestEntry): string {
  const people = entry.people > 1 ? ` from ${amount(entry.people, 'person', 'people')}` : '';
  return `Most discussed: ${quoted(entry)}, ${amount(entry.replies, 'reply', 'replies')}${people}.`;
}

function mostArgued(sections: readonly DigestSection[]): DigestEntry | undefined {
  const all = sections.flatMap(({ entries }) => entries).filter(({ replies }) => replies >= FEWEST_REPLIES);
  return all.reduce<DigestEntry | undefined>(
    (best, one) => (best && best.replies >= one.replies ? best : one),
    undefined,
  );
}

/** Says that there is nothing, out of how much, and what was the last thing that there was. */
function quietHeadline({ period, mailsRead, figures, topic, lastBefore }: HeadlineInput): string[] {
  const first = `A quiet ${periodNoun(period)}: ${quietWords(mailsRead, figures.mails, topic)}.`;
  if (!lastBefore) return [first];
  const day = `${dayName(lastBefore.date)} ${new Date(lastBefore.date).getUTCFullYear()}`;
  return [first, `The last news was “${clip(lastBefore.title)}” on ${day}.`];
}

function quietWords(read: number, mails: number, topic: string): string {
  if (read === 0) return 'no mail was read';
  const all = read === 1 ? 'the one mail' : `${figure(read)} mails`;
  if (mails === 0) return `nothing about ${topic} in ${all}`;
  return `only ${word(mails)} of ${all} ${mails === 1 ? 'is' : 'are'} about ${topic}, and no news`;
}

function quoted({ title }: DigestEntry): string {
  return `“${clip(title)}”`;
}

function clip(title: string): string {
  const chars = [...title];
  return chars.length <= LONGEST_TITLE
    ? title
    : `${chars
        .slice(0, LONGEST_TITLE - 1)
        .join('')
        .trimEnd()}…`;
}

function amount(n: number, one: string, many: string): string {
  return `${word(n)} ${n === 1 ? one : many}`;
}

/** Small numbers as words. */
function word(n: number): string {
  return WORDS[n] ?? figure(n);
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function listing(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
