import type { Address } from '../../../src/domain/address.ts';
import type { MessageId } from '../../../src/domain/ids.ts';
import type { MailKind } from '../../../src/domain/message.ts';
import type { StatsOptions } from '../../../src/domain/stats/count.ts';
import type { StatsRow, StatsSeries } from '../../../src/domain/stats/stats.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { type Category, relevanceOf } from '../../../src/domain/verdict.ts';

export const ADA: Address = { name: 'Ada Holm', email: 'ada@example.org' };
export const BO: Address = { name: 'Bo Lind', email: 'bo@example.org' };

export type RowSpec = {
  readonly id: string;
  /** `2026-04-01T12:00Z`, or a day. */
  readonly at: string;
  readonly kind?: MailKind;
  readonly by?: Address;
  readonly category?: Category;
  readonly areas?: readonly string[];
  readonly to?: string;
  readonly tags?: readonly string[];
};

/** A kept mail as short as a test wants to say it: a patch with Rust code, by Ada. */
export function makeRow({
  id,
  at,
  kind = 'patch',
  by = ADA,
  areas = [],
  to,
  tags = [],
  ...rest
}: RowSpec): StatsRow {
  const category = rest.category ?? (kind === 'patch' ? 'code' : 'discussion');
  return {
    key: keyOf(id),
    parent: to === undefined ? undefined : keyOf(to),
    author: by,
    date: Date.parse(at),
    kind,
    verdict: { category, relevant: relevanceOf(category), confidence: 0.9, evidence: [] },
    areas,
    trailers: tags.map((tag) => {
      const [name = '', value = ''] = tag.split(': ');
      return { name, value };
    }),
  };
}

export type SeriesSpec = {
  readonly posted: readonly string[];
  readonly landed?: readonly string[];
  readonly areas?: readonly string[];
  readonly category?: Category;
  readonly by?: Address;
  /** Message-IDs of the patches of every revision. */
  readonly parts?: readonly string[];
};

/** A series whose revisions were posted, and which landed, at these times. */
export function makeSeries({
  posted,
  landed = [],
  areas = [],
  category = 'code',
  by = ADA,
  parts = [],
}: SeriesSpec): StatsSeries {
  const ids = (parts.length === 0 ? [`${posted[0]}@a`] : parts).map((id) => id as MessageId);
  return {
    areas,
    category,
    revisions: posted.map((at) => ({
      date: Date.parse(at),
      author: by,
      cover: undefined,
      first: ids[0] ?? ('' as MessageId),
      parts: new Map(ids.map((id, part) => [part + 1, id])),
    })),
    landing: landed.map((at) => ({ date: Date.parse(at) })),
  };
}

/** Counting from one day until before another; all mail since 2019 was read, and nobody is known. */
export function between(since: string, until: string, options: Partial<StatsOptions> = {}): StatsOptions {
  return {
    period: { since: Date.parse(since), until: Date.parse(until) },
    span: { since: Date.parse('2019-01-01'), until: Date.parse('2030-01-01') },
    read: () => 100,
    isKnown: () => false,
    context: [],
    ...options,
  };
}
