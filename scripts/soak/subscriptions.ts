import { join } from 'node:path';
import { printClockTime } from '../../src/domain/subscription/clock-time.ts';
import { AWAY, type Places } from './places.ts';
import type { Fleet } from './processes.ts';
import type { PostedSeries } from './series.ts';

/** What is subscribed, and by a rule of its own what it has to be told of. */
export type Wish = {
  readonly name: string;
  readonly target: string;
  readonly filter: string;
  readonly cadence: string;
  readonly most: number;
  /** Patch sets that match. */
  readonly series: (one: PostedSeries) => boolean;
  /** What matches beside mail. */
  readonly items: readonly ('advisory' | 'article' | 'release' | 'commit')[];
};

export type Subscribed = Wish & {
  readonly id: number;
  /** When digests fall due, ms; none of one that is told at once. */
  readonly dues: number[];
  readonly canGoAway: boolean;
};

const MANY = 10_000;
const MINUTE = 60_000;
const FEW = 4;
/** Long enough that a daemon that was down has told it. */
const MOVED_AFTER = 40_000;
const ALL: Pick<Wish, 'filter' | 'cadence' | 'most' | 'series' | 'items'> = {
  filter: '',
  cadence: 'now',
  most: MANY,
  series: () => true,
  items: ['advisory', 'article'],
};

/** Each kind of target and each way to filter, at once and by the clock. */
export function wishesFor({ receiver, folder }: Places, now: number): Wish[] {
  const hook = (path: string): string => `${receiver.host.url}${path}`;
  const file = (name: string): string => `file:${join(folder, name)}`;
  const by = (author: string) => (one: PostedSeries) => one.author.toLowerCase().includes(author);
  const daily = (minutes: number): Pick<Wish, 'cadence' | 'items'> => ({
    items: [],
    cadence: `daily ${minuteOf(now + minutes * MINUTE)} UTC`,
  });
  return [
    { ...ALL, name: 'webhook, all', target: hook('/hooks/all') },
    // The same target: what the first one tells is not told again.
    {
      ...ALL,
      name: 'same, by ada',
      target: hook('/hooks/all'),
      filter: 'author:ada',
      series: by('ada'),
      items: [],
    },
    {
      ...ALL,
      name: 'webhook, path',
      target: hook('/hooks/path'),
      filter: 'path:rust/kernel/widget.rs',
      series: (one) => one.device === 'widget',
      items: [],
    },
    {
      ...ALL,
      name: 'webhook, word',
      target: hook('/hooks/word'),
      filter: 'sprocket',
      series: (one) => one.device === 'sprocket',
      items: [],
    },
    { ...ALL, name: 'webhook, few', target: hook('/hooks/few'), most: FEW, items: [] },
    {
      ...ALL,
      name: 'webhook, gone',
      target: hook(AWAY),
      filter: 'author:bo',
      series: by('bo lind'),
      items: [],
    },
    { ...ALL, name: 'file, all', target: file('all.jsonl') },
    {
      ...ALL,
      name: 'file, items',
      target: file('items.jsonl'),
      filter: 'kind:release,commit',
      series: () => false,
      items: ['release', 'commit'],
    },
    { ...ALL, name: 'mail, all', target: 'mailto:all@example.org' },
    {
      ...ALL,
      name: 'mail, by cy',
      target: 'mailto:cy@example.org',
      filter: 'author:cy',
      series: by('cy roth'),
      items: [],
    },
    { ...ALL, ...daily(2), name: 'webhook, daily', target: hook('/hooks/daily') },
    { ...ALL, ...daily(2), name: 'file, daily', target: file('daily.jsonl') },
    {
      ...ALL,
      ...daily(3),
      name: 'mail, daily',
      target: 'mailto:daily@example.org',
      filter: 'author:ada',
      series: by('ada'),
    },
    {
      ...ALL,
      ...daily(3),
      name: 'file, daily ada',
      target: file('ada.jsonl'),
      filter: 'author:ada',
      series: by('ada'),
    },
    { ...ALL, ...daily(4), name: 'webhook, late', target: hook('/hooks/late'), filter: 'path:rust/' },
  ];
}

/** By the command line, as an operator does it. */
export async function subscribe(
  fleet: Fleet,
  { secrets }: Places,
  wishes: readonly Wish[],
): Promise<Subscribed[]> {
  const all: Subscribed[] = [];
  for (const wish of wishes) {
    const { target, filter, cadence, most } = wish;
    const words = ['add', target, '--cadence', cadence, '--most', String(most)];
    const answer = await fleet.ask(
      'subscriptions',
      ...words,
      ...(filter ? ['--filter', filter] : []),
      '--json',
    );
    const id = Number(/"id":\s*(\d+)/.exec(answer)?.[1]);
    if (!Number.isInteger(id)) throw new Error(`${target} was not subscribed: ${answer} ${fleet.log()}`);
    if (target.startsWith('http'))
      secrets.set(target, secretIn(await fleet.ask('subscriptions', 'secret', `${id}`)));
    const due = firstDue(cadence, Date.now());
    all.push({ ...wish, id, dues: due === undefined ? [] : [due], canGoAway: target.endsWith(AWAY) });
  }
  return all;
}

function secretIn(answer: string): string {
  return /whsec_[A-Za-z0-9+/=]+/.exec(answer)?.[0] ?? '';
}

function minuteOf(time: number): string {
  return printClockTime(Math.floor(time / MINUTE) % (24 * 60));
}

/** The moment after its first digest gets another time: the next one goes on where that one ended. */
export async function moveDigests(
  fleet: Fleet,
  subscribed: readonly Subscribed[],
  now: number,
): Promise<string[]> {
  const moved: string[] = [];
  for (const { id, name, dues } of subscribed) {
    const [due, ...more] = dues;
    if (due === undefined || more.length > 0 || now < due + MOVED_AFTER) continue;
    const cadence = `daily ${minuteOf(now + 2 * MINUTE)} UTC`;
    const answer = await fleet.ask('subscriptions', 'change', `${id}`, '--cadence', cadence);
    if (!answer.startsWith('changed')) throw new Error(`${name} was not changed: ${answer}`);
    dues.push(firstDue(cadence, now) ?? 0);
    moved.push(`${name}: ${cadence}`);
  }
  return moved;
}

function firstDue(cadence: string, now: number): number | undefined {
  const [, hours, minutes] = /^daily (\d\d):(\d\d) UTC$/.exec(cadence) ?? [];
  if (hours === undefined) return undefined;
  const due = new Date(now).setUTCHours(Number(hours), Number(minutes), 0, 0);
  return due <= now ? due + 24 * 60 * MINUTE : due;
}
