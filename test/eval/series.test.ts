import { describe, expect, it } from 'vitest';
import { disputeSeries } from '../../eval/series/dispute.ts';
import { measureSeries } from '../../eval/series/measure.ts';
import { scorePairs } from '../../eval/series/pairs.ts';
import { scoreParts } from '../../eval/series/parts.ts';
import { placePostings } from '../../eval/series/place.ts';
import { scoreStates } from '../../eval/series/states.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import { posting, revision, series, truthSeries } from './made-up.ts';

const held = (...ids: string[]) => new Set(ids);

describe('places of postings', () => {
  it('finds a posting by its cover letter, its first mail or any patch, and leaves out what the archive lacks', () => {
    const ours = [
      series('s', 'posted', { ...revision('p1', 'p2'), cover: 'c1' as MessageId, first: 'c1' as MessageId }),
    ];
    const truth = [
      truthSeries(
        't',
        'applied',
        { ...posting(1, 'x', 'p2'), cover_message_id: 'c0' },
        { ...posting(2, 'y'), cover_message_id: 'c1', first_message_id: 'c1' },
        posting(3, 'not-held'),
        posting(4, 'lost'),
      ),
    ];
    const placed = placePostings(truth, ours, held('p1', 'p2', 'c1', 'lost'));
    expect(placed.map(({ place }) => place?.series.id)).toEqual(['s', 's', undefined]);
    expect(placed.map(({ patches }) => patches)).toEqual([['p2'], [], ['lost']]);
  });
});

describe('links', () => {
  const truth = [
    truthSeries('one', 'applied', posting(1, 'a1'), posting(2, 'a2'), posting(3, 'a3')),
    truthSeries('two', 'applied', posting(1, 'b1')),
  ];
  const all = held('a1', 'a2', 'a3', 'b1');

  it('is right about every pair when the series are the same', () => {
    const ours = [
      series('A', 'posted', revision('a1'), revision('a2'), revision('a3')),
      series('B', 'posted', revision('b1')),
    ];
    const { counts, wrong } = scorePairs(placePostings(truth, ours, all));
    expect(counts).toEqual({ hits: 3, false: 0, missed: 0, spared: 0 });
    expect(wrong).toEqual([]);
  });

  it('misses the pairs of a parted series, and takes those of a mixed one for false', () => {
    const ours = [
      series('A', 'posted', revision('a1'), revision('b1')),
      series('B', 'posted', revision('a2')),
    ];
    const { counts, wrong } = scorePairs(placePostings(truth, ours, all));
    expect(counts).toEqual({ hits: 0, false: 1, missed: 3, spared: 0 });
    expect(wrong.map(({ what, one, other }) => [what, one.patches[0], other.patches[0]])).toEqual([
      ['parted', 'a1', 'a2'],
      ['parted', 'a1', 'a3'],
      ['joined', 'a1', 'b1'],
      ['parted', 'a2', 'a3'],
    ]);
  });

  it('does not hold two postings for one series because neither is in any', () => {
    const { counts } = scorePairs(placePostings(truth, [], all));
    expect(counts).toEqual({ hits: 0, false: 0, missed: 3, spared: 0 });
  });
});

describe('parts', () => {
  it('wants the very patches that the archive holds, and counts a series right if all its postings are', () => {
    const truth = [
      truthSeries('right', 'applied', posting(1, 'a1', 'a2', 'not-held')),
      truthSeries('wrong', 'applied', posting(1, 'b1'), posting(2, 'c1', 'c2')),
    ];
    const ours = [
      series('A', 'posted', revision('a1', 'a2')),
      series('B', 'posted', revision('b1'), revision('c1', 'c9')),
    ];
    const score = scoreParts(placePostings(truth, ours, held('a1', 'a2', 'b1', 'c1', 'c2', 'c9')));
    expect(score).toMatchObject({ postings: 2 / 3, series: 1 / 2 });
    expect(score.wrong).toMatchObject([{ missing: ['c2'], extra: ['c9'] }]);
  });
});

