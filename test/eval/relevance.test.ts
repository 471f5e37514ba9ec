import { describe, expect, it } from 'vitest';
import { precision, recall } from '../../eval/counts.ts';
import { calibrate } from '../../eval/relevance/calibration.ts';
import { disputeLabels } from '../../eval/relevance/dispute.ts';
import { MATCHERS, matchNaively } from '../../eval/relevance/matchers.ts';
import { measureRelevance } from '../../eval/relevance/measure.ts';
import { findMistakes } from '../../eval/relevance/mistakes.ts';
import { recordRules } from '../../eval/relevance/rules.ts';
import { scoreRelevance } from '../../eval/relevance/score.ts';
import { judged, labels } from './made-up.ts';

describe('relevance', () => {
  it('counts what is found, false, missed and spared, and takes weak for neither', () => {
    const mails = [
      judged('found', 'code'),
      judged('other-category', 'build'),
      judged('false', 'code'),
      judged('unlisted', 'discussion'),
      judged('missed', 'none'),
      judged('held-for-weak', 'prereq'),
      judged('weak-taken', 'code'),
      judged('weak-left', 'none'),
      judged('rightly-left', 'incidental'),
      judged('weak-of-no', 'cc-only'),
    ];
    const truth = labels(
      ['found', 'code'],
      ['other-category', 'docs'],
      ['false', 'incidental'],
      ['missed', 'discussion'],
      ['held-for-weak', 'code'],
      ['weak-taken', 'prereq'],
      ['weak-left', 'cc-only'],
      ['rightly-left', 'incidental'],
      ['weak-of-no', 'none'],
      ['not-in-the-archive', 'code'],
    );
    const { ours, categories, confusion } = scoreRelevance(mails, truth);
    expect(ours.all).toEqual({ hits: 2, false: 2, missed: 2, spared: 2 });
    expect([precision(ours.all), recall(ours.all)]).toEqual([0.5, 0.5]);
    expect(categories).toEqual({ right: 1, of: 4 });
    expect(confusion.get('code')).toEqual(
      new Map([
        ['code', 1],
        ['prereq', 1],
      ]),
    );
  });

  it('tells patch mails by the kind of the label, and by ours where there is none', () => {
    const mails = [
      judged('patch', 'code', { kind: 'reply' }),
      judged('cover', 'code'),
      judged('unlisted-patch', 'code'),
      judged('unlisted-reply', 'code', { kind: 'reply' }),
    ];
    const { ours } = scoreRelevance(mails, labels(['patch', 'code'], ['cover', 'code', 'cover']));
    expect(ours.patch).toEqual({ hits: 1, false: 1, missed: 0, spared: 0 });
    expect(ours.all).toEqual({ hits: 2, false: 2, missed: 0, spared: 0 });
  });

  it('measures the naive matchers beside the rules', () => {
    const nothing = { subject: 'x', text: '', recipients: '' };
    const says = (mail: Partial<typeof nothing>) => [...matchNaively({ ...nothing, ...mail })].sort();
    expect(says({})).toEqual([]);
    expect(says({ subject: 'Trust me' })).toEqual(['any', 'subject']);
    expect(says({ text: 'trust, rusty, Rust.' })).toEqual(['any', 'body']);
    expect(says({ text: 'trust, rusty' })).toEqual([]);
    expect(says({ recipients: 'rust-for-linux@vger.example' })).toEqual(['any', 'copied']);
    const mails = [
      judged('a', 'none', { matches: new Set(['any', 'body']) }),
      judged('b', 'code', { matches: new Set() }),
    ];
    const { matchers } = scoreRelevance(mails, labels(['a', 'none'], ['b', 'code']));
    expect([...matchers.keys()]).toEqual(MATCHERS.map(({ id }) => id));
    expect(matchers.get('body')?.all).toEqual({ hits: 0, false: 1, missed: 1, spared: 0 });
    expect(matchers.get('subject')?.all).toEqual({ hits: 0, false: 0, missed: 1, spared: 0 });
  });

  it('compares what we say with how often it is right, bin by bin', () => {
    const mails = [
      judged('a', 'code', { sure: 0.95 }),
      judged('b', 'code', { sure: 1 }),
      judged('c', 'build', { sure: 0.5 }),
      judged('silent', 'none', { sure: 1 }),
    ];
    const bins = calibrate(mails, labels(['a', 'code'], ['b', 'docs'], ['c', 'build']));
    expect(bins.filter((bin) => bin.mails > 0)).toEqual([
      { from: 0.5, to: 0.6, mails: 1, confidence: 0.5, right: 1 },
      { from: 0.95, to: 1, mails: 2, confidence: 0.975, right: 0.5 },
    ]);
  });

  it('lists the worst mistakes first, false finds and misses in turns, with their evidence', () => {
    const mails = [
      judged('near', 'prereq'),
      judged('category', 'build'),
      judged('weak', 'prereq'),
      judged('miss', 'none'),
      judged('false-unsure', 'code', { sure: 0.5 }),
      judged('false-sure', 'code', { sure: 0.99 }),
      judged('right', 'code'),
    ];
    const truth = labels(
      ['near', 'none'],
      ['category', 'code'],
      ['weak', 'code'],
      ['miss', 'docs'],
      ['right', 'code'],
    );
    const found = findMistakes(mails, truth);
    expect(found.map(({ messageId, what }) => `${messageId}: ${what}`)).toEqual([
      'false-sure: false find',
      'miss: miss',
      'false-unsure: false find',
      'weak: held for weak',
      'category: other category',
      'near: near it',
    ]);
    expect(found[0]?.evidence).toEqual([{ rule: 'rule-code', where: 'diff', text: 'false-sure' }]);
    expect(found[1]).toMatchObject({ truth: 'docs', ours: 'none', label: 'why miss' });
  });

  it('keeps a record of each rule', () => {
    const mails = [judged('a', 'code'), judged('b', 'code'), judged('c', 'docs'), judged('d', 'none')];
    expect(recordRules(mails, labels(['a', 'code'], ['c', 'build'], ['d', 'none']))).toEqual([
      { rule: 'rule-code', mails: 2, wrong: 1 },
      { rule: 'rule-docs', mails: 1, wrong: 1 },
      { rule: 'no rule (none)', mails: 1, wrong: 0 },
    ]);
  });

  it('counts both ways, and names disputes that fit no label', () => {
    const mails = [judged('a', 'code'), judged('unlisted', 'code')];
    const disputes = [
      { messageId: 'a', truth: 'none', ours: 'code', reason: 'touches .rs' },
      { messageId: 'unlisted', truth: 'none', ours: 'build', reason: 'touches the Makefile' },
      { messageId: 'gone', truth: 'none', ours: 'code', reason: 'no such mail' },
    ];
    const truth = labels(['a', 'none']);
    const report = measureRelevance(mails, truth, disputes, []);
    expect(report.figures.find(({ id }) => id === 'all.precision')).toMatchObject({
      asLabelled: 0,
      withDisputes: 1,
    });
    expect(report).toMatchObject({ mails: 2, labelled: 1, disputed: 2 });
    expect(report.unfit.map(({ messageId }) => messageId)).toEqual(['gone']);
    expect(report.mistakes.map(({ what }) => what)).toEqual(['other category']);
    expect(truth.get('a')?.category).toBe('none');
  });

  it('lets a dispute be only where it quotes the label and says a category', () => {
    const mails = [judged('a', 'code')];
    const stale = { messageId: 'a', truth: 'docs', ours: 'code', reason: 'the label was mended since' };
    const odd = { messageId: 'a', truth: 'none', ours: 'rusty', reason: 'no category' };
    expect(disputeLabels(labels(['a', 'none']), [stale, odd], mails).unfit).toEqual([stale, odd]);
  });
});
