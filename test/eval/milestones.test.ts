import { describe, expect, it } from 'vitest';
import { gatherEvents } from '../../eval/milestones/events.ts';
import { measureMilestones } from '../../eval/milestones/measure.ts';
import { mailsNamed, scoreMilestones } from '../../eval/milestones/score.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import { milestone, truthMilestone } from './made-up.ts';

const rows = [
  truthMilestone('v1', 'toolchain-bump', '[PATCH 00/13] [RFC] rust: raise the minimum'),
  truthMilestone('v2', 'toolchain-bump', '[PATCH v2 00/13] rust: Raise the minimum'),
  truthMilestone('arch', 'arch-support', '[PATCH] rust: raise the minimum'),
  truthMilestone('re', 'not-a-milestone', 'Re: [PATCH v2 00/13] rust: raise the minimum'),
  truthMilestone('lint', 'not-a-milestone', '[PATCH] rust: enable a lint'),
];
const held = new Set(rows.map((row) => row.message_id));

describe('curated events', () => {
  it('are one for each type and subject, however many postings tell them', () => {
    const events = gatherEvents(rows);
    expect(events.map(({ type, stem, rows: of }) => [type, stem, of.length])).toEqual([
      ['toolchain-bump', 'rust: raise the minimum', 2],
      ['arch-support', 'rust: raise the minimum', 1],
    ]);
  });

  it('have a stem without replies and brackets, in bounded time', () => {
    const [event] = gatherEvents([
      truthMilestone('a', 'x', `Re: ${'[PATCH] '.repeat(500)}${'['.repeat(9000)}`),
    ]);
    expect(event?.stem).toBe('['.repeat(9000));
  });
});

describe('milestones', () => {
  it('are found if any mail of the event is named, as proof, step or mail', () => {
    const reported = milestone('m', 'p');
    const step = { step: 'applied', date: 0, messageId: 's' as MessageId, evidence: [] } as const;
    expect([...mailsNamed([{ ...reported, steps: [step], mails: ['l' as MessageId] }])]).toEqual([
      'p',
      's',
      'l',
    ]);
  });

  it('are counted by event; look-alikes that are named are taken', () => {
    const score = scoreMilestones(rows, new Set(['v2', 'lint']), held);
    expect(score).toMatchObject({ events: 2, found: 0.5, lookAlikes: 2, taken: 0.5 });
    expect(score.missed.map(({ type }) => type)).toEqual(['arch-support']);
    expect(score.takenRows.map((row) => row.message_id)).toEqual(['lint']);
  });

  it('leave out what the archive does not hold', () => {
    const score = scoreMilestones(rows, new Set(), new Set(['v1', 're']));
    expect(score).toMatchObject({ events: 1, lookAlikes: 1 });
  });

  it('are measured both ways, and what classify sees beside them', () => {
    const disputes = [
      { messageId: 'lint', truth: 'not-a-milestone', ours: 'tooling', reason: 'it is one' },
      { messageId: 'arch', truth: 'arch-support', ours: 'not-a-milestone', reason: 'it is none' },
      { messageId: 'v1', truth: 'nonsense', ours: 'not-a-milestone', reason: 'fits no label' },
    ];
    const reported = [milestone('one', 'v1'), milestone('two', 'lint'), milestone('three', 'else')];
    const report = measureMilestones(reported, new Set(['re']), rows, disputes, held);
    const both = report.figures.map(({ id, asLabelled, withDisputes }) => [id, asLabelled, withDisputes]);
    expect(both).toEqual([
      ['milestones.found', 1 / 2, 1],
      ['milestones.taken', 1 / 2, 0],
      ['milestones.reported', 3 / 2, 3 / 2],
    ]);
    expect(report.byMail).toMatchObject({ found: 0, taken: 1 / 2 });
    expect(report.unfit.map(({ messageId }) => messageId)).toEqual(['v1']);
    expect(report.disputed).toBe(2);
  });
});
