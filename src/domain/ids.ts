/** A bare Message-ID: no angle brackets, no white space (RFC 5322, 3.6.4). */
export type MessageId = string & { readonly __brand: 'MessageId' };

/** Longest Message-ID that is kept; the longest seen in seven years of kernel lists has 289 characters. */
const MAX_MESSAGE_ID = 998;

/**
 * Takes one id as it stands in a header or on a command line, with or without brackets.
 * Returns undefined where nothing usable is left.
 */
export function toMessageId(raw: string): MessageId | undefined {
  const clean = /[<>\s]/.test(raw) ? raw.replace(/[<>\s]/g, '') : raw;
  const bare = clean.slice(0, MAX_MESSAGE_ID);
  return bare === '' ? undefined : (bare as MessageId);
}
