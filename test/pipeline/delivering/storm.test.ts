import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendOrphans } from '../../../src/pipeline/delivering/orphans.ts';
import { createScriptedPlatform, type Play, type ScriptedPlatform } from '../../fakes/scripted-platform.ts';
import { createTemp } from '../../sources/temp.ts';
import { enqueue, MINUTE, note, openStage, SECOND, T0 } from './stage.ts';

const temp = createTemp();
const LANES = 3;
const PER_LANE = 5;
const SKILLS = {
  nonce: { can: { nonce: 3 * MINUTE } },
  find: { find: 'works' },
  none: {},
} as const;
type Kind = keyof typeof SKILLS;

const again = (wait: number): Play => ({ what: 'again', why: 'too many', wait: wait * SECOND });
const play: fc.Arbitrary<Play> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Play>('sent') },
  { weight: 3, arbitrary: fc.constantFrom<Play>('lost', 'cut') },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 90 }).map(again) },
  { weight: 1, arbitrary: fc.constant<Play>({ what: 'again', why: 'down' }) },
);
/** The lane in which a process dies that has just taken something, and how long nobody looks after it, s. */
const death = fc.record({ lane: fc.nat(LANES - 1), rest: fc.nat(200) });
type Death = { readonly lane: number; readonly rest: number };

/** Delivers all there is, with these answers in turn, while other processes die; gives the states at the end. */
async function ride(kind: Kind, script: readonly Play[], deaths: readonly Death[]) {
  const now = { now: () => T0 };
  const platform = createScriptedPlatform({
    now: () => now.now(),
    play: (_, n) => script[n],
    ...SKILLS[kind],
  });
  const stage = openStage(temp(), [platform]);
  const { store, deps, clock } = stage;
  now.now = deps.now;
  for (let n = 0; n < LANES * PER_LANE; n++)
    enqueue(store, note(stage.subscribe(`slack:T1/C${n % LANES}`), `${n}`));
  for (const { lane, rest } of deaths) {
    store.claim(`slack:T1/C${lane}`, { owner: 'dead', until: clock.time + MINUTE }, clock.time);
    await stage.play(rest * SECOND);
    mendOrphans(deps, new AbortController().signal);
    await stage.play(rest * SECOND);
  }
  await stage.play();
  const deliveries = store.deliveries({});
  store.close();
  return { platform, deliveries };
}

/** What stands in the lanes, as the numbers of the posts. */
function standing({ posts }: ScriptedPlatform): number[][] {
  const lanes: number[][] = Array.from({ length: LANES }, () => []);
  for (const { parcel } of posts) {
    const n = parcel.post.what === 'notice' ? Number(parcel.post.text) : -1;
    lanes[n % LANES]?.push(n);
  }
  return lanes;
}

describe('lanes in a storm', () => {
  it.each(['nonce', 'find', 'none'] as const)(
    'lose nothing, double nothing and keep their order: %s',
    async (kind) => {
      const property = fc.asyncProperty(
        fc.array(play, { maxLength: 40 }),
        fc.array(death, { maxLength: 4 }),
        async (script, deaths) => {
          const { platform, deliveries } = await ride(kind, script, deaths);
          for (const lane of standing(platform))
            expect(lane).toEqual([...new Set(lane)].sort((a, b) => a - b));
          const stands = new Set(platform.posts.map(({ key }) => key));
          expect(deliveries).toHaveLength(LANES * PER_LANE);
          for (const { state, key } of deliveries) {
            expect(['sent', 'uncertain']).toContain(state);
            if (state === 'sent') expect(stands).toContain(key);
            if (kind === 'find') expect(state).toBe('sent');
          }
        },
      );
      await fc.assert(property, { numRuns: 40 });
    },
  );
});
