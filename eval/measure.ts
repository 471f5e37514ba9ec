import type { Request } from './arguments.ts';
import { askProgram } from './ask.ts';
import type { Disputes } from './disputes.ts';
import { measureMilestones } from './milestones/measure.ts';
import { measureRelevance } from './relevance/measure.ts';
import type { Report } from './report.ts';
import { measureSeries } from './series/measure.ts';
import { readLabels, readMilestoneTruth, readSeriesTruth } from './truth.ts';

/**
 * Asks lorewatch about the archives, with a store in `folder`, and compares what it says with the labels.
 * Throws UserError where mail or labels cannot be read.
 */
export async function measure(
  { archives, truth, sections }: Pick<Request, 'archives' | 'truth' | 'sections'>,
  folder: string,
  disputes: Disputes,
): Promise<Report> {
  const labels = sections.includes('relevance') ? readLabels(truth) : undefined;
  const seriesTruth = sections.includes('series') ? readSeriesTruth(truth) : undefined;
  const milestoneTruth = sections.includes('milestones') ? readMilestoneTruth(truth) : undefined;
  const wanted = (['series', 'milestones'] as const).filter((one) => sections.includes(one));
  const { mails, otherwise, findings, series, milestones } = await askProgram(archives, folder, wanted);
  const held = new Set(mails.map(({ messageId }) => messageId));
  return {
    relevance: labels && measureRelevance(mails, labels, disputes.relevance, otherwise),
    series: seriesTruth && measureSeries(series, seriesTruth, disputes.series, held),
    milestones:
      milestoneTruth && measureMilestones(milestones, findings, milestoneTruth, disputes.milestones, held),
  };
}
