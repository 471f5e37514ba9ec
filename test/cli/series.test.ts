import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SERIES_STATES } from '../../src/domain/series/series.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';
import { type Ran, run } from './run.ts';

let demo: DemoStore;
beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());

function ask(...argv: string[]): Promise<Ran> {
  return run([...argv, '--data', join(demo.folder, 'data')]);
}

const id = z.string().regex(/^[^<>\s]+$/);
const when = z.iso.datetime();
const person = z.strictObject({ name: z.string(), email: z.string() });
const evidence = z.object({ message_id: id, by: z.string().min(1), quote: z.string(), date: when });
const tags = z.record(z.string(), z.array(z.string().min(1)).min(1));

/** As scripts hold on to it. */
const SERIES = z.object({
  id,
  title: z.string().min(1),
  author: person,
  areas: z.array(z.string()),
  category: z.string(),
  state: z.enum(SERIES_STATES),
  state_evidence: evidence.nullable(),
  revisions: z
    .array(
      z.object({
        revision: z.int().min(0),
        rfc: z.boolean(),
        resend: z.boolean(),
        cover: id.nullable(),
        first: id,
        date: when,
        total: z.int().min(1),
        parts: z.record(z.string().regex(/^\d+$/), id),
        lists: z.array(z.string()).min(1),
        link: z
          .strictObject({
            to: id,
            why: z.enum(['change-id', 'link', 'in-reply-to', 'title', 'patches']),
            inferred: z.boolean(),
          })
          .nullable(),
        tags,
        replies: z.int().min(0),
      }),
    )
    .min(1),
});

const MILESTONE = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  title: z.string().min(1),
  significance: z.enum(['major', 'minor']),
  area: z.string(),
  series: id.nullable(),
  message_id: id,
  date: when,
  steps: z
    .array(
      z.strictObject({
        step: z.enum(['proposed', 'applied', 'merged', 'released', 'decided']),
        date: when,
        message_id: id,
        evidence: z.array(z.strictObject({ rule: z.string(), where: z.string(), text: z.string() })).min(1),
      }),
    )
    .min(1),
});

function lines(out: string): unknown[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('series', () => {
  it('gives one JSON line each, in the public form; the first revision alone has no link', async () => {
    const { code, out } = await ask('series', '--all', '--json');
    expect(code).toBe(0);
    const all = lines(out).map((line) => SERIES.parse(line));
    expect(all.length).toBeGreaterThan(20);
    for (const { revisions } of all) {
      expect(revisions.map(({ link }) => link === null)).toEqual(revisions.map((_, at) => at === 0));
    }
    const ours = lines((await ask('series', '--json')).out);
    expect(ours.length).toBeLessThan(all.length);
  });

  it('tells one as a story, in the order of time, with the line that proves each step', async () => {
    const all = lines((await ask('series', '--json')).out).map((line) => SERIES.parse(line));
    const bump = all.find(({ title }) => title.includes('bump minimum Rust'));
    const { out, code } = await ask('series', bump?.id ?? '');
    expect(code).toBe(0);
    expect(out).toMatch(/^rust: bump minimum Rust to 1\.88 and bindgen to 0\.72\n/);
    expect(out).toMatch(
      /v1: 9 patches[\s\S]+v2: 12 patches[\s\S]+applied to rust-next, by .+\n +> Applied to `rust-next`/,
    );
    expect(out.trimEnd().split('\n').at(-1)).toBe('applied');
    const days = [...out.matchAll(/^(\d{4}-\d\d-\d\d) /gm)].map(([, day]) => day ?? '');
    expect(days).toEqual([...days].sort());
    const part = Object.values(bump?.revisions[0]?.parts ?? {})[3] ?? '';
    expect((await ask('series', part)).out).toBe(out);
    expect((await ask('series', `https://lore.kernel.org/linux-kbuild/${part}/`)).out).toBe(out);
  });

  it('answers what is no series with a sentence', async () => {
    expect(await ask('series', 'no-such@example.org')).toMatchObject({ code: 1, out: '' });
    expect((await ask('series', 'no-such@example.org')).err).toMatch(
      /the store has no mail no-such@example\.org/,
    );
    expect(await ask('series', 'two words')).toMatchObject({ code: 2 });
    expect(await ask('series', '--limit', 'many')).toMatchObject({ code: 2 });
    expect(await ask('series', '--state', 'lost')).toMatchObject({ code: 2 });
    expect((await ask('series', '--state', 'released')).err).toContain('no such series');
  });
});

describe('milestones', () => {
  it('gives one JSON line each, in the public form', async () => {
    const { code, out } = await ask('milestones', '--json');
    expect(code).toBe(0);
    const all = lines(out).map((line) => MILESTONE.parse(line));
    expect(all.map(({ type }) => type)).toContain('minimum-toolchain');
    const major = lines((await ask('milestones', '--major', '--json')).out);
    expect(major.length).toBe(all.filter(({ significance }) => significance === 'major').length);
  });

  it('are shown with their steps and their proof, and an unknown type gets a sentence', async () => {
    const { out } = await ask('milestones', '--type', 'minimum-toolchain');
    expect(out).toMatch(
      /Minimum toolchain raised: rustc 1\.88\.0, bindgen 0\.72\.1\n +proposed .+ - applied .+\n[\s\S]*> /,
    );
    expect(await ask('milestones', '--type', 'lunch')).toMatchObject({ code: 2 });
    expect((await ask('milestones', '--until', '2020-01-01')).err).toContain('no milestone found');
  });
});

it('a hit of search names its series, and why tells it', async () => {
  const [hit] = lines((await ask('search', 'kind:patch category:code', '--json')).out);
  const { series, message_id } = z.object({ series: id, message_id: id }).parse(hit);
  expect((await ask('series', message_id, '--json')).out).toContain(`"id":"${series}"`);
  expect((await ask('why', message_id)).out).toContain(`lorewatch series ${series}`);
});
