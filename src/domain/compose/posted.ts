import { mailsOf, type Posting } from '../series/postings.ts';
import { type Dated, momentOf, type Period } from './period.ts';

/** A posting as a period sees it: it became known with the first mail of it that did. */
export function postedAt(period: Period, posting: Posting): Dated {
  const moments = mailsOf(posting).map((mail) => momentOf(period, mail));
  return { date: Math.min(...moments) };
}
