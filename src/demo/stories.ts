import { appliedByHand, appliedByTool, patchworkNotice, tipNotice } from './landing.ts';
import type { Mailbag } from './mailbag.ts';
import { postSeries } from './series.ts';
import type { PostedSeries, SeriesSpec } from './series-spec.ts';
import { phy, powerSupply, xarray } from './story-again.ts';
import { gpio, perCpuIrq } from './story-gpio.ts';
import { halo } from './story-halo.ts';
import { clippyFix, sensor, seqLock } from './story-landed.ts';
import { s390, spi } from './story-new.ts';
import { toolchain } from './story-toolchain.ts';
import { allocReviewer, rustfmtTarget, safetyDocs } from './story-tooling.ts';

const others: SeriesSpec[] = [
  gpio,
  powerSupply,
  xarray,
  phy,
  halo,
  spi,
  s390,
  safetyDocs,
  rustfmtTarget,
  allocReviewer,
];

const KEPT = `    [ Kept 1.85.0 in the quick start guide for one distribution whose update is
      a week late, and fixed a typo in the title of patch 3. - Mireille ]`;

function land(bag: Mailbag): void {
  const linux = { by: 'mireille', url: 'rust-for-linux/linux.git' } as const;
  const bump = { ...linux, series: postSeries(bag, toolchain), at: 2.3, tree: 'rust-next' };
  appliedByHand(bag, bump, KEPT);
  patchworkNotice(bag, bump);
  appliedByHand(bag, { ...linux, series: postSeries(bag, clippyFix), at: 4.6, tree: 'rust-fixes' });

  const qts = postSeries(bag, sensor);
  appliedByTool(bag, {
    series: qts,
    by: 'pernilla',
    at: 1.2,
    tree: 'hwmon-next',
    url: 'hwmon/linux-staging.git',
  });

  const lock = postSeries(bag, seqLock);
  tipNotice(bag, { series: lock, by: 'hadewych', at: 3.2, tree: 'locking/core', url: 'tip/tip.git' });
}

/** Posts the series that have a story, and how those ended that did. */
export function postStories(bag: Mailbag): { perCpuIrq: PostedSeries } {
  for (const spec of others) postSeries(bag, spec);
  land(bag);
  return { perCpuIrq: postSeries(bag, perCpuIrq) };
}