describe('states', () => {
  it.each([
    ['applied', ['applied', 'merged', 'released']],
    ['unknown-in-archive', ['rfc', 'posted', 'reviewed', 'stale']],
    [
      'merged-outside-these-lists',
      ['rfc', 'posted', 'reviewed', 'stale', 'applied', 'merged', 'released', 'superseded'],
    ],
    [
      'partly-applied-earlier',
      ['rfc', 'posted', 'reviewed', 'stale', 'applied', 'merged', 'released', 'superseded'],
    ],
  ] as const)('%s allows %s and nothing else', (status, allowed) => {
    const states = [
      'rfc',
      'posted',
      'reviewed',
      'applied',
      'merged',
      'released',
      'superseded',
      'rejected',
      'stale',
    ] as const;
    const right = states.filter((state) => {
      const truth = [truthSeries('t', status, posting(1, 'a'))];
      return scoreStates(placePostings(truth, [series('A', state, revision('a'))], held('a'))).right === 1;
    });
    expect([...right].sort()).toEqual([...allowed].sort());
  });

  it('asks the series that holds the newest posting, whatever the order of the labels', () => {
    const truth = [truthSeries('t', 'applied', posting(9, 'late'), posting(1, 'early'))];
    const ours = [series('old', 'stale', revision('early')), series('new', 'applied', revision('late'))];
    const { right, table } = scoreStates(placePostings(truth, ours, held('late', 'early')));
    expect(right).toBe(1);
    expect(table.get('applied')).toEqual(new Map([['applied', 1]]));
  });

  it('holds a series that we do not have for wrong', () => {
    const truth = [truthSeries('t', 'unknown-in-archive', posting(1, 'a'))];
    const { right, table } = scoreStates(placePostings(truth, [], held('a')));
    expect(right).toBe(0);
    expect(table.get('unknown-in-archive')).toEqual(new Map([['none', 1]]));
  });
});

describe('disputes about series', () => {
  const truth = [
    truthSeries('one', 'unknown-in-archive', posting(1, 'a1'), posting(2, 'b1')),
    truthSeries('two', 'applied', posting(1, 'a2'), posting(2, 'b2')),
  ];
  const dispute = (messageId: string, quoted: string, ours: string) => ({
    messageId,
    truth: quoted,
    ours,
    reason: 'made up',
  });

  it('joins two postings into one, and with them their series, one after the other', () => {
    const { truth: mended, unfit } = disputeSeries(truth, [
      dispute('a1', 'series `one`', 'one posting with `a2`'),
      dispute('b1', 'series one', 'one posting with b2'),
    ]);
    expect(unfit).toEqual([]);
    expect(mended).toHaveLength(1);
    expect(mended[0]?.status).toBe('applied');
    const parts = mended[0]?.postings.map((one) => [...one.patch_message_ids].sort());
    expect(parts).toHaveLength(2);
    expect(parts).toEqual(
      expect.arrayContaining([
        ['a1', 'a2'],
        ['b1', 'b2'],
      ]),
    );
  });

  it('joins two series and leaves their postings', () => {
    const { truth: mended } = disputeSeries(truth, [dispute('a1', 'series one', 'one series with a2')]);
    expect(mended.map(({ postings }) => postings.length)).toEqual([4]);
  });

  it('sets a status right', () => {
    const { truth: mended } = disputeSeries(truth, [
      dispute('b1', 'status unknown-in-archive', 'status applied'),
    ]);
    expect(mended.map(({ status }) => status)).toEqual(['applied', 'applied']);
    expect(truth[0]?.status).toBe('unknown-in-archive');
  });

  it.each([
    ['a posting that no label names', 'zz', 'series one', 'one series with a2'],
    ['another label than there is', 'a1', 'series two', 'one series with a2'],
    ['another status than there is', 'a1', 'status applied', 'status unknown-in-archive'],
    ['something unheard of', 'a1', 'series one', 'no series at all'],
  ])('leaves out what names %s', (_, messageId, quoted, ours) => {
    const { truth: same, unfit } = disputeSeries(truth, [dispute(messageId, quoted, ours)]);
    expect(unfit).toHaveLength(1);
    expect(same).toEqual(truth);
  });

  it('counts both ways', () => {
    const ours = [series('A', 'merged', revision('a1', 'a2'), revision('b1', 'b2'))];
    const disputes = [
      dispute('a1', 'series one', 'one posting with a2'),
      dispute('b1', 'series one', 'one posting with b2'),
    ];
    const report = measureSeries(ours, truth, disputes, held('a1', 'a2', 'b1', 'b2'));
    const both = report.figures.map(({ id, asLabelled, withDisputes }) => [id, asLabelled, withDisputes]);
    expect(both).toEqual([
      ['links.precision', 2 / 6, 1],
      ['links.recall', 1, 1],
      ['parts', 0, 1],
      ['state', 1 / 2, 1],
    ]);
  });
});
