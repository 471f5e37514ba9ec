import { revisionName } from '../series/postings.ts';
import { REVIEW_TAGS, trailerPerson } from '../trailers.ts';
import type { Happening } from './happenings.ts';
import { inPeriod, type Period } from './period.ts';
import { postedAt } from './posted.ts';

/**
 * What the period changed of a set that was there before: "v3 -> v4, +2 Reviewed-by"; null where the set is
 * new, or nothing changed but the talk.
 */
export function changeOf({ postings, newest, answers }: Happening, period: Period): string | null {
  const before = postings.filter((posting) => postedAt(period, posting).date < period.since).at(-1);
  if (!newest || !before || before.tree !== newest.tree) return null;
  const moved = inPeriod(period, postedAt(period, newest))
    ? [`${revisionName(before)} -> ${revisionName(newest)}`]
    : [];
  const given = answers.filter((mail) => mail.kind === 'reply' && inPeriod(period, mail));
  const tags = REVIEW_TAGS.flatMap((name) => {
    const people = given.flatMap(({ said }) => said.tags.filter((tag) => tag.name === name));
    const count = new Set(people.map(({ by }) => trailerPerson(by).toLowerCase())).size;
    return count === 0 ? [] : [`+${count} ${name}`];
  });
  const changes = [...moved, ...tags];
  return changes.length === 0 ? null : changes.join(', ');
}
