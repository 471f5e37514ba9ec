import type { Answer, AnswerPart } from '../domain/answer/answer.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import { nearest } from '../domain/filter/nearest.ts';
import type { Milestone } from '../domain/milestone/milestone.ts';
import type { Topic } from '../domain/topic.ts';
import { listMilestones } from '../pipeline/milestones.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { lastStep, milestoneEntry } from './told/milestone-entry.ts';
import { MOMENTS, readMoment } from './told/moment.ts';
import { pageOf } from './told/page.ts';
import { answerTitle } from './told/phrases.ts';
import { recentMilestones } from './told/recent.ts';

const SIZE = 6;

export type MilestoneWish = {
  /** ms, counted from the end of what is told; undefined: from the beginning. */
  readonly since: ((end: number) => number) | undefined;
  /** Only what was known by then, ms; undefined: all that is known. */
  readonly until?: number | undefined;
  readonly type: string | undefined;
  readonly major?: boolean;
};

/** The milestones that moved in the time, oldest first. A span counts from the newest mail: an archive may end in the past. */
export function askMilestones(
  { store, topic, now }: Pick<CommandDeps, 'store' | 'topic' | 'now'>,
  { since, until, type, major = false }: MilestoneWish,
): readonly Milestone[] {
  const known =
    until === undefined
      ? recentMilestones(store, topic, { now: now() })
      : listMilestones(store, topic, { now: until });
  const start = since?.(until ?? store.span()?.until ?? now()) ?? Number.NEGATIVE_INFINITY;
  return known.filter(
    (one) =>
      (type === undefined || one.type === type) &&
      (!major || one.significance === 'major') &&
      one.steps.some(({ date }) => date >= start),
  );
}

/** A sentence where the topic has no such type of milestone; undefined where it has. */
export function wrongType({ milestones }: Pick<Topic, 'milestones'>, type: string): string | undefined {
  const known = milestones.map(({ id }) => id);
  if (known.includes(type)) return undefined;
  return `there is no milestone type \`${type.slice(0, 40)}\`; there is ${known.join(', ')}`;
}

type Wish = { readonly type: string | undefined; readonly since: string | undefined };

export const milestonesCommand = defineCommand<Wish>({
  spec: {
    name: 'milestones',
    summary: 'what belongs in the history books, each with the line that proves it',
    detail: `What moved last comes first. One happening is one milestone, however many mails and revisions tell it; its
steps are proposed, applied, merged, released, or decided.`,
    options: [
      { name: 'type', summary: 'only those of this type: driver', kind: 'text', suggests: 'milestone' },
      { name: 'since', summary: 'only what moved since then: 2026-01-01, 90d', kind: 'text' },
      SHARE_OPTION,
    ],
    rest: 'type',
    manages: false,
    examples: ['milestones', 'milestones driver', 'milestones minimum-toolchain --since 365d'],
  },
  read: ({ values }, { topic }) => readWish(values, topic),
  act: (deps, { type, since }, _asker, ask): Answer => {
    const sinceOf = since === undefined ? undefined : (end: number) => readMoment(since, end) ?? end;
    const all = askMilestones(deps, { since: sinceOf, type }).toSorted((a, b) => lastStep(b) - lastStep(a));
    const { shown, ...paged } = pageOf(all, ask, SIZE);
    const of = type === undefined ? '' : ` of the type ${type}`;
    const from = since === undefined ? '' : ` since ${since}`;
    const entries = shown.map((one) => milestoneEntry(one, deps.lore));
    return {
      tone: 'told',
      title: answerTitle(
        `${all.length === 0 ? 'No milestone' : `${deps.topic.title}: milestones`}${of}${from}`,
      ),
      parts: [entries.length === 0 ? typesOf(deps.topic) : { what: 'entries', entries }],
      buttons: [],
      ...paged,
    };
  },
});

function typesOf({ milestones }: Topic): AnswerPart {
  return { what: 'text', lines: [[`There are these types: ${milestones.map(({ id }) => id).join(', ')}.`]] };
}

/** A time among the words is one: `milestones driver 90d`. */
function readWish(
  { type: words = '', since: named }: Readonly<Record<string, string>>,
  topic: Pick<Topic, 'milestones'>,
): Wish | Wrong {
  const typed = words.split(/\s+/).filter((word) => word !== '');
  const times = typed.filter((word) => readMoment(word, 0) !== undefined);
  const [type, surplus] = typed.filter((word) => !times.includes(word)).map((word) => word.toLowerCase());
  const since = named || times[0];
  if (surplus !== undefined) return { wrong: 'one type of milestone at a time; without one, all are shown' };
  if (since !== undefined && readMoment(since, 0) === undefined)
    return { wrong: `\`since\` takes ${MOMENTS}, not \`${since.slice(0, 40)}\`` };
  if (type === undefined || type === 'any') return { type: undefined, since };
  const near = nearest(
    type,
    topic.milestones.map(({ id }) => id),
  );
  const wrong = wrongType(topic, type);
  if (wrong === undefined) return { type, since };
  return {
    wrong:
      near === undefined
        ? wrong
        : `there is no milestone type \`${type.slice(0, 40)}\`; did you mean \`${near}\`?`,
  };
}
