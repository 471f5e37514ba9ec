import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { DISPUTE_KINDS, parseDisputes } from '../../eval/disputes.ts';
import { isReached } from '../../eval/figures.ts';
import { measure } from '../../eval/measure.ts';
import { figuresOf, type Report } from '../../eval/report.ts';
import { GOALS } from '../../eval/thresholds.ts';
import { describeWithCorpus } from '../corpus.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();

describeWithCorpus('what lorewatch says of linux-kbuild', (corpus) => {
  let report: Report;
  beforeAll(async () => {
    const disputes = parseDisputes(
      readFileSync(new URL('../../docs/truth-disputes.md', import.meta.url), 'utf8'),
    );
    const request = {
      archives: join(corpus, 'corpus'),
      truth: join(corpus, 'truth'),
      sections: DISPUTE_KINDS,
    };
    report = await measure(request, temp(), disputes);
  }, 120_000);

  it('is the same with a store and without', () => {
    expect(report.relevance?.mails).toBe(12_475);
    expect(report.relevance?.otherwise).toEqual([]);
  });

  it('is disputed only where the labels say what the disputes quote', () => {
    const { relevance, series, milestones } = report;
    expect([relevance, series, milestones].map((section) => section?.unfit)).toEqual([[], [], []]);
  });

  it.each(Object.keys(GOALS))('reaches what is demanded: %s', (id) => {
    const figure = figuresOf(report).find((one) => one.id === id);
    if (!figure) throw new Error(`${id} was not measured`);
    const { bound, asLabelled, withDisputes, demanded } = figure;
    expect({
      asLabelled: isReached(asLabelled, bound, demanded[0]) || asLabelled,
      withDisputes: isReached(withDisputes, bound, demanded[1]) || withDisputes,
    }).toEqual({ asLabelled: true, withDisputes: true });
  });

  it('is far better than what one would try first', () => {
    const { ours, matchers } = report.relevance?.asLabelled ?? {};
    const wrong = (ours?.all.false ?? 0) + (ours?.all.missed ?? 0);
    const close = [...(matchers ?? [])].filter(([, { all }]) => all.false + all.missed < 2 * wrong);
    expect(matchers?.size).toBeGreaterThan(0);
    expect(close).toEqual([]);
  });
});
