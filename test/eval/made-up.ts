import type { Judged } from '../../eval/relevance/judged.ts';
import { matchNaively } from '../../eval/relevance/matchers.ts';
import type { Label, TruthMilestone, TruthPosting, TruthSeries } from '../../eval/truth.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import type { Milestone } from '../../src/domain/milestone/milestone.ts';
import type { Revision, Series, SeriesState } from '../../src/domain/series/series.ts';
import { type Category, relevanceOf } from '../../src/domain/verdict.ts';

const ada = { name: 'Ada Holm', email: 'ada@example.org' };

export function judged(
  id: string,
  category: Category,
  more: Partial<Judged> & { sure?: number } = {},
): Judged {
  const { sure = 0.9, ...fields } = more;
  const subject = `[PATCH] subject of ${id}`;
  return {
    messageId: id,
    subject,
    kind: 'patch',
    verdict: {
      category,
      relevant: relevanceOf(category),
      confidence: sure,
      evidence: category === 'none' ? [] : [{ rule: `rule-${category}`, where: 'diff', text: id }],
    },
    matches: matchNaively({ subject, text: '', recipients: '' }),
    ...fields,
  };
}

export function labels(...rows: [id: string, category: Category, kind?: string][]): Map<string, Label> {
  return new Map(
    rows.map(([id, category, kind = 'patch']) => [
      id,
      { message_id: id, category, kind, subject: id, reason: `why ${id}` },
    ]),
  );
}

/** One of our series: each revision is its list of patches, with the cover letter first where there is one. */
export function series(id: string, state: SeriesState, ...revisions: Partial<Revision>[]): Series {
  return {
    id: id as MessageId,
    title: id,
    author: ada,
    areas: [],
    category: 'code',
    state,
    evidence: undefined,
    revisions: revisions.map((fields, at) => ({
      revision: at + 1,
      minor: 0,
      rfc: false,
      resend: false,
      title: id,
      author: ada,
      cover: undefined,
      first: id as MessageId,
      date: at,
      total: 1,
      parts: new Map(),
      lists: [],
      link: undefined,
      tags: new Map(),
      carried: new Map(),
      replies: 0,
      ...fields,
    })),
    landing: [],
    objections: [],
    lastActive: 0,
    mails: new Set(),
  };
}

/** A revision without a cover letter, made of these patches. */
export function revision(...ids: string[]): Partial<Revision> {
  return {
    first: (ids[0] ?? '') as MessageId,
    parts: new Map(ids.map((id, at) => [at + 1, id as MessageId])),
  };
}

/** A labelled posting of these patches, without a cover letter. */
export function posting(day: number, ...patches: string[]): TruthPosting {
  return {
    first_message_id: patches[0] ?? '',
    cover_message_id: null,
    patch_message_ids: patches,
    subject: `[PATCH] ${patches[0]}`,
    date: new Date(Date.UTC(2026, 2, day)).toISOString(),
  };
}

export function truthSeries(
  id: string,
  status: TruthSeries['status'],
  ...postings: TruthPosting[]
): TruthSeries {
  return { series_id: id, title: id, status, postings };
}

export function truthMilestone(id: string, type: string, subject: string): TruthMilestone {
  return {
    milestone: type !== 'not-a-milestone',
    type,
    message_id: id,
    subject,
    date: '2026-03-02T00:00:00Z',
    why: 'made up',
  };
}

/** A reported milestone that rests on these mails; the first proves it. */
export function milestone(id: string, ...mails: string[]): Milestone {
  const messageId = (mails[0] ?? '') as MessageId;
  return {
    id,
    type: 'toolchain',
    title: `Milestone ${id}`,
    significance: 'major',
    area: '',
    series: undefined,
    messageId,
    date: Date.UTC(2026, 2, 2),
    steps: [{ step: 'proposed', date: 0, messageId, evidence: [] }],
    mails: mails.map((mail) => mail as MessageId),
  };
}
