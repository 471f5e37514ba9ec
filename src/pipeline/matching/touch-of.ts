import { replyStep } from '../../domain/card/reply.ts';
import type { LinkTo } from '../../domain/compose/entry.ts';
import type { Happening } from '../../domain/compose/happenings.ts';
import type { KnownItem } from '../../domain/item/item.ts';
import { itemDate, itemSubject } from '../../domain/item/subject.ts';
import type { KeptRow } from '../../domain/kept.ts';
import { isFinal } from '../../domain/series/shipped.ts';
import { filterSubject } from '../filtering.ts';
import type { Opens, Touch } from './touch.ts';

/** A mail that became known; `words`: what it is found by, '' where that is asked of the store. */
export type NewMail = { readonly row: KeptRow; readonly words: string };

/** What a mail does to the happening that it belongs to. */
export function touchOfMail(
  { row, words }: NewMail,
  happening: Happening,
  { milestone, link }: { readonly milestone: boolean; readonly link: LinkTo },
): Touch {
  const opens = opensByMail(row, happening);
  return {
    id: row.messageId,
    subject: {
      ...filterSubject(row, happening.series?.state),
      text: words,
      series: idsOf(happening),
    },
    date: row.date,
    opens,
    about: row.verdict.relevant === 'yes',
    milestone,
    reply: opens === 'reply' ? replyStep(row, link) : undefined,
  };
}

/** A posting, what became of it, what was found in it, and what begins a talk; all else is a reply. */
function opensByMail({ kind, key, said, findings }: KeptRow, { head }: Happening): Opens {
  if (kind === 'patch' || kind === 'cover' || kind === 'pull' || kind === 'announce') return 'always';
  if (said.outcome !== undefined || findings.length > 0) return 'always';
  return (kind === 'report' || kind === 'other') && key === head.key ? 'always' : 'reply';
}

// Many mails of one happening come together.
const ids = new WeakMap<Happening, readonly string[]>();

/** By any of its mails a series is asked for. */
function idsOf(happening: Happening): readonly string[] {
  const known = ids.get(happening) ?? happening.mails.map(({ messageId }) => messageId);
  ids.set(happening, known);
  return known;
}

/** What an item does to its own card, or to that of the happening that it belongs to. */
export function touchOfItem(known: KnownItem, milestone: boolean, happening?: Happening): Touch {
  const subject = itemSubject(known);
  return {
    id: known.item.id,
    subject: happening ? { ...subject, series: [...subject.series, ...idsOf(happening)] } : subject,
    date: itemDate(known),
    opens: milestone && known.item.kind === 'commit' ? 'always' : opensByItem(known),
    about: known.verdict.relevant === 'yes' || known.item.kind === 'release',
    milestone,
    reply: undefined,
  };
}

function opensByItem({ item, verdict }: KnownItem): Opens {
  switch (item.kind) {
    case 'release':
      return verdict.relevant === 'yes' || isFinal(item.id) ? 'always' : 'release';
    case 'advisory':
      // Old records that were touched come without a day: they are no news.
      return item.published === undefined ? 'never' : 'always';
    case 'article':
      return 'always';
    case 'commit':
      return 'commit';
  }
}
