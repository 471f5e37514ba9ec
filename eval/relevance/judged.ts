import type { MailKind } from '../../src/domain/message.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import type { Label } from '../truth.ts';
import type { MatcherId } from './matchers.ts';

/** One mail as lorewatch judged it, and what simpler means would have said. */
export type Judged = {
  readonly messageId: string;
  readonly subject: string;
  readonly kind: MailKind;
  readonly verdict: Verdict;
  readonly matches: ReadonlySet<MatcherId>;
};

export type Labels = ReadonlyMap<string, Label>;

/** The label of a mail; one that is not listed is held for none, and for the kind that we see. */
export function labelOf(labels: Labels, { messageId, kind, subject }: Judged): Label {
  const none = { message_id: messageId, category: 'none', kind, subject, reason: 'not listed' } as const;
  return labels.get(messageId) ?? none;
}
