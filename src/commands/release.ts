import type { Answer, AnswerEntry, AnswerPart, Line } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import { bound } from '../domain/card/bound.ts';
import { figure } from '../domain/compose/figure.ts';
import type { KnownItem } from '../domain/item/item.ts';
import type { Release } from '../domain/item/release.ts';
import { itemDate, itemTitle } from '../domain/item/subject.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { whyButton } from './told/buttons.ts';
import { commitEntry } from './told/commit-entry.ts';
import { milestoneEntry } from './told/milestone-entry.ts';
import { pageOf } from './told/page.ts';
import { answerTitle, counted, isoDay, sideBySide, titleLink } from './told/phrases.ts';
import { type ReleaseStory, tellRelease } from './told/release-story.ts';
import { seriesEntry } from './told/series-entry.ts';

const SIZE = 6;
const SHOWN_IN_SENTENCE = 5;
const VERSION = /^(?:linux[ -])?v?(\d{1,3}\.\d{1,4}(?:\.\d{1,4})?(?:-rc\d{1,3})?|next-\d{8})$/i;

type ReleaseDeps = Pick<CommandDeps, 'store' | 'topic' | 'lore' | 'now'>;

/** A release and what of the topic came with it. */
export type ReleaseTold = ReleaseStory & { readonly known: KnownItem<Release> };

/** The releases, newest first; those of linux-next, one a day, are left out. */
export function askReleases({ store }: Pick<CommandDeps, 'store'>): KnownItem<Release>[] {
  return store.items({ kinds: ['release'] }).filter(({ item }) => !item.id.startsWith('next-'));
}

/** One release by its version: `7.2`, `v7.1.3`, `7.3-rc1`. A sentence where it is none, or is not known. */
export function askRelease(deps: ReleaseDeps, asked: string): ReleaseTold | Wrong {
  const version = VERSION.exec(asked.trim())?.[1]?.toLowerCase();
  const newest = askReleases(deps).slice(0, SHOWN_IN_SENTENCE);
  const there =
    newest.length === 0
      ? 'none is stored yet'
      : `the newest are ${newest.map(({ item }) => item.id).join(', ')}`;
  if (version === undefined)
    return {
      wrong: `\`${asked.slice(0, 40)}\` is no version of the kernel, such as 7.2, 7.1.3 or 7.3-rc1; ${there}`,
    };
  const known = deps.store.item('release', version);
  if (known === undefined) return { wrong: `the store has no release ${version}; ${there}` };
  return { known, ...tellRelease(deps, known) };
}

type Wish = { readonly version: string };

export const releaseCommand = defineCommand<Wish>({
  spec: {
    name: 'release',
    summary: 'what of it is in a release of the kernel; without a version, the newest ones',
    detail: `A version as kernel.org has it: 7.2, 7.1.3, 7.3-rc1. It tells how many of its commits are about the topic,
and which milestones and patch series came with it.`,
    options: [
      { name: 'version', summary: '7.2, 7.1.3, 7.3-rc1', kind: 'text', suggests: 'release' },
      SHARE_OPTION,
    ],
    rest: 'version',
    manages: false,
    examples: ['release', 'release 7.2', 'release 7.3-rc1'],
  },
  read: ({ values: { version = '' } }) => ({ version: version.trim() }),
  act: (deps, { version }, _asker, ask): Answer | Wrong => {
    if (version === '') return tellNewest(deps, ask);
    const told = askRelease(deps, version);
    return 'wrong' in told ? told : tellOne(deps, told, ask);
  },
});

function tellNewest(deps: CommandDeps, ask: Ask): Answer {
  const { shown, ...paged } = pageOf(askReleases(deps), ask, SIZE);
  const entries = shown.map((known) => releaseEntry(known, deps.topic.name));
  const what =
    entries.length === 0 ? 'No release is stored yet' : `Newest releases, and ${deps.topic.name} in them`;
  return {
    tone: 'told',
    title: answerTitle(what),
    parts: [
      entries.length === 0
        ? { what: 'text', lines: [['They come in with the sources of kernel.org.']] }
        : { what: 'entries', entries },
    ],
    buttons: [],
    ...paged,
  };
}

