import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedPlan } from '../../../src/domain/source/plan.ts';
import { createFeedSource } from '../../../src/sources/feed/feed.ts';
import { CHALLENGE } from '../../fakes/host.ts';
import { type FakePress, startPress } from '../../fakes/press/press.ts';
import type { PressFormat } from '../../fakes/press/write-feed.ts';
import { type Tried, type TryOptions, tryNews } from './try.ts';

const LONG = [
  'The driver is written in Rust.',
  'A second paragraph, which only the page has, and which is long enough.',
];

let press: FakePress;

beforeEach(async () => {
  press = await startPress();
});
afterEach(() => press.close());

function plan(format: PressFormat = 'rss', more: Partial<FeedPlan> = {}): FeedPlan {
  return {
    id: 'press',
    kind: 'feed',
    url: press.feedUrl(format),
    pages: true,
    why: '',
    schedule: 'news',
    ...more,
  };
}

const namesRust = (title: string, text: string) => /rust/i.test(`${title} ${text}`);

function attempt(options: TryOptions = {}, of: FeedPlan = plan()): Promise<Tried> {
  return tryNews(createFeedSource(of, namesRust), options);
}

const titles = ({ articles }: Tried): string[] => articles.map(({ title }) => title);
const asked = (): string[] =>
  press.host.requests.map(({ path }) => path).filter((path) => path !== '/robots.txt');

describe('a feed', () => {
  it.each<PressFormat>(['rss', 'rdf', 'atom', 'json', 'latin1'])('is read as %s', async (format) => {
    const url = press.publish({
      slug: 'one',
      title: 'Über “eins” & zwei'.replace(/[“”]/g, '"'),
      restricted: true,
    });
    expect((await attempt({}, plan(format))).articles).toMatchObject([
      {
        kind: 'article',
        id: format === 'atom' ? 'press:tag:example.org,2031:one' : url,
        source: 'press',
        title: 'Über "eins" & zwei',
        url,
        date: Date.UTC(2031, 2, 4, 12),
        author: 'Jane Doe',
        restricted: true,
      },
    ]);
  });

  it('tells an item once, and again when it says something else', async () => {
    press.publish({ slug: 'one', title: 'One', restricted: true });
    press.publish({ slug: 'two', title: 'Two' });
    const first = await attempt();
    expect(titles(first)).toEqual(['Two', 'One']);
    press.host.forget();
    const second = await attempt({ memory: first.memory });
    expect(second.articles).toEqual([]);
    expect(press.host.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      expect.stringMatching(/^"/),
    ]);
    press.publish({ slug: 'one', restricted: false });
    press.publish({ slug: 'three', title: 'Three' });
    const third = await attempt({ memory: second.memory });
    expect(third.articles).toMatchObject([
      { title: 'Three' },
      { title: 'One', restricted: false, id: first.articles[1]?.id },
    ]);
  });

  it('begins where the first run wants to begin, and what has no date is new', async () => {
    press.publish({ slug: 'old', title: 'Old', date: Date.UTC(2031, 0, 1) });
    press.publish({ slug: 'undated', title: 'Undated', date: undefined });
    press.publish({ slug: 'new', title: 'New', date: Date.UTC(2031, 2, 1) });
    press.publish({ slug: 'future', title: 'Future', date: Date.UTC(2077, 2, 1) });
    const first = await attempt({ since: Date.UTC(2031, 1, 1) });
    expect(first.articles).toMatchObject([
      { title: 'Future', date: undefined },
      { title: 'New' },
      { title: 'Undated', date: undefined },
    ]);
    press.publish({ slug: 'late', title: 'Late', date: Date.UTC(2031, 0, 2) });
    expect(titles(await attempt({ memory: first.memory, since: Date.UTC(2031, 1, 1) }))).toEqual(['Late']);
  });

  it('suspects a gap when nothing in it is known any more', async () => {
    press.show(5);
    for (let n = 0; n < 5; n++) press.publish({ slug: `a${n}`, title: `A ${n}` });
    const first = await attempt();
    expect(first.gap).toBeUndefined();
    for (let n = 0; n < 4; n++) press.publish({ slug: `b${n}`, title: `B ${n}` });
    const second = await attempt({ memory: first.memory });
    expect(second.gap).toBeUndefined();
    for (let n = 0; n < 9; n++) press.publish({ slug: `c${n}`, title: `C ${n}` });
    const third = await attempt({ memory: second.memory });
    expect(third.gap).toMatch(/none of the 5 items of the feed was known/);
    expect(third.articles).toHaveLength(5);
  });

  it('counts what it cannot read, once', async () => {
    press.instead({
      body: '<rss><channel><item><link>https://www.example.org/1</link></item></channel></rss>',
    });
    const first = await attempt();
    expect(first.broken).toHaveLength(1);
    expect((await attempt({ memory: first.memory })).broken).toEqual([]);
  });
});

