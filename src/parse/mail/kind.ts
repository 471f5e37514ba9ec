import type { Address } from '../../domain/address.ts';
import type { MailKind } from '../../domain/message.ts';
import type { SubjectLine } from '../../domain/subject.ts';

/** Who only reports that something was applied or merged. */
const NOTICE_SENDERS = /^(?:tip-bot2?@|patchwork-bot|pr-tracker-bot@|stable-commits@|bot\+|patchwork@)/;
const NOTICE_NAMES = /^(?:tip-bot|patchwork-bot|pr-tracker-bot)/i;
/** Who reports builds and crashes. */
const REPORT_SENDERS =
  /^(?:lkp@intel\.com|lkp@lists\.01\.org|oliver\.sang@intel\.com|fengguang\.wu@intel\.com|bot@kernelci\.org|syzbot|kernelci@|noreply@kernelci)/;
const REPORT_NAMES = /^(?:kernel test robot|kbuild test robot|kernelci|syzbot|kernelci\.org bot)\b/i;
/** What the robots of -stable and -mm call a patch that came or went. */
const TREE_NOTICE =
  /^(?:patch .*added to the .*tree|\+ \S+\.patch added to .*branch|\[[^\]]*\] \S+\.patch removed from -mm tree)$/i;
const PULL_BODY = 'are available in the Git repository at:';

export type KindInput = {
  readonly line: SubjectLine;
  readonly sender: Address;
  readonly answers: boolean;
  readonly text: string;
};

/** Tells what a mail is. The subject says most; a robot is known by its name, a patch by its diff. */
export function tellKind(input: KindInput): MailKind {
  const robot = robotKind(input);
  if (robot !== undefined) return robot;
  const { line } = input;
  const isReply = line.replyDepth > 0;
  if (line.tag === 'tip') return isReply ? 'reply' : 'notice';
  if (line.tag === 'robot') return isReply ? 'reply' : 'report';
  if (isReply) return 'reply';
  if (line.tag === 'patch') return patchKind(input);
  if (line.tag === 'pull') return 'pull';
  if (line.tag === 'announce') return 'announce';
  if (TREE_NOTICE.test(line.title)) return 'notice';
  if (input.text.includes(PULL_BODY)) return 'pull';
  return input.answers ? 'reply' : 'other';
}

function robotKind({ sender, line }: KindInput): MailKind | undefined {
  if (NOTICE_SENDERS.test(sender.email) || NOTICE_NAMES.test(sender.name)) return 'notice';
  const reports = REPORT_SENDERS.test(sender.email) || REPORT_NAMES.test(sender.name);
  return reports && (line.tag !== 'patch' || line.replyDepth > 0) ? 'report' : undefined;
}

/** `[RFC]` alone is a patch if it carries one; a `[PATCH]` that quotes and carries none is an answer. */
function patchKind({ line, text, answers }: KindInput): MailKind {
  const patch = line.patch;
  if (patch === undefined) return 'other';
  if (patch.part === 0 && !patch.inferred.includes('part')) return 'cover';
  const carries = /^(?:diff |--- [^\n]*\n\+\+\+ |Index: )/m.test(text);
  if (carries) return 'patch';
  if (line.forwarded) return answers ? 'reply' : 'other';
  if (answers && /^>/m.test(text)) return 'reply';
  if (!patch.spelled && patch.inferred.includes('part')) return answers ? 'reply' : 'other';
  return 'patch';
}
