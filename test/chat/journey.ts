import { releaseOf } from '../pipeline/matching/items.ts';
import { DAY, HOUR, type Letter, MINUTE, reply, revision, START } from '../pipeline/matching/town.ts';
import { driverCommits, driverSeries, KEEPER, partId } from './series-mails.ts';
import type { News, Sight, Visitor } from './visitor.ts';
import type { ChatWorld } from './world.ts';

/** One thing that was done, or that came, and all that was seen of it. */
export type Step = {
  readonly name: StepName;
  /** ms */
  readonly at: number;
  /** What he typed, pressed or filled in; '' where he did nothing. */
  readonly did: string;
  /** What he alone got to see, in its order. */
  readonly sights: readonly Sight[];
  /** What came into the channel. */
  readonly news: readonly News[];
};

export const STEPS = {
  help: 'What can it do?',
  subscribe: 'Milestones, as they happen',
  form: 'And a digest on Mondays, by the form',
  search: 'What is going on with the gizmo?',
  track: 'A colleague pastes a link, and you choose “Track this series” of the message',
  card: 'The first card: somebody brings Rust to a part of the kernel that had none',
  why: 'Why was it told?',
  review: 'A review comes: the card is changed, and nothing is posted',
  revised: 'Two days later: v2. The card is changed and says so in its thread; there is no second post',
  applied: 'A maintainer takes it',
  paused: 'Quiet, please',
  held: 'Meanwhile a v2 of the gizmo comes: followed by a subscription of its own, it is told; the paused one says nothing',
  resumed: 'And on again',
  digest: 'Monday, nine o’clock in Berlin: the week',
  merged: 'It comes into mainline',
  released: 'And into a release',
  series: 'What became of it?',
  subscriptions: 'What is this channel told?',
  unsubscribe: 'Enough',
} as const;
export type StepName = keyof typeof STEPS;

export type Journey = readonly { readonly visitor: Visitor; readonly steps: readonly Step[] }[];

const LORE = 'https://lore.kernel.org/rust-for-linux';
/** What is put into the form, field by field: everything, on Mondays. */
const FORM = ['', 'weekly', 'MON 09:00', 'Europe/Berlin'];
const APPLIED = 'Applied to `hwmon-next`, thanks!';
const REVIEW = `Nice. What if less comes back than was asked for?

Reviewed-by: Bea Viewer <bea@example.org>`;
/** 09:00 in Berlin, in winter, and a little. */
const WEEKLY = Date.parse('2026-03-09T08:00:10Z');

type Done = { readonly did: string; readonly sights: readonly Sight[] };
type Act = (visitor: Visitor) => Promise<Done>;
/** `come`: what comes to pass in the world before somebody acts. */
type Happening = { readonly come?: () => Promise<void>; readonly act?: Act };

type Trip = {
  readonly world: ChatWorld;
  readonly diary: readonly { readonly visitor: Visitor; readonly steps: Step[] }[];
  /** `pause`: how long after the step before, ms. */
  readonly step: (name: StepName, pause: number, happening?: Happening) => Promise<void>;
};

/** The same days of the same person on all platforms; the world is new, and ends as it is. */
export async function travel(world: ChatWorld, visitors: readonly Visitor[]): Promise<Journey> {
  const diary = visitors.map((visitor) => ({ visitor, steps: [] as Step[] }));
  const { town } = world;
  const step: Trip['step'] = async (name, pause, { come, act } = {}) => {
    town.clock.now += pause;
    const at = town.clock.now;
    await come?.();
    const done: (Done | undefined)[] = [];
    // One after the other, so that numbers are the same each time.
    for (const visitor of visitors) done.push(await act?.(visitor));
    await world.flow(MINUTE);
    diary.forEach(({ visitor, steps }, n) => {
      const { did = '', sights = [] } = done[n] ?? {};
      steps.push({ name, at, did, sights, news: visitor.news() });
    });
  };
  const trip = { world, diary, step };
  await town.bring(revision(1, START - 3 * DAY), 'history');
  await firstMinutes(trip);
  await firstWeek(trip);
  await weeksAfter(trip);
  return diary;
}

