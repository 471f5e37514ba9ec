import type { DatabaseSync } from 'node:sqlite';
import type { MessageId } from '../../domain/ids.ts';
import type { KeptText } from '../../domain/kept.ts';
import type { Member } from '../../domain/relevance/settle.ts';
import { type Category, relevanceOf } from '../../domain/verdict.ts';
import type { Settle } from '../../ports/store.ts';
import { categoryCode, categoryOf, kindOf } from './codes.ts';
import { type Keeper, packContext } from './keep.ts';
import type { Row } from './rows.ts';

export type Settler = {
  /** Whether a mail of the thread has something to do with the topic. */
  readonly isHot: (thread: number) => boolean;
  /**
   * Applies what threads make of their mails. `fresh` has what is at hand of mails just read; what is not at
   * hand is noted as pending. `news`: see `Keeper`.
   */
  readonly settle: (
    threads: Iterable<number>,
    fresh: ReadonlyMap<number, KeptText>,
    settle: Settle,
    news: number | undefined,
  ) => void;
};

type Known = Member & {
  readonly id: number;
  readonly date: number;
  readonly category: Category;
  readonly kept: boolean;
  readonly context: string | null;
};

export function createSettler(database: DatabaseSync, keeper: Keeper): Settler {
  const hot = database.prepare(
    'SELECT 1 FROM message WHERE thread = ? AND (own < 8 OR category < 8) LIMIT 1',
  );
  const members = database.prepare(
    `SELECT m.id, m.key, m.message_id, m.parent, m.up, m.kind, m.own, m.category, m.posting, m.part, m.copied, m.date,
            k.message AS kept, k.context
     FROM message m LEFT JOIN kept k ON k.message = m.id WHERE m.thread = ?`,
  );
  const recategorise = database.prepare('UPDATE message SET category = ? WHERE id = ?');
  const wait = database.prepare('INSERT OR IGNORE INTO pending (message) VALUES (?)');
  const unwait = database.prepare('DELETE FROM pending WHERE message = ?');

  function apply(
    member: Known,
    category: Category,
    context: string | null,
    keep: KeptText | undefined,
    news: number | undefined,
  ): void {
    if (category !== member.category) recategorise.run(categoryCode(category), member.id);
    if (relevanceOf(category) === 'no') {
      if (member.kept) keeper.unkeep(member.id);
      if (category !== member.category) unwait.run(member.id);
      return;
    }
    if (!member.kept && keep) keeper.keep(member.id, member.date, keep, news);
    else if (!member.kept) wait.run(member.id);
    if ((member.kept || keep) && context !== member.context) keeper.setContext(member.id, context);
  }

  const isHot = (thread: number): boolean => hot.get(thread) !== undefined;
  return {
    isHot,
    settle: (threads, fresh, settle, news) => {
      for (const thread of threads) {
        if (!isHot(thread)) continue;
        const known = members.all(thread).map(knownMember);
        const settled = settle(known);
        for (const member of known) {
          const change = settled.get(member.key);
          const context = change?.evidence ? packContext(change.confidence, change.evidence) : null;
          apply(member, change?.category ?? member.own, context, fresh.get(member.id), news);
        }
      }
    },
  };
}

function knownMember(row: Row): Known {
  return {
    id: Number(row.id),
    key: Number(row.key),
    messageId: String(row.message_id) as MessageId,
    parent: row.parent === null ? undefined : Number(row.parent),
    up: row.up === null ? undefined : Number(row.up),
    kind: kindOf(Number(row.kind)),
    own: categoryOf(Number(row.own)),
    category: categoryOf(Number(row.category)),
    posting: row.posting === null ? undefined : Number(row.posting),
    part: Number(row.part),
    copied: row.copied === 1,
    date: Number(row.date),
    kept: row.kept !== null,
    context: typeof row.context === 'string' ? row.context : null,
  };
}
