import { type MessageId, toMessageId } from '../../../src/domain/ids.ts';
import type { Finding } from '../../../src/domain/milestone/milestone.ts';
import type { Telling } from '../../../src/domain/milestone/telling.ts';
import type { LandingStep, Revision, Series } from '../../../src/domain/series/series.ts';

export const DAY = 86_400_000;
const JANE = { name: 'Jane Doe', email: 'jane@example.org' };

export function idOf(name: string): MessageId {
  const id = toMessageId(`${name}@example.org`);
  if (id === undefined) throw new Error(`no id: ${name}`);
  return id;
}

export type Told = Partial<Omit<Telling, 'findings'>> & {
  readonly id: string;
  readonly day: number;
  readonly finds: readonly Partial<Finding>[];
};

/** A mail that tells something; what is left out does not matter. */
export function tell({ id, day, finds, ...rest }: Told): Telling {
  return {
    messageId: idOf(id),
    date: day * DAY,
    from: JANE,
    kind: 'patch',
    subject: `[PATCH] ${id}`,
    areas: [],
    findings: finds.map((finding) => ({
      type: 'big',
      title: 'Zig raised',
      significance: 'minor',
      key: '',
      evidence: [{ rule: 'big-said', where: 'subject', text: 'zig' }],
      ...finding,
    })),
    ...rest,
  };
}

/** What a diff shows of the big one. */
export function shown(version: string): Partial<Finding> {
  return {
    title: `Zig raised to ${version}`,
    key: `zig-${version}`,
    evidence: [{ rule: 'big-shown', where: 'diff of tools', text: `+zig ${version}` }],
  };
}

function revisionOf(number: number, ids: readonly string[], day: number): Revision {
  const [cover = '', ...parts] = ids;
  return {
    revision: number,
    minor: 0,
    rfc: false,
    resend: false,
    title: 'zig: more',
    author: JANE,
    cover: idOf(cover),
    first: idOf(cover),
    date: day * DAY,
    total: parts.length,
    parts: new Map(parts.map((part, i) => [i + 1, idOf(part)])),
    lists: [],
    link: undefined,
    tags: new Map(),
    carried: new Map(),
    replies: 0,
  };
}

/** A series: for each revision the day and the ids, the cover letter's first. */
export function seriesOf(
  revisions: readonly (readonly [number, ...string[]])[],
  landing: readonly LandingStep[] = [],
): Series {
  const made = revisions.map(([day, ...ids], i) => revisionOf(i + 1, ids, day));
  const [first] = made;
  if (!first) throw new Error('a series has a revision');
  return {
    id: first.first,
    title: 'zig: more',
    author: JANE,
    areas: ['core'],
    category: 'code',
    state: 'posted',
    evidence: undefined,
    revisions: made,
    landing,
    objections: [],
    mails: new Set(made.flatMap(({ first, parts }) => [first, ...parts.values()])),
    lastActive: first.date,
  };
}

export function landed(state: LandingStep['state'], id: string, day: number): LandingStep {
  return {
    state,
    tree: 'zig-next',
    pulled: false,
    messageId: idOf(id),
    by: 'Boss',
    quote: `${state}, thanks`,
    date: day * DAY,
  };
}

/** Looks a mail's series up as the store would. */
export function lookUp(all: readonly Series[]): (id: MessageId) => Series | undefined {
  const byMail = new Map<MessageId, Series>();
  for (const series of all) {
    for (const { cover, first, parts } of series.revisions) {
      for (const id of [cover, first, ...parts.values()]) if (id !== undefined) byMail.set(id, series);
    }
  }
  return (id) => byMail.get(id);
}