function releaseEntry(known: KnownItem<Release>, topic: string): AnswerEntry {
  const { id, moniker, eol, url } = known.item;
  return {
    title: [titleLink(itemTitle(known.item), url ?? '')],
    lines: [
      sideBySide([moniker, isoDay(itemDate(known)), eol ? 'end of life' : undefined]),
      sideBySide([logWords(known.item, topic), codeWords(known.item, topic)]),
    ],
    buttons: [{ label: 'What came with it', ask: { command: 'release', values: { version: id }, page: 0 } }],
  };
}

/** "33 of 14,000 commits about Rust". */
function logWords({ log }: Release, topic: string): string | undefined {
  return log && `${figure(log.about.length)} of ${counted(log.commits, 'commit')} about ${topic}`;
}

/** "482 files, 98,213 lines of Rust". */
function codeWords({ code }: Release, topic: string): string | undefined {
  if (code === undefined) return undefined;
  const lines = code.lines === undefined ? '' : `, ${counted(code.lines, 'line')}`;
  return `${counted(code.files, 'file')}${lines} of ${topic}`;
}

type Group = { readonly heading: string; readonly entry: AnswerEntry };

function tellOne({ topic, lore }: CommandDeps, told: ReleaseTold, ask: Ask): Answer {
  const { known, milestones, series, commits } = told;
  const { item } = known;
  const all: Group[] = [
    ...milestones.map((one) => ({ heading: 'Milestones', entry: milestoneEntry(one, lore) })),
    ...series.map((one) => ({ heading: 'Patch series', entry: seriesEntry(one, lore) })),
    ...commits.map((one) => ({ heading: `Commits about ${topic.name}`, entry: commitEntry(one, lore) })),
  ];
  const { shown, ...paged } = pageOf(all, ask, SIZE);
  return {
    tone: 'told',
    title: answerTitle(`${topic.name} in ${itemTitle(item)}`),
    parts: [
      { what: 'facts', facts: factsOf(told, topic.name) },
      ...(all.length === 0
        ? [{ what: 'text', lines: [[`Nothing about ${topic.name} is known to have come with it.`]] } as const]
        : []),
      ...grouped(shown),
    ],
    buttons: [whyButton(item.id), ...(item.url === undefined ? [] : [{ label: 'Page', url: item.url }])],
    ...paged,
  };
}

function factsOf(
  { known, series, milestones }: ReleaseTold,
  topic: string,
): { label: string; value: Line }[] {
  const { moniker, eol, log, changelog } = known.item;
  const unread = changelog === undefined ? 'it has no changelog' : 'its changelog was not read yet';
  const commits = log === undefined ? unread : (logWords(known.item, topic) ?? '');
  const link = changelog === undefined ? undefined : { text: 'changelog', url: changelog };
  const code = codeWords(known.item, topic);
  return [
    {
      label: 'Released',
      value: sideBySide([isoDay(itemDate(known)), bound(moniker), eol ? 'end of life' : undefined]),
    },
    { label: 'Commits', value: sideBySide([commits, link]) },
    ...(code === undefined ? [] : [{ label: 'Code', value: [code] }]),
    {
      label: 'With it',
      value: [
        `${counted(milestones.length, 'milestone')}, ${counted(series.length, 'patch series', 'patch series')}`,
      ],
    },
  ];
}

/** Entries under the headings of what they are. */
function grouped(shown: readonly Group[]): AnswerPart[] {
  return [...Map.groupBy(shown, ({ heading }) => heading)].flatMap(([heading, own]): AnswerPart[] => [
    { what: 'heading', text: heading },
    { what: 'entries', entries: own.map(({ entry }) => entry) },
  ]);
}
