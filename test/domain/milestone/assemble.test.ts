import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssembleOptions, assembleMilestones } from '../../../src/domain/milestone/assemble.ts';
import type { Telling } from '../../../src/domain/milestone/telling.ts';
import type { Series } from '../../../src/domain/series/series.ts';
import { DAY, idOf, landed, lookUp, seriesOf, shown, tell } from './happening.ts';
import { TYPES } from './small-types.ts';

function assemble(
  tellings: readonly Telling[],
  series: readonly Series[] = [],
  options: Partial<AssembleOptions> = {},
) {
  return assembleMilestones(tellings, lookUp(series), { types: TYPES, ...options });
}

const arrives = (part: string) => ({
  type: 'first',
  title: `Zig in ${part}`,
  key: `${part}/zig`,
  evidence: [{ rule: 'first-file', where: 'diff', text: `added ${part}/a.zig` }],
});

const bump = seriesOf(
  [
    [1, 'v1-0', 'v1-1', 'v1-2'],
    [5, 'v2-0', 'v2-1', 'v2-2'],
  ],
  [landed('merged', 'pulled', 30), landed('applied', 'thanks', 6)],
);
const bumpTold = [
  tell({ id: 'v1-0', day: 1, kind: 'cover', finds: [{ significance: 'major' }], areas: ['build'] }),
  tell({ id: 'v1-1', day: 1, finds: [shown('0.15')] }),
  tell({ id: 'v2-0', day: 5, kind: 'cover', finds: [{}] }),
  tell({ id: 'v2-1', day: 5, finds: [shown('0.16')] }),
];

describe('one patch set', () => {
  const [milestone, ...others] = assemble(bumpTold, [bump]);

  it('is one milestone, however many revisions and parts tell it', () => {
    expect(others).toEqual([]);
    expect(milestone).toMatchObject({
      id: `big:zig-0.15:${idOf('v1-0')}`,
      type: 'big',
      significance: 'major',
      area: 'build',
      series: bump.id,
      messageId: idOf('v1-0'),
      date: 1 * DAY,
    });
    expect(milestone?.mails).toEqual(['v1-0', 'v1-1', 'v2-0', 'v2-1', 'thanks', 'pulled'].map(idOf));
  });

  it('is called what the newest revision shows', () => {
    expect(milestone?.title).toBe('Zig raised to 0.16');
  });

  it('goes through its steps, each with the mail that says so', () => {
    expect(milestone?.steps).toEqual([
      {
        step: 'proposed',
        date: 1 * DAY,
        messageId: idOf('v1-0'),
        evidence: [{ rule: 'big-said', where: 'subject', text: 'zig' }],
      },
      {
        step: 'applied',
        date: 6 * DAY,
        messageId: idOf('thanks'),
        evidence: [{ rule: 'landing-applied', where: 'thread', text: 'applied, thanks' }],
      },
      {
        step: 'merged',
        date: 30 * DAY,
        messageId: idOf('pulled'),
        evidence: [{ rule: 'landing-merged', where: 'thread', text: 'merged, thanks' }],
      },
    ]);
  });

  it('was proposed by its first mail, even if a later one proves it', () => {
    const [late] = assemble([tell({ id: 'v2-1', day: 5, finds: [shown('0.16')] })], [bump]);
    expect(late).toMatchObject({ messageId: idOf('v2-1'), date: 5 * DAY });
    expect(late?.steps[0]).toMatchObject({ step: 'proposed', date: 1 * DAY, messageId: idOf('v1-0') });
  });

  it('tells all that its newest revision shows', () => {
    const told = [
      tell({ id: 'v1-1', day: 1, finds: [shown('0.15')] }),
      tell({ id: 'v1-2', day: 1, finds: [shown('0.16')] }),
    ];
    expect(assemble(told, [bump])).toMatchObject([{ title: 'Zig raised to 0.15, 0.16' }]);
  });

  it('tells its weightiest type; the mails of the others stay with it', () => {
    const told = [...bumpTold, tell({ id: 'v1-2', day: 1, finds: [arrives('net')] })];
    const milestones = assemble(told, [bump]);
    expect(milestones.map(({ type }) => type)).toEqual(['big']);
    expect(milestones[0]?.mails).toContain(idOf('v1-2'));
  });

  it('tells beside it what stands apart', () => {
    const told = [...bumpTold, tell({ id: 'v1-2', day: 1, finds: [{ type: 'people', key: 'jane' }] })];
    const milestones = assemble(told, [bump]);
    expect(milestones.map(({ type }) => type).sort()).toEqual(['big', 'people']);
    expect(milestones.find(({ type }) => type === 'big')?.mails).not.toContain(idOf('v1-2'));
  });
});

