import type { MessageId } from '../ids.ts';
import type { LandingStep, Series } from '../series/series.ts';
import { type Cluster, clusterPieces } from './cluster.ts';
import { keepFirsts } from './first.ts';
import type { Milestone, MilestoneStep } from './milestone.ts';
import { seriesOfCluster, stepsOf } from './steps.ts';
import { type Piece, piecesOf, type Telling } from './telling.ts';
import { joinTitles } from './title.ts';
import type { MilestoneType } from './type.ts';

export type AssembleOptions = {
  /** The table by which the findings were made. */
  readonly types: readonly MilestoneType[];
  /** What became of a mail that is in no series: a pull request. */
  readonly landingOf?: (messageId: MessageId) => readonly LandingStep[];
  /**
   * When (ms) any mail first touched a Rust file at a path: `drivers/gpio` (below it), `rust/kernel/pci`
   * (`.rs`, or below). Without it only the tellings themselves say what came first.
   */
  readonly firstSeen?: (path: string) => number | undefined;
};

/**
 * Makes one milestone of each happening, however many mails tell it, sorted by date. Depends on the set of
 * tellings alone, not on their order.
 */
export function assembleMilestones(
  tellings: readonly Telling[],
  seriesOf: (messageId: MessageId) => Series | undefined,
  { types, landingOf = () => [], firstSeen = () => undefined }: AssembleOptions,
): Milestone[] {
  const pieces = keepFirsts(piecesOf(tellings, types, seriesOf), firstSeen);
  return clusterPieces(pieces)
    .flatMap((cluster) => toMilestone(cluster, landingOf))
    .sort((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1));
}

function toMilestone(
  cluster: Cluster,
  landingOf: (messageId: MessageId) => readonly LandingStep[],
): Milestone[] {
  const { own } = cluster;
  const [first] = own;
  if (!first) return [];
  const series = seriesOfCluster(cluster);
  const chosen = series.find(({ landing }) => landing.length > 0) ?? series[0];
  const steps = stepsOf(cluster, landingOf);
  const { messageId, date } = first.telling;
  const key = own.find(({ finding }) => finding.key !== '')?.finding.key;
  return [
    {
      id: [first.type.id, key, messageId].filter((part) => part !== undefined).join(':'),
      type: first.type.id,
      title: titleOf(own),
      significance: own.some(({ finding }) => finding.significance === 'major') ? 'major' : 'minor',
      area: first.telling.areas[0] ?? chosen?.areas[0] ?? '',
      series: chosen?.id,
      messageId,
      date,
      steps,
      mails: mailsOf(cluster, steps),
    },
  ];
}

/** As the newest posting tells it, for v3 may ask for another version than v1; what a diff shows comes first. */
function titleOf(own: readonly Piece[]): string {
  const keyed = own.filter(({ finding }) => finding.key !== '');
  const naming = keyed.length > 0 ? keyed : own;
  const newest = naming.at(-1);
  if (!newest) return '';
  const posting = revisionOf(newest);
  const together = naming.filter((piece) => piece.matter === newest.matter && revisionOf(piece) === posting);
  const shown = together.filter(isShown);
  // Without keys nothing says that two titles tell different things: the first, the cover letter's, will do.
  const telling = shown.length > 0 ? shown : keyed.length > 0 ? together : together.slice(0, 1);
  return joinTitles(telling.map(({ finding }) => finding.title));
}

/** Whether the change itself shows it, and not only what somebody calls it. */
function isShown({ finding }: Piece): boolean {
  return finding.evidence.some(({ where }) => where.startsWith('diff') || where === 'text');
}

/** The revision that a mail belongs to; the mail itself where there is no series. */
function revisionOf({ telling: { messageId }, series }: Piece): number | string {
  const at = series?.revisions.findIndex(
    ({ cover, first, parts }) =>
      cover === messageId || first === messageId || [...parts.values()].includes(messageId),
  );
  return at ?? '';
}

/** Every mail that tells it, oldest first, and those that tell its steps. */
function mailsOf({ own, weaker }: Cluster, steps: readonly MilestoneStep[]): MessageId[] {
  const dates = new Map<MessageId, number>();
  for (const { telling } of [...own, ...weaker]) dates.set(telling.messageId, telling.date);
  for (const { messageId, date } of steps) if (!dates.has(messageId)) dates.set(messageId, date);
  return [...dates].sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1)).map(([id]) => id);
}
