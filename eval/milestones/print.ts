import type { Milestone } from '../../src/domain/milestone/milestone.ts';
import { alignTable, cut, number, percent } from '../table.ts';
import { printUnfit } from '../unfit.ts';
import type { MilestonesReport } from './measure.ts';
import type { MilestoneScore } from './score.ts';

export function printMilestones(report: MilestonesReport): string {
  const { asLabelled, withDisputes, byMail, reported, disputed, unfit } = report;
  return [
    `${number(asLabelled.events)} curated events, ${number(asLabelled.lookAlikes)} look-alikes; `,
    `lorewatch reports ${number(reported.length)}. ${disputed} labels are disputed.\n${printUnfit(unfit)}\n`,
    alignTable(
      [
        ['', 'events found', 'look-alikes taken'],
        line('as labelled', asLabelled),
        line('with disputes', withDisputes),
        line('each mail by itself (classify)', byMail),
      ],
      [1, 2],
    ),
    '\nreported\n',
    alignTable(reported.map(describe)),
  ].join('');
}

function line(what: string, { found, taken }: MilestoneScore): string[] {
  return [what, percent(found), percent(taken)];
}

function describe({ date, type, significance, title }: Milestone): string[] {
  return [new Date(date).toISOString().slice(0, 10), type, significance, cut(title, 90)];
}

/** The events that were missed, then the look-alikes that were taken, by the labels with disputes. */
export function printMilestoneMistakes({ withDisputes }: MilestonesReport, worst: number): string {
  const missed = withDisputes.missed.flatMap(({ type, rows: [row] }) =>
    row
      ? [['missed', row.date.slice(0, 10), type, cut(row.subject, 70), row.message_id, cut(row.why, 60)]]
      : [],
  );
  const taken = withDisputes.takenRows.map(({ date, subject, message_id: id, why }) => [
    'taken',
    date.slice(0, 10),
    '',
    cut(subject, 70),
    id,
    cut(why, 60),
  ]);
  return alignTable([...missed, ...taken].slice(0, worst));
}
