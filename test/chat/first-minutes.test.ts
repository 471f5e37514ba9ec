import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTemp } from '../sources/temp.ts';
import { visitDiscord } from './discord-visitor.ts';
import { type Journey, type Step, type StepName, travel } from './journey.ts';
import { visitSlack } from './slack-visitor.ts';
import { tellJourney } from './tell-journey.ts';
import { openTimedWorld } from './timed-world.ts';
import type { News } from './visitor.ts';
import type { ChatWorld } from './world.ts';

const PAGE = new URL('../../docs/gallery/first-minutes.md', import.meta.url);
const TITLE = 'hwmon: a driver for the tmp999 in Rust';
const GIZMO = 'rust: gizmo: add levers';
const MILESTONE = 'Rust arrives in drivers/hwmon';

const temp = createTemp();
let world: ChatWorld;
let journey: Journey;

beforeAll(async () => {
  world = await openTimedWorld(temp());
  journey = await travel(world, [visitSlack(world.slack), visitDiscord(world.discord)]);
}, 60_000);
afterAll(() => world.close());

/** A card is what has the buttons of one. */
const isCard = (text: string, title: string): boolean =>
  text.includes('[Follow] [Open]') && text.split('\n', 1)[0]?.includes(title) === true;
const kinds = (news: readonly News[]): string[] => news.map(({ what }) => what);

describe.each(['Slack', 'Discord'] as const)('a newcomer to %s', (platform) => {
  const own = (): Journey[number] =>
    journey.find(({ visitor }) => visitor.platform === platform) ?? expect.fail(platform);
  const step = (name: StepName): Step =>
    own().steps.find((one) => one.name === name) ?? expect.fail(`no step ${name}`);
  const answer = (name: StepName): string => step(name).sights.at(-1)?.text ?? expect.fail(name);

  it('is told what can be asked, for him alone', () => {
    for (const command of ['subscribe', 'search', 'series', 'why', 'digest'])
      expect(answer('help')).toContain(command);
    for (const { sights } of own().steps) for (const { isPrivate } of sights) expect(isPrivate).toBe(true);
  });

  it('R23: subscribes by words and by the form, and everybody reads it', () => {
    expect(answer('subscribe')).toMatch(/Subscribed: milestone:any, as it happens/);
    expect(step('subscribe').news).toHaveLength(1);
    expect(step('subscribe').news[0]?.text).toMatch(
      new RegExp(`^${own().visitor.person} subscribed [^\n]*milestone:any`),
    );
    expect(step('form').sights.map(({ what }) => what)[0]).toBe('form');
    expect(answer('form')).toMatch(/weekly MON 09:00 Europe\/Berlin/);
    expect(answer('form')).toMatch(/first digest comes Mon 9 Mar 09:00/);
    expect(step('form').news[0]?.text).toContain('the next digest on Mon 9 Mar 09:00');
  });

  it('finds what was said before he came, and tracks a series from a link', () => {
    expect(answer('search')).toContain(GIZMO);
    expect(answer('track')).toMatch(/Following .?rust: gizmo: add levers/);
    const [announced, card] = step('track').news;
    expect(announced?.text).toContain(`follows “${GIZMO}” here`);
    expect([card?.what, isCard(card?.text ?? '', GIZMO)]).toEqual(['post', true]);
  });

  it('gets the card of a milestone, and learns why', () => {
    const { news } = step('card');
    expect(kinds(news)).toEqual(['post']);
    expect(isCard(news[0]?.text ?? '', TITLE)).toBe(true);
    expect(news[0]?.text).toContain(MILESTONE);
    expect(answer('why')).toContain(MILESTONE);
    expect(answer('why')).toMatch(/sent: the card “hwmon: a driver for the tmp999 in Rust” was sent/);
  });

  it('R29: sees v2, “applied” and the release in that card and its thread, and never a second post', () => {
    expect(kinds(step('review').news)).toEqual(['edit']);
    expect(step('review').news[0]?.text).toContain('Reviewed-by: Bea Viewer');
    const lines: [StepName, RegExp][] = [
      ['revised', /v2, 2 patches/],
      ['applied', /applied to hwmon-next by Mira Keeper/],
      ['merged', /merged into mainline/],
      ['released', /released with 9\.1/],
    ];
    for (const [name, says] of lines) {
      const { news } = step(name);
      expect([name, ...kinds(news)].sort()).toEqual([name, 'edit', 'line'].sort());
      for (const { text } of news) expect(text).toMatch(says);
      expect(isCard(news.find(({ what }) => what === 'edit')?.text ?? '', TITLE)).toBe(true);
    }
    const cards = own().visitor.posts();
    expect(cards.filter((text) => isCard(text, TITLE))).toHaveLength(1);
    expect(cards.filter((text) => isCard(text, GIZMO))).toHaveLength(1);
  });

  it('pauses one subscription by a button; the others go on', () => {
    expect(answer('paused')).toMatch(/Paused \d: milestone:any/);
    expect(step('paused').news[0]?.text).toMatch(/paused subscription \d/);
    expect(kinds(step('held').news).sort()).toEqual(['edit', 'line']);
    expect(step('held').news[0]?.text).toContain(GIZMO);
    expect(answer('resumed')).toMatch(/Resumed \d: milestone:any/);
  });

  it('has the week on Monday at nine by its clocks, with its picture', () => {
    const { at, news } = step('digest');
    expect(new Date(at).toISOString()).toMatch(/^2026-03-09T08:00/);
    expect(news[0]?.what).toBe('post');
    const text = news.map((one) => one.text).join('\n');
    expect(text).toContain('week 10 of 2026');
    expect(text).toContain(MILESTONE);
    expect(text).toContain(GIZMO);
    expect(text).toMatch(/\(picture: /);
    const digests = own()
      .visitor.posts()
      .filter((post) => post.includes('week 10 of 2026'));
    expect(digests).toHaveLength(1);
  });

  it('asks for the whole story, looks at what is subscribed, and leaves', () => {
    for (const said of ['Linux 9.1', 'mainline', 'hwmon-next', 'v2', 'v1', 'Bea Viewer'])
      expect(answer('series')).toContain(said);
    expect(answer('subscriptions')).toContain('3 subscriptions');
    expect(answer('subscriptions')).toContain('next digest Mon 16 Mar 09:00');
    expect(answer('unsubscribe')).toMatch(/Unsubscribed: milestone:any/);
    expect(step('unsubscribe').news[0]?.text).toContain('milestone:any');
  });
});

it('breaks no rule of either platform, pings nobody and complains of nothing', () => {
  const { slack, discord, talk, town } = world;
  expect([slack.violations, discord.violations, slack.pings, discord.pings]).toEqual([[], [], [], []]);
  expect(talk.filter((line) => !line.startsWith('info: '))).toEqual([]);
  expect(new Set(town.deliveries().map(({ state }) => state))).toEqual(new Set(['sent']));
});

it('is the way that docs/gallery/first-minutes.md tells (UPDATE_GOLDEN=1 makes it anew)', () => {
  const made = tellJourney(journey);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(PAGE, made);
  expect(made).toBe(readFileSync(PAGE, 'utf8'));
  const links = [...made.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(20);
  for (const link of links) expect([link, existsSync(new URL(link, PAGE))]).toEqual([link, true]);
});
