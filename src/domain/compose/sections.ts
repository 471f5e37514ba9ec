import { type DigestEntry, type DigestSection, SECTION_IDS, type SectionId } from '../digest.ts';
import type { Milestone } from '../milestone/milestone.ts';
import { relevanceOf } from '../verdict.ts';
import { isTopical, type LinkTo, makeEntry } from './entry.ts';
import type { Happening } from './happenings.ts';
import { landedIn } from './landed.ts';
import { milestoneEntries } from './milestone-entries.ts';
import { inPeriod, type Period } from './period.ts';
import { postedAt } from './posted.ts';
import { joinPress } from './press.ts';
import { NO_WORLD, type Told, type World, worldEntries } from './world-entries.ts';

const TITLES: Readonly<Record<SectionId, string>> = {
  milestones: 'Milestones',
  landed: 'Landed',
  ready: 'Ready',
  'new-series': 'New series',
  'new-revisions': 'New revisions',
  discussed: 'Most discussed',
  pulls: 'Pull requests',
  'tooling-docs': 'Tooling and docs',
  releases: 'Releases',
  stable: 'Stable and backports',
  security: 'Security',
  press: 'In the press',
};

/** Longer sections are cut, with the number of what was left out. */
const LONGEST: Readonly<Record<SectionId, number>> = {
  milestones: 20,
  landed: 15,
  ready: 12,
  'new-series': 15,
  'new-revisions': 15,
  discussed: 6,
  pulls: 10,
  'tooling-docs': 8,
  releases: 8,
  stable: 5,
  security: 10,
  press: 10,
};
/** Fewer answers are no discussion worth a line of its own. */
const FEWEST_REPLIES = 3;
const TOOLING = /^(?:scripts|tools|Documentation|rust)\/|^\.|^MAINTAINERS$/;

/** Puts every happening of the period into the one section where a reader looks for it; milestones come first. */
export function makeSections(
  happenings: readonly Happening[],
  milestones: readonly Milestone[],
  period: Period,
  link: LinkTo,
  world: World = NO_WORLD,
): DigestSection[] {
  const history = milestoneEntries(milestones, happenings, period, link);
  const historic = new Set(history.map(({ tells }) => tells));
  const rest = happenings.filter((happening) => !historic.has(happening));
  const told = [
    ...history.map(
      ({ entry, tells }): Told => ({ section: 'milestones', entry, time: 0, keys: keysOf(tells) }),
    ),
    ...rest.flatMap((happening) => tell(happening, period, link) ?? []),
    ...worldEntries(
      world,
      history.map(({ entry }) => entry),
    ),
  ];
  const all = joinPress(told, world.stories, period);
  return SECTION_IDS.flatMap((id) => {
    const own = all.filter((one) => one.section === id);
    // Milestones come by their weight.
    const entries = id === 'milestones' ? own : own.sort(byWeight);
    return entries.length === 0 ? [] : [section(id, entries)];
  });
}

function keysOf(happening: Happening | undefined): number[] {
  return happening?.mails.map(({ key }) => key) ?? [];
}

function section(id: SectionId, told: readonly Told[]): DigestSection {
  const shown = told.slice(0, LONGEST[id]).map(({ entry }) => entry);
  return { id, title: TITLES[id], entries: shown, more: told.length - shown.length, moreUrl: null };
}

function tell(happening: Happening, period: Period, link: LinkTo): Told | undefined {
  const active = happening.mails.some((mail) => inPeriod(period, mail));
  if (!active || !happening.mails.some((mail) => relevanceOf(mail.verdict.category) === 'yes'))
    return undefined;
  const entry = makeEntry(happening, period, link);
  const section = sectionOf(happening, entry, period);
  return section && { section, entry, time: happening.head.date, keys: keysOf(happening) };
}

function sectionOf(happening: Happening, entry: DigestEntry, period: Period): SectionId | undefined {
  const posted = happening.postings.filter((posting) => inPeriod(period, postedAt(period, posting)));
  if (happening.what === 'backport') return posted.length > 0 ? 'stable' : undefined;
  if (happening.what !== 'talk' && isTopical(happening) && landedIn(happening, period)) return 'landed';
  if (happening.what === 'pull' && inPeriod(period, happening.head)) return 'pulls';
  if (isReady(happening, period) && relevanceOf(entry.category) === 'yes') return 'ready';
  if (posted.length > 0 && relevanceOf(entry.category) === 'yes') {
    if (isTooling(happening, entry)) return 'tooling-docs';
    return isNew(happening, period) ? 'new-series' : 'new-revisions';
  }
  return entry.replies >= FEWEST_REPLIES ? 'discussed' : undefined;
}

/** The period brought the last review that was missing, and nobody objects. */
function isReady({ series }: Happening, period: Period): boolean {
  if (series?.state !== 'reviewed' || series.objections.length > 0) return false;
  return series.evidence !== undefined && inPeriod(period, series.evidence);
}

/** Its first posting is of the period, and says of itself that it is the first. */
function isNew({ postings }: Happening, period: Period): boolean {
  const [first] = postings;
  if (first === undefined || first.revision !== 1 || first.resend) return false;
  return inPeriod(period, postedAt(period, first));
}

function isTooling({ newest }: Happening, { category }: DigestEntry): boolean {
  if (category === 'docs' || category === 'maintainers') return true;
  if (category !== 'build' || !newest) return false;
  const files = [...newest.parts.values()].flatMap((part) => part.files);
  return files.length > 0 && files.every((file) => TOOLING.test(file.path));
}

/** What most people looked at first; then the larger; then the newer. */
function byWeight(a: Told, b: Told): number {
  return weight(b.entry) - weight(a.entry) || b.time - a.time || (a.entry.id < b.entry.id ? -1 : 1);
}

function weight({ category, replies, tags, parts }: DigestEntry): number {
  const vouched = tags.reduce((sum, tag) => sum + tag.by.length, 0);
  return (category === 'code' ? 6 : 0) + replies * 2 + vouched * 2 + Math.min(parts?.total ?? 0, 20);
}
