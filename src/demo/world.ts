import { postBackground } from './background.ts';
import { postBrokenMails } from './broken.ts';
import { DAY, MINUTE } from './calendar.ts';
import { postDebate } from './debate.ts';
import { renderMail } from './mail.ts';
import type { Mailbag } from './mailbag.ts';
import { postNoise } from './noise.ts';
import { postPulls } from './pulls.ts';
import { postRobots } from './robots.ts';
import { postStable } from './stable.ts';
import { postStories } from './stories.ts';
import { postTraps } from './traps.ts';
import type { DemoCommit, DemoList, DemoWorld, Draft, Expected, ListName } from './types.ts';

export type WorldOptions = {
  /** Another seed gives other ordinary mail; the stories stay the same. */
  seed?: number;
  /** How many weeks the archive reaches back. */
  weeks?: number;
  /** The end of the world: a Date or milliseconds. */
  end?: number | Date;
};

const LISTS: ListName[] = ['rust-for-linux', 'linux-kbuild'];
const DEFAULT_END = Date.UTC(2026, 2, 30);

function gather(bag: Mailbag): void {
  postBackground(bag);
  postNoise(bag);
  const { perCpuIrq } = postStories(bag);
  postDebate(bag);
  postPulls(bag);
  postRobots(bag, perCpuIrq);
  postStable(bag);
  postTraps(bag);
  postBrokenMails(bag);
}

function commitsOf(draft: Draft, list: ListName): DemoCommit[] {
  const bytes = renderMail(draft, list);
  const id = draft.headers?.['Message-ID'] === null ? null : draft.id;
  const mail: DemoCommit = {
    kind: 'mail',
    bytes,
    time: draft.arrival,
    subject: draft.subject,
    author: { name: draft.from.name, email: draft.from.email },
    date: draft.date,
    messageId: id,
    ...(draft.defect === undefined ? {} : { defect: draft.defect }),
  };
  if (draft.removedAfter === undefined) return [mail];
  return [mail, { ...mail, kind: 'removal', subject: 'rm', time: draft.arrival + draft.removedAfter }];
}

function listOf(name: ListName, drafts: Draft[]): DemoList {
  const commits = drafts
    .filter((draft) => draft.lists.includes(name))
    .flatMap((draft) => commitsOf(draft, name));
  return { name, commits: commits.sort((one, other) => one.time - other.time) };
}

function expectedOf(draft: Draft): Expected {
  const { id, lists, category, kind, series, defect } = draft;
  return { messageId: id, lists, category, kind, ...(series && { series }), ...(defect && { defect }) };
}

/**
 * Makes a small world of kernel mail: two lists, some weeks, and for each mail what a reader should find in it.
 * Pure: the same options give the same bytes. Throws a RangeError where `weeks` or `end` make no sense.
 */
export function createDemoWorld(options: WorldOptions = {}): DemoWorld {
  const { seed = 1, weeks = 12 } = options;
  const end = Math.floor(Number(options.end ?? DEFAULT_END) / MINUTE) * MINUTE;
  if (!Number.isFinite(end)) throw new RangeError('the end of the demo world is not a date');
  if (!(weeks >= 1 && weeks <= 520)) throw new RangeError('a demo world has 1 to 520 weeks');
  const start = end - weeks * 7 * DAY;
  const bag: Mailbag = { seed, start, end, drafts: [] };
  gather(bag);
  const drafts = bag.drafts.filter((draft) => draft.arrival >= start && draft.arrival < end);
  const known = drafts.filter((draft) => draft.headers?.['Message-ID'] !== null);
  const unique = new Map(known.map((draft) => [draft.id, expectedOf(draft)]));
  return { start, end, lists: LISTS.map((name) => listOf(name, drafts)), expected: [...unique.values()] };
}
