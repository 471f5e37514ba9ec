import { type MessageId, toMessageId } from './ids.ts';

/** The page of a mail on a public-inbox server: `<base>/<list>/<Message-ID>/` (public-inbox, design_www.txt). */
export function mailUrl(base: string, messageId: string, lists: readonly string[]): string {
  const list = lists[0] ?? 'all';
  return `${base.replace(/\/+$/, '')}/${encodeURIComponent(list)}/${escapeId(messageId)}/`;
}

/** Percent-encodes all that may not stand in a path, `/` above all; `@` may. */
export function escapeId(messageId: string): string {
  return encodeURIComponent(messageId.toWellFormed()).replaceAll('%40', '@');
}

/**
 * The Message-ID that a person meant: bare, in brackets, as a header line, or in a link to an archive
 * (`https://lore.kernel.org/LIST/ID/T/#u`, `https://lkml.kernel.org/r/ID`, `https://patch.msgid.link/ID`).
 */
export function readMailReference(written: string): MessageId | undefined {
  const text = written
    .trim()
    .replace(/^message-id:\s*/i, '')
    .replace(/^<(.*)>$/, '$1');
  if (!/^https?:\/\//i.test(text)) return /\s/.test(text) ? undefined : toMessageId(text);
  const path = text.replace(/^https?:\/\/[^/]*\/?/i, '').replace(/[?#].*$/, '');
  const part = path
    .split('/')
    .map(decodePart)
    .find((segment) => /^<?[^\s@]+@[^\s@]+$/.test(segment));
  return part === undefined ? undefined : toMessageId(part);
}

function decodePart(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
