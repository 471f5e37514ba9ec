import type { Buffer } from 'node:buffer';

/** The header fields that lorewatch reads, raw (one char a byte), unfolded. Repeated ones are joined where that means something. */
export type HeaderFields = {
  messageId: string;
  subject: string | undefined;
  from: string;
  originalFrom: string;
  date: string;
  /** The topmost: what the last server wrote. */
  received: string;
  to: string;
  cc: string;
  inReplyTo: string;
  references: string;
  listId: string;
  contentType: string;
  transferEncoding: string;
  disposition: string;
};

type FieldName = keyof HeaderFields;

/** Fields by their name in lower case; the first letter decides whether a line is looked at at all. */
const FIELDS = new Map<string, FieldName>([
  ['message-id', 'messageId'],
  ['subject', 'subject'],
  ['from', 'from'],
  ['x-original-from', 'originalFrom'],
  ['date', 'date'],
  ['received', 'received'],
  ['to', 'to'],
  ['cc', 'cc'],
  ['in-reply-to', 'inReplyTo'],
  ['references', 'references'],
  ['list-id', 'listId'],
  ['content-type', 'contentType'],
  ['content-transfer-encoding', 'transferEncoding'],
  ['content-disposition', 'disposition'],
]);
const JOINED: ReadonlySet<FieldName> = new Set(['to', 'cc', 'inReplyTo', 'references']);
const LONGEST_NAME = 25;
/** Most fields are of a length that no wanted one has. */
const LENGTHS: readonly boolean[] = Array.from({ length: LONGEST_NAME + 2 }, (_, length) =>
  [...FIELDS.keys()].some((name) => name.length === length),
);
/** One field may have so many characters; a longer one is cut. References need both ends: they are bounded by the block. */
const MAX_FIELD = 65_536;
/** No header block is read further than this. */
const MAX_BLOCK = 1 << 20;

/** Reads a header block (RFC 5322, 2.2). A line that is neither field nor continuation is passed over. */
export function readHeader(bytes: Buffer): HeaderFields {
  const block = bytes.toString('latin1', 0, MAX_BLOCK);
  const fields = emptyFields();
  let at = 0;
  while (at < block.length) {
    const colon = fieldColon(block, at);
    let end = lineEnd(block, at);
    const name = colon > at && colon < end ? wanted(block, at, colon) : undefined;
    while (isContinuation(block, end + 1)) end = lineEnd(block, end + 1);
    if (name !== undefined) {
      const stop = name === 'references' ? end : Math.min(end, colon + MAX_FIELD);
      setField(fields, name, block.slice(colon + 1, stop));
    }
    at = end + 1;
  }
  return fields;
}

function emptyFields(): HeaderFields {
  return {
    messageId: '',
    subject: undefined,
    from: '',
    originalFrom: '',
    date: '',
    received: '',
    to: '',
    cc: '',
    inReplyTo: '',
    references: '',
    listId: '',
    contentType: '',
    transferEncoding: '',
    disposition: '',
  };
}

/** Where the colon stands if the line starts like a field that may be wanted; else -1. */
function fieldColon(block: string, at: number): number {
  switch (block.charCodeAt(at) | 0x20) {
    case 0x63: // c
    case 0x64: // d
    case 0x66: // f
    case 0x69: // i
    case 0x6c: // l
    case 0x6d: // m
    case 0x72: // r
    case 0x73: // s
    case 0x74: // t
      break;
    case 0x78: // x, of which there are many: X-Original-From
      if ((block.charCodeAt(at + 2) | 0x20) !== 0x6f) return -1;
      break;
    default:
      return -1;
  }
  const stop = Math.min(block.length, at + LONGEST_NAME + 2);
  for (let i = at + 1; i < stop; i++) {
    const code = block.charCodeAt(i);
    if (code === 0x3a) return i;
    if (code === 0x0a) return -1;
  }
  return -1;
}

function wanted(block: string, at: number, colon: number): FieldName | undefined {
  // RFC 5322, 4.5: blanks before the colon are an old form.
  const hasBlank = isContinuation(block, colon - 1);
  if (!hasBlank && LENGTHS[colon - at] !== true) return undefined;
  const name = block.slice(at, colon).toLowerCase();
  return FIELDS.get(hasBlank ? name.trimEnd() : name);
}

function lineEnd(block: string, at: number): number {
  const end = block.indexOf('\n', at);
  return end < 0 ? block.length : end;
}

function isContinuation(block: string, at: number): boolean {
  const code = block.charCodeAt(at);
  return code === 0x20 || code === 0x09;
}

function setField(fields: HeaderFields, name: FieldName, folded: string): void {
  const value = folded.includes('\n') ? folded.replace(/\r?\n/g, '') : folded;
  const had = fields[name];
  if (had === undefined || had === '') fields[name] = value.trim();
  else if (JOINED.has(name) && had.length < MAX_FIELD)
    fields[name] = `${had}${name === 'to' || name === 'cc' ? ',' : ''} ${value.trim()}`;
}
