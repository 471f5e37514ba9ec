import type { DigestEntry } from '../digest.ts';
import { outcomesOf, outcomeWords, stepWords } from '../series/landing.ts';
import { type Posting, revisionName } from '../series/postings.ts';
import type { LinkTo } from './entry.ts';
import type { Happening } from './happenings.ts';
import { inPeriod, type Period } from './period.ts';
import { postedAt } from './posted.ts';

type Step = DigestEntry['steps'][number];

/** What happened in the period, oldest first: "v1", "v2", "applied to rust-next". */
export function stepsOf(happening: Happening, period: Period, link: LinkTo): Step[] {
  const posted = happening.postings.filter((posting) => inPeriod(period, postedAt(period, posting)));
  const steps = posted.map((posting) => ({
    what: postingStep(posting, posted.length > 1),
    time: posting.date,
    url: link(posting.head),
  }));
  for (const mail of outcomesOf(happening)) {
    const { outcome } = mail.said;
    if (!outcome || !inPeriod(period, mail)) continue;
    steps.push({
      what: outcomeWords(outcome.state, outcome.tree),
      time: mail.date,
      url: link(mail),
    });
  }
  const { series, head } = happening;
  for (const step of [...(series?.landing ?? []), ...happening.landing]) {
    const told = step.state === 'released' || (step.pulled && step.state === 'merged');
    if (!told || !inPeriod(period, step)) continue;
    const url = link({ messageId: step.messageId, lists: head.lists });
    steps.push({ what: stepWords(step), time: step.date, url });
  }
  const said = new Set<string>();
  const news = steps.filter(({ what }) => !said.has(what) && said.add(what));
  news.sort((a, b) => a.time - b.time);
  return news.map(({ what, time, url }) => ({ what, date: new Date(time).toISOString(), url }));
}

/** A first revision needs no number where it is the only one. */
function postingStep(posting: Posting, many: boolean): string {
  const name = revisionName(posting);
  if (many) return name;
  return name === 'v1' ? 'posted' : name.replace(/^v1 resent$/, 'resent');
}
