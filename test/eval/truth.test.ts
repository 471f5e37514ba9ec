import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLabels, readMilestoneTruth, readSeriesTruth } from '../../eval/truth.ts';
import { createTemp } from '../sources/temp.ts';
import { posting, truthMilestone, truthSeries } from './made-up.ts';

const temp = createTemp();
const row = (id: string, category: string) =>
  JSON.stringify({ message_id: id, category, kind: 'patch', subject: 's', reason: 'r', more: 1 });

describe('labels', () => {
  it('are read from every list, the first row of a mail counts', () => {
    const folder = temp();
    writeFileSync(join(folder, 'rustness-one.jsonl'), `${row('a', 'code')}\n${row('a', 'docs')}\n`);
    writeFileSync(join(folder, 'rustness-two.jsonl'), `${row('b', 'none')}\n\n`);
    writeFileSync(join(folder, 'decisions.jsonl'), 'not read');
    expect([...readLabels(folder)].map(([id, { category }]) => [id, category])).toEqual([
      ['a', 'code'],
      ['b', 'none'],
    ]);
  });

  it.each([
    ['an unknown category', row('b', 'rusty'), /rustness-x\.jsonl:2 is no label.*category/s],
    ['something else', '{"message_id": 3', /rustness-x\.jsonl:2 is no label/],
  ])('with %s are refused by line', (_, bad, message) => {
    const folder = temp();
    writeFileSync(join(folder, 'rustness-x.jsonl'), `${row('a', 'code')}\n${bad}\n`);
    expect(() => readLabels(folder)).toThrow(message);
  });

  it('that are missing are named', () => {
    const folder = temp();
    expect(() => readLabels(folder)).toThrow(/rustness-LIST\.jsonl is missing/);
    expect(() => readSeriesTruth(folder)).toThrow(/series\.jsonl is missing/);
    expect(() => readMilestoneTruth(join(folder, 'nowhere'))).toThrow(/milestones\.jsonl is missing/);
  });

  it('of series and milestones are read', () => {
    const folder = temp();
    const one = truthSeries('s', 'applied', posting(1, 'a'));
    const other = truthMilestone('m', 'toolchain-bump', 'subject');
    writeFileSync(join(folder, 'series.jsonl'), JSON.stringify(one));
    writeFileSync(join(folder, 'milestones.jsonl'), JSON.stringify(other));
    expect(readSeriesTruth(folder)).toEqual([one]);
    expect(readMilestoneTruth(folder)).toEqual([other]);
  });
});