async function firstMinutes({ step }: Trip): Promise<void> {
  await step('help', 0, typing({ Slack: 'help', Discord: 'help' }));
  await step(
    'subscribe',
    MINUTE,
    typing({ Slack: 'subscribe milestone:any now', Discord: 'subscribe filter:milestone:any cadence:now' }),
  );
  await step('form', MINUTE, { act: fillForm });
  await step(
    'search',
    MINUTE,
    typing({ Slack: 'search gizmo kind:cover', Discord: 'search filter:gizmo kind:cover' }),
  );
  await step('track', MINUTE, { act: track });
}

async function firstWeek({ world, diary, step }: Trip): Promise<void> {
  const { town } = world;
  const ago = (): number => town.clock.now - MINUTE;
  const mails = (letters: () => readonly Letter[]): Happening => ({ come: () => town.bring(letters()) });
  await step(
    'card',
    2 * MINUTE,
    mails(() => driverSeries(1, ago())),
  );
  await step('why', MINUTE, { act: (visitor) => pressWhy(visitor, diary) });
  await step(
    'review',
    DAY,
    mails(() => [reply('review', partId(1, 2), ago(), REVIEW)]),
  );
  await step(
    'revised',
    DAY,
    mails(() => driverSeries(2, ago())),
  );
  await step(
    'applied',
    DAY,
    mails(() => [reply('applied', partId(2, 0), ago(), APPLIED, KEEPER)]),
  );
  await step('paused', HOUR, { act: pauseByButton });
  await step(
    'held',
    HOUR,
    mails(() => revision(2, ago())),
  );
  await step('resumed', HOUR, typing({ Slack: 'resume 1', Discord: 'resume number:2' }));
}

async function weeksAfter({ world, step }: Trip): Promise<void> {
  const { town } = world;
  const { clock } = town;
  await step('digest', WEEKLY - clock.now, {
    come: async () => {
      // The week is read to its end.
      await town.bring([{ id: 'tree', date: WEEKLY - 2 * HOUR, subject: 'linux-next: the tree of 8 March' }]);
      await world.issue();
    },
  });
  await step('merged', DAY, { come: async () => town.bringItems(driverCommits(2, clock.now - HOUR)) });
  await step('released', 5 * DAY, {
    come: async () => town.bringItems([releaseOf('9.1', clock.now - HOUR)]),
  });
  const link = `${LORE}/${partId(2, 0)}@example.org/`;
  await step('series', HOUR, typing({ Slack: `series ${link}`, Discord: `series mail:${link}` }));
  await step('subscriptions', MINUTE, typing({ Slack: 'subscriptions', Discord: 'subscriptions' }));
  await step('unsubscribe', MINUTE, typing({ Slack: 'unsubscribe 1', Discord: 'unsubscribe number:2' }));
}

/** What is typed behind the slash. */
function typing(typed: { readonly Slack: string; readonly Discord: string }): Happening {
  return {
    act: async (visitor) => {
      const words = typed[visitor.platform];
      return { did: `/lorewatch ${words}`, sights: [await visitor.type(`lorewatch ${words}`)] };
    },
  };
}

async function fillForm(visitor: Visitor): Promise<Done> {
  const form = await visitor.type('lorewatch subscribe');
  const values = FORM.map((value, at) => [form.fields[at] ?? '', value]);
  const done = await form.submit(Object.fromEntries(values));
  return {
    did: '/lorewatch subscribe, and fills in: weekly, MON 09:00, Europe/Berlin',
    sights: [form, done],
  };
}

async function track(visitor: Visitor): Promise<Done> {
  const message = `has anybody seen this? ${LORE}/gizmo-v1-0@example.org/`;
  return { did: `“Track this series” of: ${message}`, sights: [await visitor.track(message)] };
}

async function pressWhy(visitor: Visitor, diary: Trip['diary']): Promise<Done> {
  const steps = diary.find((one) => one.visitor === visitor)?.steps ?? [];
  const card = steps.find(({ name }) => name === 'card')?.news.find(({ what }) => what === 'post');
  if (card === undefined) throw new Error(`${visitor.platform} has no card`);
  return { did: '[Why] below the card', sights: [await card.press('Why')] };
}

async function pauseByButton(visitor: Visitor): Promise<Done> {
  const list = await visitor.type('lorewatch pause');
  const label = /\[((?:\d+: )?Pause \d+)\]/.exec(list.text)?.[1] ?? 'Pause';
  return { did: `/lorewatch pause, then [${label}]`, sights: [list, await list.press(label)] };
}
