import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { SourceTold } from '../../src/commands/command.ts';
import type { Answer } from '../../src/domain/answer/answer.ts';
import { keyOf } from '../../src/domain/thread.ts';
import { listSeries } from '../../src/pipeline/series.ts';
import type { Asker } from '../../src/ports/chat.ts';
import { enqueue } from '../contracts/delivery-world.ts';
import { makeCard, makeSubscription } from '../contracts/outbox-world.ts';
import { askerIn } from './bureau.ts';
import { entriesOf, type Library, OPERATOR, openLibrary, partsOf, wordsOf } from './library.ts';

const OURS = 'slack:T1/C1';
const THEIRS = 'slack:T2/C9';
const GUILD = 'discord:77/88';

let library: Library;
let sources: SourceTold[] = [];
let mail: string;
beforeAll(async () => {
  library = await openLibrary({ sources: () => sources });
  const { store, deps } = library;
  const now = deps.now();
  mail = listSeries(store, RUST, { all: false, now }).at(-1)?.id ?? '';
  const made = { created: now, digestUntil: now };
  const cadence = { kind: 'weekly', day: 'MON', at: 540, zone: 'Europe/Berlin' } as const;
  store.subscribe(
    makeSubscription({ ...made, target: { platform: 'slack', text: OURS }, filter: 'area:gpio', cadence }),
  );
  store.subscribe(
    makeSubscription({ ...made, target: { platform: 'slack', text: OURS }, filter: 'author:nobodyhere' }),
  );
  store.subscribe(
    makeSubscription({ ...made, target: { platform: 'slack', text: THEIRS }, filter: 'secret OR area:drm' }),
  );
  store.subscribe(
    makeSubscription({ ...made, target: { platform: 'discord', text: GUILD }, filter: 'subject:hidden' }),
  );
  const subject = store.follow(makeCard({ title: 'our letter' }), [keyOf('our-letter@example.org')]);
  const other = store.follow(makeCard({ title: 'their letter', id: 'x@example.org' }), [
    keyOf('their-letter@example.org'),
  ]);
  lose(OURS, 1, subject.id);
  lose(THEIRS, 3, other.id);
});
afterAll(() => library.demo.remove());

/** A post that was given up. */
function lose(target: string, subscription: number, subject: number): void {
  const { id } = enqueue(library.store, { subscription, target, lane: target, subject, due: 0 });
  const now = library.deps.now();
  const claimed = library.store.claim(target, { owner: 'test', until: now + 1000 }, now);
  if (claimed?.id !== id) throw new Error('it was not its turn');
  library.store.settle(id, 'test', { state: 'dead', reason: `the channel of ${target} is gone` }, now);
}

function ask(words: string, asker: Asker): Promise<Answer> {
  return library.say(words, asker);
}

function facts(answer: Answer): Record<string, string> {
  const all = partsOf(answer, 'facts').flatMap((part) => part.facts);
  return Object.fromEntries(
    all.map(({ label, value }) => [
      label,
      value.map((span) => (typeof span === 'string' ? span : span.text)).join(''),
    ]),
  );
}

const STRANGERS = ['T2', 'C9', '77/88', 'secret', 'hidden', 'their letter'];

