import type { Mail } from './message.ts';
import { keyOf } from './thread.ts';

/**
 * The key that all parts of one posting share within a thread: the sender, the revision, the number of
 * parts and what else the brackets say. undefined where the mail is no patch.
 */
export function postingKey(mail: Pick<Mail, 'from' | 'kind' | 'line' | 'messageId'>): number | undefined {
  const tag = mail.line.patch;
  if ((mail.kind !== 'patch' && mail.kind !== 'cover') || tag === undefined) return undefined;
  // A patch sent alone is a posting by itself.
  const alone = tag.inferred.includes('part') ? mail.messageId : '';
  const said = [
    mail.from.email,
    tag.revision,
    tag.minor,
    tag.total,
    tag.rfc,
    tag.resend,
    kernelOf(tag.tree),
    alone,
  ];
  return keyOf(said.join('\n'));
}

/**
 * What the ids of one run of git-send-email, git-format-patch or b4 have in common:
 * `20210414184604.23473-3-a@b`, `<hash>.1700000000.git.a@b`, `20240729-name-v4-1-2a664b082ea4@c`.
 * undefined where the id is of another make.
 */
export function sendingStem(messageId: string): string | undefined {
  const sendEmail = /^(\d{14}\.\d{1,10})-\d{1,4}-([^\s-].*)$/.exec(messageId);
  if (sendEmail) return `${sendEmail[1]} ${sendEmail[2]}`;
  const formatPatch = /^(?:cover|[0-9a-f]{40})\.(\d{9,11}\.git\..+)$/.exec(messageId);
  if (formatPatch) return formatPatch[1];
  const b4 = /^(\d{8}-.{1,200}-v\d{1,3})-\d{1,4}-([0-9a-f]{12}@.+)$/.exec(messageId);
  return b4 ? `${b4[1]} ${b4[2]}` : undefined;
}

/** Which kernel a backport is for. Other words (`net-next`, `DO NOT MERGE`) may differ from part to part. */
function kernelOf(tree: string | undefined): string {
  return /\d+\.\d+[\w.-]*/.exec(tree ?? '')?.[0] ?? '';
}

/** Whether the brackets name a stable tree: `5.10`, `AUTOSEL 6.6`. A backport is no revision of its patch. */
export function isForStable(tree: string | undefined): boolean {
  return tree !== undefined && /^(?:v?\d+\.\d+|AUTOSEL|stable|for-stable)/i.test(tree);
}