describe('mails of no series', () => {
  const again = { subject: '[PATCH v2] zig: more', finds: [{}] };

  it('are one happening where author and title are the same', () => {
    const first = tell({ id: 'a', day: 1, subject: '[PATCH] zig: more', finds: [{}] });
    expect(assemble([first, tell({ id: 'b', day: 3, ...again })])).toHaveLength(1);
    const other = { name: 'John Roe', email: 'john@example.org' };
    expect(assemble([first, tell({ id: 'b', day: 3, ...again, from: other })])).toHaveLength(2);
  });

  it('are one happening where they tell the same thing in the same months, else two', () => {
    const told = (day: number) => [
      tell({ id: 'a', day: 1, finds: [shown('0.16')] }),
      tell({ id: 'b', day, finds: [shown('0.16')] }),
    ];
    expect(assemble(told(90))).toHaveLength(1);
    expect(assemble(told(400))).toHaveLength(2);
  });

  it('land as somebody else knows', () => {
    const [pulled] = assemble([tell({ id: 'pull', day: 1, kind: 'pull', finds: [{}] })], [], {
      landingOf: (id) => (id === idOf('pull') ? [landed('merged', 'tracker', 2)] : []),
    });
    expect(pulled?.steps.map(({ step }) => step)).toEqual(['proposed', 'merged']);
  });
});

describe('a decision', () => {
  const word = (id: string, day: number) =>
    tell({ id, day, kind: 'reply', subject: 'Re: [PATCH] zig: more', finds: [{ type: 'word' }] });

  it('is decided, not proposed, and told once for a discussion', () => {
    const milestones = assemble([word('b', 2), word('a', 1)]);
    expect(milestones).toHaveLength(1);
    expect(milestones[0]?.steps).toMatchObject([{ step: 'decided', messageId: idOf('a') }]);
    expect(milestones[0]?.mails).toEqual([idOf('a'), idOf('b')]);
  });
});

describe('a first', () => {
  const early = tell({ id: 'early', day: 1, finds: [arrives('net')] });
  const late = tell({ id: 'late', day: 500, finds: [arrives('net')] });
  const series = (id: string, day: number, ...landing: Parameters<typeof landed>[]) =>
    seriesOf(
      [[day, id]],
      landing.map((step) => landed(...step)),
    );

  it('is the earliest of its place', () => {
    expect(assemble([late, early]).map(({ messageId }) => messageId)).toEqual([idOf('early')]);
  });

  it('is told of each place', () => {
    expect(assemble([early, tell({ id: 'fs', day: 500, finds: [arrives('fs')] })])).toHaveLength(2);
  });

  it('takes in the one that landed first, years after it was proposed', () => {
    const all = [series('early', 1), series('late', 500, ['applied', 'thanks', 510])];
    const last = tell({ id: 'last', day: 900, finds: [arrives('net')] });
    const milestones = assemble([last, late, early], all);
    expect(milestones).toHaveLength(1);
    expect(milestones[0]).toMatchObject({ messageId: idOf('early'), series: idOf('late') });
    expect(milestones[0]?.steps.map(({ step }) => step)).toEqual(['proposed', 'applied']);
    expect(milestones[0]?.mails).not.toContain(idOf('last'));
  });

  it('is none where something was there before', () => {
    const firstSeen = (day: number) => (path: string) => (path === 'net/zig' ? day * DAY : undefined);
    expect(assemble([late], [], { firstSeen: firstSeen(20) })).toEqual([]);
    expect(assemble([late], [], { firstSeen: firstSeen(500) })).toHaveLength(1);
  });

  it('lets the other types of its series speak where it is none', () => {
    const told = tell({ id: 'late', day: 500, finds: [arrives('net'), { type: 'people', key: 'jane' }] });
    expect(assemble([early, told]).map(({ type }) => type)).toEqual(['first', 'people']);
  });
});

describe('milestones', () => {
  it('are none without findings, and of unknown types', () => {
    expect(assemble([])).toEqual([]);
    expect(assemble([tell({ id: 'a', day: 1, finds: [{ type: 'of-another-topic' }] })])).toEqual([]);
  });

  it('count a mail once that is given twice', () => {
    expect(assemble([...bumpTold, ...bumpTold], [bump])).toEqual(assemble(bumpTold, [bump]));
  });

  it('do not depend on the order of the mails', () => {
    const part = fc.constantFrom('net', 'fs');
    const finding = fc.oneof(
      fc.constantFrom('0.15', '0.16').map(shown),
      part.map(arrives),
      fc.constantFrom({}, { type: 'people', key: 'jane' }, { type: 'word' }),
    );
    const telling = fc.record({
      id: fc.constantFrom('v1-0', 'v1-1', 'v2-0', 'v2-1', 'a', 'b', 'c', 'd', 'e'),
      day: fc.integer({ min: 1, max: 600 }),
      finds: fc.array(finding, { minLength: 1, maxLength: 3 }),
      subject: fc.constantFrom('[PATCH] zig: more', '[PATCH] zig: less', 'Re: zig: more'),
    });
    const tellings = fc.uniqueArray(telling.map(tell), {
      selector: ({ messageId }) => messageId,
      maxLength: 9,
    });
    const shuffled = tellings.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, mixed]) => {
        expect(assemble(mixed, [bump])).toEqual(assemble(all, [bump]));
      }),
    );
  });

  it('name every mail that tells something of a kind that is no first', () => {
    expect(new Set(assemble(bumpTold, [bump]).flatMap(({ mails }) => mails))).toEqual(
      new Set([...bumpTold.map(({ messageId }) => messageId), idOf('thanks'), idOf('pulled')]),
    );
  });

  it('come in the order of their dates', () => {
    const told = [3, 1, 2].map((day) => tell({ id: `on-${day}`, day, finds: [{ key: `k-${day}` }] }));
    expect(assemble(told).map(({ date }) => date / DAY)).toEqual([1, 2, 3]);
  });
});
