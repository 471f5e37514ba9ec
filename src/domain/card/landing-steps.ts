import { displayName } from '../address.ts';
import type { LinkTo } from '../compose/entry.ts';
import type { Happening } from '../compose/happenings.ts';
import { type Landing, landingBefore, landingWords } from '../series/landing.ts';
import { byDate, type SeriesMail } from '../series/mail.ts';
import type { LandingStep } from '../series/series.ts';
import { trailerPerson } from '../trailers.ts';
import { bound, boundName } from './bound.ts';
import type { Timed } from './order.ts';
import { postingAt } from './posting-at.ts';

/** Into which trees it went, by whom, and with which release it came out: what mails say, and what trees and releases show. */
export function landingSteps(happening: Happening, link: LinkTo): Timed[] {
  const told = happening.answers.filter((mail) => isHeard(mail, happening)).sort(byDate);
  const applied = told.filter(({ said }) => said.outcome?.state === 'applied');
  const merged = told.filter(({ said }) => said.outcome?.state === 'merged');
  return [
    ...appliedSteps(applied, happening, link),
    ...merged.map((mail) => mergedStep(mail.date, link(mail))),
    ...shownSteps(happening, link),
  ];
}

/** An author does not apply his own patches, unless the tree is his: then the series' own story has it. */
function isHeard(mail: SeriesMail, { postings, series }: Happening): boolean {
  if (mail.said.outcome === undefined) return false;
  const posting = postingAt(postings, mail.date);
  if (mail.kind === 'notice' || posting?.author.email !== mail.author.email) return true;
  return series?.landing.some(({ messageId }) => messageId === mail.messageId) ?? false;
}

/**
 * One step for each tree, two where it took some parts first. Whether robots or people are heard is settled by who
 * spoke first: both tell of the same.
 */
function appliedSteps(mails: readonly SeriesMail[], happening: Happening, link: LinkTo): Timed[] {
  const heard = mails.filter(({ kind }) => (kind === 'notice') === (mails[0]?.kind === 'notice'));
  const told: Applied[] = [];
  const steps: Timed[] = [];
  for (const mail of heard) {
    const landing = landingAt(mail, heard, happening);
    const one = landing && { tree: treeKey(mail), whole: isWhole(landing), by: mail.author.email };
    if (!landing || !one || told.some((other) => isSame(one, other))) continue;
    told.push(one);
    steps.push({
      key: ['applied', one.tree, one.whole ? '' : 'in part'].filter((part) => part !== '').join(' '),
      word: 'applied',
      text: bound(`${landingWords(landing)}${byWhom(mail)}`),
      time: mail.date,
      url: link(mail),
      line: true,
    });
  }
  return steps;
}

type Applied = { readonly tree: string; readonly whole: boolean; readonly by: string };

/** The same tree again, or the same again without naming the tree; of what is in whole no part is news. */
function isSame(one: Applied, told: Applied): boolean {
  const isTree = one.tree === told.tree || one.tree === '' || (told.tree === '' && one.by === told.by);
  return isTree && (told.whole || !one.whole);
}

/** How far it had landed with this mail; of the posting that was the newest at the time. */
function landingAt(
  mail: SeriesMail,
  heard: readonly SeriesMail[],
  { postings, mails }: Happening,
): Landing | undefined {
  const newest = postingAt(postings, mail.date);
  const answers = heard.filter(({ date }) => date <= mail.date);
  const landing = landingBefore({ newest, answers, mails }, mail.date + 1);
  return landing && { ...landing, tree: mail.said.outcome?.tree ?? '' };
}

function isWhole({ parts, total }: Landing): boolean {
  return parts >= total;
}

function treeKey({ said }: SeriesMail): string {
  return (said.outcome?.tree ?? '').toLowerCase();
}

/** A robot only carries the word. */
function byWhom({ kind, author }: SeriesMail): string {
  return kind === 'notice' ? '' : ` by ${boundName(displayName(author))}`;
}

/** What pull requests, trees and releases show. */
function shownSteps({ series, landing, head }: Happening, link: LinkTo): Timed[] {
  return [...(series?.landing ?? []), ...landing].flatMap((step): Timed[] => {
    const url = link({ messageId: step.messageId, lists: head.lists });
    if (step.state === 'released') return [releasedStep(step, url)];
    if (!step.pulled) return [];
    return [step.state === 'merged' ? mergedStep(step.date, url) : pulledStep(step, url)];
  });
}

function mergedStep(time: number, url: string): Timed {
  return { key: 'merged', word: 'merged', text: 'merged into mainline', time, url, line: true };
}

function pulledStep({ by, date }: LandingStep, url: string): Timed {
  const text = bound(`in a pull request by ${trailerPerson(by)}`);
  return { key: 'pulled', word: 'applied', text, time: date, url, line: true };
}

/** One key whatever the version: a stable release may turn out to have been the first later on. */
function releasedStep({ release, date }: LandingStep, url: string): Timed {
  const text = release === undefined ? 'released' : bound(`released with ${release}`);
  return { key: 'released', word: 'released', text, time: date, url, line: true };
}
