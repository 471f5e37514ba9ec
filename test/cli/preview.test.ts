import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/cli/command.ts';
import { subscriptionsCommand } from '../../src/cli/commands/subscriptions.ts';
import { readSettings } from '../../src/settings.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';
import type { Ran } from './run.ts';
import { runCommand } from './run-command.ts';

let demo: DemoStore;
beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());

function ask(words: string, options: OptionValues = {}): Promise<Ran> {
  const settings = readSettings({ LOREWATCH_DATA: join(demo.folder, 'data') });
  return runCommand(subscriptionsCommand, words.split(' '), options, { settings, now: () => demo.world.end });
}

describe('subscriptions preview', () => {
  it('shows what it would have posted, and posts nothing', async () => {
    const { code, out, err } = await ask('preview console:');
    expect([code, err]).toEqual([0, '']);
    const posts = out.split('\n').filter((line) => /^ *\d{1,2} [A-Z][a-z]{2} \d\d:\d\d {2}\S/.test(line));
    expect(posts.length).toBeGreaterThan(5);
    expect(out).toMatch(new RegExp(`^${posts.length} posts \\(`, 'm'));
    expect(out.replace(/\s+/g, ' ')).toMatch(/at most \d+ an hour, from/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(demo.store.deliveries({})).toEqual([]);
    expect(demo.store.subscriptions()).toEqual([]);
  });

  it('tells scripts the same', async () => {
    const { out } = await ask('preview console:', { json: true, filter: 'area:drm' });
    const all = JSON.parse((await ask('preview console:', { json: true })).out);
    const drm = JSON.parse(out);
    expect(drm).toMatchObject({
      target: 'console:',
      filter: 'area:drm',
      cadence: 'now',
      summaries: 0,
      digests: 0,
    });
    expect(drm.total).toBe(drm.posts.length);
    expect(drm.total).toBeLessThan(all.total);
    expect(Date.parse(drm.until) - Date.parse(drm.since)).toBe(7 * 86_400_000);
  });

  it('counts the digests of what is told by digest', async () => {
    const { out } = await ask('preview console:', { cadence: 'daily 09:00 Europe/Berlin' });
    expect(out).toMatch(/^7 digests, from /m);
  });

  it('is of one that is there, too, changed as it is wished for', async () => {
    await ask('add console:', { cadence: 'weekly MON 09:00', filter: 'area:drm' });
    expect((await ask('preview 1')).out).toContain(
      'console:, weekly MON 09:00 UTC: area:drm\n1 digest, from',
    );
    const { out } = await ask('preview 1', { cadence: 'now', json: true });
    expect(JSON.parse(out)).toMatchObject({ filter: 'area:drm', cadence: 'now', digests: 0 });
    expect(demo.store.subscription(1)?.cadence.kind).toBe('weekly');
    await ask('remove 1');
  });

  it.each([
    ['preview 99', {}, 1, 'there is no subscription 99'],
    ['preview', {}, 2, 'say where to'],
    ['preview console:', { filter: '(' }, 2, 'the filter cannot be read'],
    ['preview console:', { backfill: '3' }, 2, '--backfill does not go with'],
  ])('refuses %s %j', async (words, options, code, why) => {
    const ran = await ask(words, options);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toContain(why);
  });
});

describe('subscriptions add --backfill', () => {
  it('queues the newest of what was there', async () => {
    const { code, err } = await ask('add file:/nowhere/news.txt', { backfill: '3' });
    expect(code).toBe(0);
    expect(err).toContain('3 of what was there before go out with it');
    expect(demo.store.deliveries({}).map(({ kind, state }) => `${kind} ${state}`)).toEqual(
      Array(3).fill('card pending'),
    );
    expect((await ask('add file:/nowhere/news.txt', { backfill: '3' })).out).toContain('is there already');
    expect(demo.store.deliveries({})).toHaveLength(3);
  });
});
