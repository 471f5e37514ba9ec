import { describe, expect, it } from 'vitest';
import { RUST } from '../../../config/topics/rust/topic.ts';
import { judge } from '../../../src/domain/relevance/judge.ts';
import { CATEGORIES } from '../../../src/domain/verdict.ts';
import { mailOf } from '../../config/example-mail.ts';
import { CODE_AND_BUILD } from './zoo/changes.ts';
import { NEAR_AND_FAR } from './zoo/near.ts';
import { TALK } from './zoo/talk.ts';

const ZOO = [...CODE_AND_BUILD, ...TALK, ...NEAR_AND_FAR];

describe('a zoo of small mails, each judged by itself', () => {
  it.each(ZOO)('$what is $is', ({ is, ...example }) => {
    const { verdict } = judge(mailOf(example), RUST);
    expect({ category: verdict.category, evidence: verdict.evidence }).toMatchObject({ category: is });
  });

  it('has every category, and no animal twice', () => {
    expect(new Set(ZOO.map(({ is }) => is))).toEqual(new Set(CATEGORIES));
    const names = ZOO.map(({ what }) => what);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(ZOO.length).toBeGreaterThan(60);
  });
});
