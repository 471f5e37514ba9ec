import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/domain/subscription/subscription.ts';
import { revision } from '../pipeline/matching/town.ts';
import { createTemp } from '../sources/temp.ts';
import { type Place, placesOf } from './places.ts';
import { openTimedWorld } from './timed-world.ts';
import type { ChatWorld } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const BURST = 200;
const PLATFORMS = ['slack', 'discord'] as const;

const temp = createTemp();
let world: ChatWorld;
beforeEach(async () => {
  world = await openTimedWorld(temp());
});
afterEach(async () => {
  const { slack, discord } = world;
  expect([slack.violations, discord.violations, slack.pings, discord.pings]).toEqual([[], [], [], []]);
  await world.close();
});

/** New series, one each three seconds of the last hour. */
async function post(names: readonly string[]): Promise<void> {
  const { town } = world;
  await town.bring(names.flatMap((name, n) => revision(1, town.clock.now - HOUR + n * 3 * SECOND, name)));
}

const many = (count: number): string[] => Array.from({ length: count }, (_, n) => `gizmo${n}`);
const cardsOf = (place: Place): string[] =>
  place.posts().flatMap(({ text }) => /rust: (gizmo\d+): add levers/.exec(text)?.[1] ?? []);
const stateOf = (id: number) => world.town.store.subscription(id) ?? expect.fail(`no subscription ${id}`);
const reasonsOf = (place: Place) =>
  world.town
    .deliveries()
    .filter(({ target }) => target === place.target)
    .map(({ state, suppression }) => suppression ?? state);

