import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { CommandDeps } from '../../src/commands/command.ts';
import { createSuggestions, type Suggest } from '../../src/commands/suggest.ts';
import { SUGGESTIONS, type Suggested } from '../../src/domain/answer/command-spec.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/subscription/subscription.ts';
import type { Asker } from '../../src/ports/chat.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';

const MONDAY = Date.UTC(2026, 2, 30);
const place = { platform: 'discord', text: 'discord:1/2' } as const;
const ADA: Asker = {
  platform: 'discord',
  tenant: 'discord:1/',
  place,
  user: { id: '9', name: 'Ada' },
  mayManage: true,
  managers: '',
  prefix: '/lorewatch ',
};
let demo: DemoStore;
let suggest: Suggest;
beforeAll(async () => {
  demo = await makeDemoStore();
  const { store } = demo;
  for (const text of ['discord:1/2', 'discord:1/3', 'discord:2/2'])
    store.subscribe({
      target: { platform: 'discord', text },
      filter: 'area:drm',
      cadence: { kind: 'now' },
      options: DEFAULT_OPTIONS,
      created: 0,
      digestUntil: 0,
      digestNews: 0,
    });
  const release = (id: string, date: number) => ({
    item: {
      kind: 'release' as const,
      id,
      moniker: 'mainline',
      date,
      eol: false,
      changelog: undefined,
      url: undefined,
      log: undefined,
    },
    verdict: { category: 'none' as const, relevant: 'no' as const, confidence: 1, evidence: [] },
    findings: [],
    areas: [],
    keys: [],
    words: '',
  });
  const items = [release('7.1-rc7', MONDAY - 7), release('7.1', MONDAY)];
  store.rememberItems({ source: 'releases', items, broken: [], memory: undefined });
  suggest = createSuggestions({ store, topic: RUST, now: () => MONDAY } as CommandDeps);
});
afterAll(() => demo.remove());

const values = (what: Suggested, typed: string, asker = ADA): string[] =>
  suggest(what, typed, asker, { command: 'search', values: {} }).map(({ value }) => value);

describe('what is suggested while somebody types', () => {
  it('is at most 25, and each short enough for a menu', () => {
    for (const what of SUGGESTIONS)
      for (const typed of ['', 'a', 'area:', 'author:', 'x'.repeat(300)])
        for (const { label, value } of suggest(what, typed, ADA, { command: 'x', values: {} })) {
          expect(label.length).toBeLessThanOrEqual(100);
          expect(value.length).toBeLessThanOrEqual(100);
          expect(label.length * value.length).toBeGreaterThan(0);
        }
    expect(values('zone', '')).toHaveLength(25);
  });

  it('completes the last word of a filter: fields, areas, people, choices', () => {
    expect(values('filter', '')).toContain('milestone:any');
    expect(values('filter', 'kind:patch are')).toContain('kind:patch area:');
    expect(values('filter', 'area:dr')).toContain('area:drm');
    expect(values('filter', '(is:new OR -area:gpi')).toContain('(is:new OR -area:gpio');
    expect(values('filter', 'state:app')).toEqual(['state:applied']);
    expect(values('filter', 'milestone:a')).toContain('milestone:any');
    const [author = ''] = values('filter', 'author:');
    expect(author).toMatch(/^author:"[^"]+"$/);
  });

  it('gives filters that can be read', () => {
    for (const typed of ['', 'author:', 'area:', 'kind:', 'is:', 'state:', 'category:'])
      for (const text of values('filter', typed)) {
        const parsed = parseFilter(text, {
          area: RUST.areas.map(({ area }) => area),
          milestone: RUST.milestones.map(({ id }) => id),
        });
        expect(parsed.ok, text).toBe(true);
      }
  });

  it('knows the series that moved of late, by a word of their title', () => {
    const all = values('series', '');
    expect(all).toHaveLength(25);
    const [first] = suggest('series', '', ADA, { command: 'series', values: {} });
    const word = first?.label.split(' ').at(-1) ?? expect.fail();
    expect(values('series', word)).toContain(first?.value);
  });

  it('knows the subscriptions of the place, and of nobody else', () => {
    expect(values('subscription', '')).toHaveLength(1);
    const home: Asker = { ...ADA, place: undefined };
    expect(values('subscription', '', home)).toHaveLength(2);
    const other: Asker = {
      ...ADA,
      tenant: 'discord:3/',
      place: { platform: 'discord', text: 'discord:3/1' },
    };
    expect(values('subscription', '', other)).toEqual([]);
  });

  it('knows zones, cadences, milestones and releases', () => {
    expect(values('zone', 'berl')).toEqual(['Europe/Berlin']);
    expect(values('cadence', 'weekly m')).toEqual(['weekly MON 09:00']);
    expect(values('milestone', 'toolchain')).toContain('toolchain-range');
    expect(values('release', '')).toEqual(['7.1', '7.1-rc7']);
  });
});