describe('status', () => {
  it('tells a place of itself: its subscriptions, its next digest, what did not arrive and how it is sent again', async () => {
    const answer = await ask('status', askerIn(OURS));
    expect(answer.title).toBe('1 post did not arrive');
    expect(facts(answer)).toMatchObject({
      Subscriptions: '2 active',
      'Last post': 'none yet',
      'Next digest': 'Mon 30 Mar 09:00 Europe/Berlin (subscription 1)',
    });
    expect(wordsOf(answer)).toContain('our letter');
    expect(partsOf(answer, 'code')[0]?.text).toBe('lorewatch deliveries retry 1');
  });

  it('tells nobody of the places of another installation', async () => {
    const home = { ...askerIn(OURS), place: undefined };
    const nameless = { ...askerIn(OURS), tenant: '' };
    const liar = { ...askerIn(THEIRS), tenant: 'slack:T1/' };
    for (const asker of [askerIn(OURS), home, nameless, liar, askerIn('slack:T1/C2')]) {
      for (const words of ['status', `why ${mail}`, 'search gpio', 'help']) {
        const told = wordsOf(await ask(words, asker));
        for (const secret of STRANGERS) expect(told, `${words}: ${secret}`).not.toContain(secret);
      }
    }
  });

  it('of a home tab is of all of its installation', async () => {
    const answer = await ask('status', { ...askerIn(OURS), place: undefined });
    expect(facts(answer).Subscriptions).toBe('2 active');
    expect(wordsOf(answer)).toContain('our letter');
  });

  it('tells the operator of all', async () => {
    const answer = await ask('status', OPERATOR);
    expect(answer.title).toBe('2 posts did not arrive');
    expect(facts(answer)).toMatchObject({ Subscriptions: '4 active', Deliveries: '2 dead' });
    expect(wordsOf(answer)).toContain('their letter');
    expect(partsOf(answer, 'code')[0]?.text).toBe('lorewatch deliveries retry 2 1');
  });

  it('says what is wrong first: the brake, sources that fail, that nothing can be posted', async () => {
    const now = library.deps.now();
    sources = [
      { id: 'list:good', lastSuccess: now - 180_000, failingSince: undefined, lost: 2 },
      { id: 'feed:bad', lastSuccess: undefined, failingSince: now - 3_600_000, lost: 0 },
    ];
    library.store.setBrake({ since: now, reason: 'too much' });
    try {
      const answer = await ask('status', {
        ...askerIn('slack:T1/C2'),
        cannotPost: 'I am not in this channel',
      });
      expect(answer.title).toBe('Everything is paused, nothing can be posted here, 1 source of 2 is failing');
      expect(facts(answer)).toMatchObject({
        Sources: '2 sources · last read 3 min ago · 2 items lost',
        Failing: expect.stringContaining('feed:bad, since 29 Mar'),
        'Cannot post': 'I am not in this channel',
      });
    } finally {
      library.store.setBrake(undefined);
      sources = [];
    }
    expect((await ask('status', askerIn('slack:T1/C2'))).title).toBe('All is well');
  });
});

describe('why', () => {
  it('tells what became of it for the subscriptions of the place alone', async () => {
    const answer = await ask(`why ${mail}`, askerIn(OURS));
    const heading = partsOf(answer, 'heading').map(({ text }) => text);
    expect(heading.at(-1)).toBe('Here');
    const fates = entriesOf(answer).slice(-2);
    expect(JSON.stringify(fates)).toContain('author:nobodyhere');
    expect(JSON.stringify(fates)).toContain('the filter does not hold');
  });

  it('says where nothing is subscribed; the operator sees every subscription', async () => {
    expect(wordsOf(await ask(`why ${mail}`, askerIn('slack:T1/C2')))).toContain(
      'Nothing that is subscribed here asks for it',
    );
    const all = wordsOf(await ask(`why ${mail}`, OPERATOR));
    for (const place of [OURS, THEIRS, GUILD]) expect(all).toContain(place);
  });

  it('finds what a button names by its key', async () => {
    const { store } = library;
    store.follow(makeCard({ id: mail, title: 'by key' }), [keyOf(mail)]);
    const [byKey, byId] = [
      await ask(`why #${keyOf(mail)}`, askerIn(OURS)),
      await ask(`why ${mail}`, askerIn(OURS)),
    ];
    expect(byKey.parts).toEqual(byId.parts);
    const story = await ask(`series #${keyOf(mail)}`, askerIn(OURS));
    expect(story.title).toBe((await ask(`series ${mail}`, askerIn(OURS))).title);
    const press = makeCard({ kind: 'story', id: 'story-1', title: 'In the press' });
    store.follow(press, [keyOf('article story-1')]);
    const told = await ask(`why #${keyOf('article story-1')}`, askerIn(OURS));
    expect(partsOf(told, 'card')[0]).toMatchObject({ why: true, card: { title: 'In the press' } });
  });
});

describe('digest', () => {
  it('leads to the page of one that went out for the same filter and period', async () => {
    const { store, deps } = library;
    const [since, until] = [Date.UTC(2026, 2, 16), Date.UTC(2026, 2, 23)];
    const bare = await ask('digest week 12', askerIn(OURS));
    const [part] = partsOf(bare, 'digest');
    expect(part?.url).toBeUndefined();
    if (part === undefined) throw new Error('no digest');
    const { id } = store.saveIssue({ id: 'abc123', filter: '', since, until, digest: part.digest });
    const told = partsOf(await ask('digest week 12', askerIn(OURS)), 'digest')[0];
    expect(told?.url).toBe(deps.issueUrl(id));
    expect(partsOf(await ask('digest week 12 area:gpio', askerIn(OURS)), 'digest')[0]?.url).toBeUndefined();
  });
});
