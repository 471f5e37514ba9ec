import type { AreaCounts, StatsReport, Tally } from '../domain/stats/stats.ts';

/** Stats as scripts get them: months as `2026-04`, times ISO 8601 UTC, shares in percent of all mails read. */
export function statsObject(report: StatsReport): object {
  const { period, months, areas, total, topContributors, topReviewers, topic, filter, notes } = report;
  return {
    topic,
    since: new Date(period.since).toISOString(),
    until: new Date(period.until).toISOString(),
    filter,
    total: tallyObject(total),
    months: months.map((tally) => ({
      month: tally.month,
      partial: tally.partial,
      ...tallyObject(tally),
      areas: Object.fromEntries([...tally.areas].map(([area, counts]) => [area, countsObject(counts)])),
    })),
    areas: areas.map(({ area, contributors, reviewers, ...counts }) => ({
      area,
      ...countsObject(counts),
      contributors,
      reviewers,
    })),
    contributors: topContributors.map(({ name, count }) => ({ name, count })),
    reviewers: topReviewers.map(({ name, count }) => ({ name, count })),
    notes,
  };
}

function tallyObject(tally: Tally): object {
  return {
    mails: tally.mails,
    mails_read: tally.read,
    share_percent: tally.share === null ? null : Math.round(tally.share * 100) / 100,
    patches: tally.patches,
    series: tally.series,
    revisions: tally.revisions,
    landed: tally.landed,
    contributors: tally.contributors,
    first_time_contributors: tally.newcomers,
    reviewers: tally.reviewers,
  };
}

function countsObject({ mails, patches, series }: AreaCounts): object {
  return { mails, patches, series };
}
