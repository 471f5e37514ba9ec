import { displayName } from '../../domain/address.ts';
import type { AnswerEntry } from '../../domain/answer/answer.ts';
import { mailUrl } from '../../domain/links.ts';
import type { Revision, Series } from '../../domain/series/series.ts';
import { followButton, storyButton, whyButton } from './buttons.ts';
import { counted, isoDay, sideBySide, titleLink } from './phrases.ts';

/** The page of the series' first mail. */
export function seriesUrl(lore: string, { id, revisions }: Series): string {
  return mailUrl(lore, id, revisions[0]?.lists ?? []);
}

/** One series of several: how far it got, and who is behind it. */
export function seriesEntry(series: Series, lore: string): AnswerEntry {
  const { id, title, author, areas, category, state, revisions, lastActive } = series;
  const newest = revisions.at(-1);
  const replies = revisions.reduce((sum, one) => sum + one.replies, 0);
  return {
    title: [titleLink(title, seriesUrl(lore, series))],
    lines: [
      sideBySide([
        { text: state, style: 'strong' },
        newest && revisionName(newest),
        newest && counted(newest.total, 'patch', 'patches'),
        replies > 0 ? counted(replies, 'reply', 'replies') : undefined,
      ]),
      sideBySide([
        displayName(author),
        areas.slice(0, 3).join(', ') || category,
        `last mail ${isoDay(lastActive)}`,
      ]),
    ],
    buttons: [storyButton(id), followButton(id), whyButton(id)],
  };
}

/** "v4", "RFC v2", "v3.1 resent". */
export function revisionName({ revision, minor, rfc, resend }: Revision): string {
  return `${rfc ? 'RFC ' : ''}v${revision}${minor > 0 ? `.${minor}` : ''}${resend ? ' resent' : ''}`;
}
