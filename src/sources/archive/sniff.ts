export type Sniffed = 'empty' | 'gzip' | 'bundle' | 'mbox' | 'mail' | 'other';

/** So many bytes are enough to tell. */
export const SNIFF = 1 << 16;

const HEADER_LINE = /^[!-9;-~]{1,200}:/;
const KNOWN_FIELD = /^(?:from|to|date|subject|message-id|received|return-path|delivered-to|in-reply-to):/im;

/** Tells from its first bytes what a file is. */
export function sniff(start: Buffer): Sniffed {
  if (start.length === 0) return 'empty';
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  const text = start.toString('latin1', 0, SNIFF);
  if (/^# v[23] git bundle\n/.test(text)) return 'bundle';
  const mail = text.replace(/^(?:\r?\n)+/, '');
  if (mail === '') return 'empty';
  if (mail.startsWith('From ')) return 'mbox';
  return isHeader(mail) ? 'mail' : 'other';
}

/** A mail starts with header fields (RFC 5322, 2.2), at least one of them one that every mail has. */
function isHeader(text: string): boolean {
  const [header = ''] = text.split(/\r?\n\r?\n/, 1);
  const [first = ''] = header.split('\n', 1);
  return HEADER_LINE.test(first) && KNOWN_FIELD.test(header);
}