describe('a bad day', () => {
  it.each([
    ['a challenge', CHALLENGE, /.+/, undefined],
    ['a page of HTML', { body: '<html><body>Down for maintenance</body></html>' }, /HTML page/, undefined],
    ['half a feed', { body: '<rss><channel><item>' }, /breaks off inside of <item>/, undefined],
    ['410', { status: 410 }, /.+/, true],
    ['entities', { body: '<!DOCTYPE rss [<!ENTITY a "b">]><rss/>' }, /DOCTYPE/, true],
    ['404', { status: 404 }, /.+/, undefined],
    ['500', { status: 500 }, /500/, undefined],
  ])('%s is trouble, and nothing is forgotten', async (_, reply, why, lasting) => {
    press.publish({ slug: 'one', title: 'One' });
    const { memory } = await attempt();
    press.instead(reply);
    const bad = await attempt({ memory });
    expect(bad.trouble).toMatchObject({ why: expect.stringMatching(why) });
    expect(bad.trouble?.lasting).toBe(lasting);
    expect(bad.memory).toBe(memory);
    press.instead(undefined);
    press.publish({ slug: 'two', title: 'Two' });
    expect(titles(await attempt({ memory }))).toEqual(['Two']);
  });

  it('passes on for how long to wait', async () => {
    press.instead({ status: 429, headers: { 'retry-after': '120' } });
    expect((await attempt()).trouble?.retryAfter).toBe(120_000);
  });

  it('tells no token', async () => {
    press.instead({ body: '<html/>' });
    const url = `${press.feedUrl('rss')}?feed=s3cr3t&user=jane`;
    const source = createFeedSource(plan('rss', { url }), namesRust);
    const told = JSON.stringify([source.url, (await tryNews(source)).pieces]);
    expect(told).not.toMatch(/s3cr3t|jane/);
    expect(told).toContain('/feed.rss');
  });

  it('loses nothing when it ends between two pieces', async () => {
    for (let n = 0; n < 25; n++) press.publish({ slug: `a${n}`, title: `A ${n}` });
    press.show(25);
    const found = new Set<string>();
    let memory: Tried['memory'];
    for (let pieces = 1; pieces <= 4; pieces++) {
      const part = await attempt({ memory, pieces });
      for (const { title } of part.articles) {
        expect(found.has(title)).toBe(false);
        found.add(title);
      }
      memory = part.memory;
    }
    for (const title of titles(await attempt({ memory }))) found.add(title);
    expect(found.size).toBe(25);
  });
});

describe('the page of an article', () => {
  it('is read where the beginning may be about the topic, and nowhere else', async () => {
    press.publish({ slug: 'wanted', title: 'A driver', paragraphs: LONG });
    press.publish({ slug: 'other', title: 'A C driver', paragraphs: ['In C.', LONG[1] ?? ''] });
    press.publish({ slug: 'paid', title: 'Rust, for subscribers', restricted: true, paragraphs: LONG });
    const first = await attempt();
    expect(asked()).toEqual(['/feed.rss', '/news/wanted']);
    expect(first.articles.map(({ text }) => text)).toEqual([
      'The driver is written in Rust.',
      'In C.',
      LONG.join('\n'),
    ]);
    press.host.forget();
    expect((await attempt({ memory: first.memory })).articles).toEqual([]);
    expect(asked()).toEqual(['/feed.rss']);
  });

  it('is not read where the feed has all of the text, or the plan does not ask for it', async () => {
    press.publish({ slug: 'wanted', title: 'Rust', paragraphs: LONG });
    await attempt({}, plan('atom'));
    await attempt({}, plan('rss', { pages: false }));
    expect(asked()).toEqual(['/feed.atom', '/feed.rss']);
  });

  it('that cannot be had costs the article nothing, and is tried three times', async () => {
    press.publish({ slug: 'wanted', title: 'Rust', paragraphs: LONG });
    press.host.faults.add({ at: '/news/', times: 9, fault: 'reply', reply: { status: 503 } });
    const first = await attempt();
    expect(first.articles).toMatchObject([{ text: LONG[0] }]);
    expect(first.trouble).toBeUndefined();
    const second = await attempt({ memory: first.memory });
    const third = await attempt({ memory: second.memory });
    expect([...second.articles, ...third.articles]).toEqual([]);
    await attempt({ memory: third.memory });
    expect(asked().filter((path) => path.startsWith('/news/'))).toHaveLength(3);
  });

  it('is told when it can be had the second time', async () => {
    press.publish({ slug: 'wanted', title: 'Rust', paragraphs: LONG });
    press.host.faults.add({ at: '/news/', fault: 'reply', reply: CHALLENGE });
    const first = await attempt();
    expect((await attempt({ memory: first.memory })).articles).toMatchObject([{ text: LONG.join('\n') }]);
  });

  it('is asked for with moderation, and the rest is read next time', async () => {
    press.show(30);
    for (let n = 0; n < 25; n++) press.publish({ slug: `r${n}`, title: `Rust ${n}`, paragraphs: LONG });
    const first = await attempt();
    expect(first.articles).toHaveLength(25);
    expect(asked()).toHaveLength(21);
    const second = await attempt({ memory: first.memory });
    expect(second.articles.map(({ text }) => text)).toEqual(Array(5).fill(LONG.join('\n')));
  });

  it('on a private address is not asked for on the word of a feed', async () => {
    const other = await startPress();
    try {
      const url = other.publish({ slug: 'inside', title: 'Rust' });
      press.instead({
        body: `<rss><channel><item><title>Rust</title><link>${url}</link></item></channel></rss>`,
      });
      expect((await attempt()).articles).toMatchObject([{ title: 'Rust', url, text: '' }]);
      expect(other.host.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('is not asked for where robots.txt says no', async () => {
    press.publish({ slug: 'wanted', title: 'Rust', paragraphs: LONG });
    press.host.faults.add({
      at: '/robots.txt',
      times: Number.POSITIVE_INFINITY,
      fault: 'reply',
      reply: { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /news/' },
    });
    expect((await attempt()).articles).toMatchObject([{ text: LONG[0] }]);
    expect(asked()).toEqual(['/feed.rss']);
  });
});