describe('a burst of 200 alerts', () => {
  it('R12: comes in its order, within every limit, and delays nobody else', async () => {
    const places = placesOf(world);
    const options = { ...DEFAULT_OPTIONS, mostAnHour: 1000 };
    const crowded = [places.slack.first, places.discord.first];
    const calm = [places.slack.second, places.discord.second];
    for (const { target } of crowded) world.town.subscribe(target, { options });
    const last = `gizmo${BURST - 1}`;
    for (const { target } of calm) world.town.subscribe(target, { filter: `subject:${last}` });
    const began = world.town.clock.now;
    await post(many(BURST));
    await world.flow(HOUR);
    for (const place of crowded) expect(cardsOf(place).join()).toBe(many(BURST).join());
    for (const place of calm) {
      expect(cardsOf(place)).toEqual([last]);
      expect((place.posts()[0]?.at ?? 0) - began).toBeLessThan(2 * SECOND);
    }
    const times = places.slack.first.posts().map(({ at }) => at);
    for (const [n, at] of times.entries())
      if (n > 0) expect(at - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(SECOND);
    expect(times).toHaveLength(BURST);
    expect(world.slack.requests.filter(({ error }) => error === 'ratelimited')).toEqual([]);
    expect(world.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  }, 60_000);

  it.each(PLATFORMS)(
    'is twenty posts and one summary in %s, as usual',
    async (platform) => {
      const { first } = placesOf(world)[platform];
      world.town.subscribe(first.target);
      await post(many(BURST));
      await world.flow(2 * HOUR);
      expect(cardsOf(first).slice(0, 20)).toEqual(many(20));
      const posts = first.posts();
      expect(posts).toHaveLength(21);
      expect(posts[20]?.text).toMatch(/180 /);
      for (const shown of ['gizmo20', 'gizmo49']) expect(posts[20]?.text).toContain(`rust: ${shown}:`);
      expect(posts[20]?.text).toContain('150 more');
    },
    60_000,
  );
});

describe('a platform that wants a pause', () => {
  it.each(PLATFORMS)(
    'R11: %s has it for that channel alone, and not a request too early',
    async (platform) => {
      const places = placesOf(world);
      const { first, second } = places[platform];
      const other = places[platform === 'slack' ? 'discord' : 'slack'].first;
      for (const { target } of [first, second, other]) world.town.subscribe(target);
      const wait = 40 * SECOND;
      first.fault({ retryAfter: wait / SECOND });
      const began = world.town.clock.now;
      await post(many(2));
      await world.flow(10 * MINUTE);
      for (const place of [first, second, other]) expect(cardsOf(place)).toEqual(many(2));
      for (const place of [second, other])
        expect((place.posts()[0]?.at ?? 0) - began).toBeLessThan(2 * SECOND);
      const tries = first.requests();
      expect(tries[0]).toMatchObject({ ok: false });
      expect((tries[1]?.at ?? 0) - (tries[0]?.at ?? 0)).toBeGreaterThanOrEqual(wait);
      expect(tries).toHaveLength(3);
    },
  );
});

describe('a post that may have arrived', () => {
  it.each(PLATFORMS)(
    'R14, R15: stands once in %s: a 500, a cut line, after it was done',
    async (platform) => {
      const { first } = placesOf(world)[platform];
      world.town.subscribe(first.target);
      for (const [n, what] of (['500 after', 'cut after'] as const).entries()) {
        first.fault(what);
        await post([`gizmo${n}`]);
        await world.flow(HOUR);
      }
      expect(cardsOf(first)).toEqual(many(2));
      expect(reasonsOf(first)).toEqual(['sent', 'sent']);
    },
  );

  it.each(PLATFORMS)('R13: comes once in %s where it had not arrived', async (platform) => {
    const { first } = placesOf(world)[platform];
    world.town.subscribe(first.target);
    first.fault('cut before');
    await post(many(1));
    await world.flow(HOUR);
    expect(cardsOf(first)).toEqual(many(1));
    expect(reasonsOf(first)).toEqual(['sent']);
  });

  it.each(PLATFORMS)(
    'R16: is told as uncertain in %s where nobody can look, and not sent again',
    async (platform) => {
      const { first } = placesOf(world)[platform];
      world.town.subscribe(first.target);
      first.hideHistory();
      // Longer than any nonce is remembered.
      const lift = first.fault('cut after', Number.POSITIVE_INFINITY);
      await post(many(1));
      await world.flow(5 * MINUTE);
      lift();
      await world.flow(2 * HOUR);
      expect(cardsOf(first)).toEqual(many(1));
      expect(reasonsOf(first)).toEqual(['uncertain']);
      const told = world.town.store.untoldNotices().filter(({ what }) => what === 'delivery');
      expect(told.map(({ text }) => text)).toEqual([
        expect.stringMatching(/may or may not have been delivered/),
      ]);
      expect(await first.ask('status')).toMatch(/uncertain|may or may not|nobody can tell/i);
    },
  );
});

describe('a place that is no more', () => {
  it.each(PLATFORMS)('R20: stops just what goes there in %s, once, and says why', async (platform) => {
    const { first, second } = placesOf(world)[platform];
    const gone = world.town.subscribe(first.target).id;
    const other = world.town.subscribe(second.target).id;
    first.end();
    for (const name of many(3)) {
      await post([name]);
      await world.flow(2 * MINUTE);
    }
    expect(stateOf(gone)).toMatchObject({
      state: 'suspended',
      reason: expect.stringMatching(/archived|gone/),
    });
    expect(stateOf(other).state).toBe('active');
    expect(cardsOf(second)).toEqual(many(3));
    const told = world.town.store.untoldNotices().filter(({ key }) => key.startsWith('suspended:'));
    expect(told).toHaveLength(1);
    expect(first.requests().length).toBeLessThanOrEqual(1);
  });

  it('R22: of a channel of Discord without the permission nothing is asked until it is granted and resumed', async () => {
    const { first } = placesOf(world).discord;
    const { id } = world.town.subscribe(first.target);
    const channel = world.discord.guild.channel('general');
    channel.overwrites = [{ id: world.discord.guild.id, deny: ['EmbedLinks'] }];
    await post(['gizmo0']);
    await world.flow(MINUTE);
    expect(stateOf(id)).toMatchObject({ state: 'suspended', reason: expect.stringContaining('Embed Links') });
    const asked = world.discord.requests.length;
    await post(['gizmo1']);
    await world.flow(2 * HOUR);
    expect(world.discord.requests).toHaveLength(asked);
    channel.overwrites = [];
    await first.ask('resume number:1');
    await post(['gizmo2']);
    await world.flow(HOUR);
    expect(cardsOf(first)).toContain('gizmo2');
    expect(stateOf(id).state).toBe('active');
  });
});

it('R18: a digest that is made again, and handed over again, is one post in each channel', async () => {
  const places = placesOf(world);
  const cadence = { kind: 'weekly', day: 'MON', at: 9 * 60, zone: 'Europe/Berlin' } as const;
  const both = [places.slack.first, places.discord.first];
  const digestUntil = Date.parse('2026-03-02T08:00:00Z');
  for (const { target } of both) world.town.subscribe(target, { cadence, digestUntil });
  await post(many(2));
  world.town.clock.now = Date.parse('2026-03-09T08:01:00Z');
  await world.issue();
  await world.issue();
  world.town.clock.now -= 30 * MINUTE;
  await world.issue();
  world.town.clock.now += HOUR;
  await world.issue();
  for (const place of both) {
    expect(place.posts()).toHaveLength(1);
    expect(place.posts()[0]?.text).toContain('week 10 of 2026');
  }
});

describe('an installation whose token is revoked', () => {
  it.each(PLATFORMS)(
    'R21: %s is asked nothing more but what is on its way, and no lane but its own waits',
    async (platform) => {
      const places = placesOf(world);
      const { first, second } = places[platform];
      const other = places[platform === 'slack' ? 'discord' : 'slack'].first;
      world.town.subscribe(first.target);
      world.town.subscribe(other.target);
      first.revoke();
      const asked = first.everything();
      await post(['gizmo0']);
      await world.flow(2 * MINUTE);
      expect(first.everything() - asked).toBe(1);
      // Neither there, nor in another channel of that installation.
      world.town.subscribe(second.target);
      await post(['gizmo1', 'gizmo2']);
      await world.flow(2 * MINUTE);
      expect(first.everything() - asked).toBe(1);
      expect(cardsOf(other)).toEqual(many(3));
      expect([cardsOf(first), cardsOf(second)]).toEqual([[], []]);
      const told = world.town.store.untoldNotices().filter(({ key }) => key.startsWith('stopped:'));
      expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(/token/i)]);
    },
  );
});
