import type { Mail } from '../../src/domain/message.ts';

/** What somebody would try first. They stand beside the figures, so that one sees what the rules are worth. */
export const MATCHERS = [
  { id: 'subject', what: 'subject contains "rust"' },
  { id: 'body', what: 'the word "rust" in the body' },
  { id: 'copied', what: 'copied to rust-for-linux' },
  { id: 'any', what: 'any of these' },
] as const;

export type MatcherId = (typeof MATCHERS)[number]['id'];

/** The matchers that hold the mail for being about Rust. */
export function matchNaively(mail: Pick<Mail, 'subject' | 'text' | 'recipients'>): ReadonlySet<MatcherId> {
  const matches = new Set<MatcherId>();
  if (/rust/i.test(mail.subject)) matches.add('subject');
  if (/\brust\b/i.test(mail.text)) matches.add('body');
  if (mail.recipients.includes('rust-for-linux@')) matches.add('copied');
  if (matches.size > 0) matches.add('any');
  return matches;
}
