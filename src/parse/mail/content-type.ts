import { Buffer } from 'node:buffer';
import { decodeText } from './charset.ts';

/** A Content-Type field as far as it decides how a body is read (RFC 2045, 5.1). All but the boundary in lower case. */
export type ContentType = {
  readonly type: string;
  readonly charset: string | undefined;
  readonly boundary: string | undefined;
  readonly flowed: boolean;
  readonly delSp: boolean;
  readonly name: string;
};

const PLAIN: ContentType = {
  type: 'text/plain',
  charset: undefined,
  boundary: undefined,
  flowed: false,
  delSp: false,
  name: '',
};
const MAX_PIECES = 40;

/** Reads the field; what is missing or broken counts as plain text (RFC 2045, 5.2). */
export function parseContentType(field: string): ContentType {
  if (field === '') return PLAIN;
  const type = (/^\s*([\w.+-]+\/[\w.+-]+)/.exec(field)?.[1] ?? 'text/plain').toLowerCase();
  const isMultipart = type.startsWith('multipart/');
  const charset = isMultipart ? undefined : parameter(field, 'charset')?.replaceAll("'", '').toLowerCase();
  const isText = type === 'text/plain';
  return {
    type,
    charset: charset === '' ? undefined : charset,
    boundary: isMultipart ? parameter(field, 'boundary')?.trimEnd() : undefined,
    flowed: isText && parameter(field, 'format')?.toLowerCase() === 'flowed',
    delSp: isText && parameter(field, 'delsp')?.toLowerCase() === 'yes',
    name: isMultipart ? '' : (parameter(field, 'name')?.toLowerCase() ?? ''),
  };
}

/**
 * The value of `; name=value`, `; name="value"` or, pieced together, of RFC 2231's `name*0*=...`;
 * undefined where there is none.
 */
export function parameter(field: string, name: string): string | undefined {
  const lower = field.toLowerCase();
  if (!lower.includes(name)) return undefined;
  const plain = written(field, lower, name);
  if (plain !== undefined || !lower.includes(`${name}*`)) return plain;
  const whole = written(field, lower, `${name}*`);
  if (whole !== undefined) return decodeExtended(whole);
  let value: string | undefined;
  for (let i = 0; i < MAX_PIECES; i++) {
    const encoded = written(field, lower, `${name}*${i}*`);
    const piece = encoded ?? written(field, lower, `${name}*${i}`);
    if (piece === undefined) break;
    value = (value ?? '') + (encoded === undefined ? piece.replaceAll('%', '%25') : piece);
  }
  return value === undefined ? undefined : decodeExtended(value);
}

function written(field: string, lower: string, name: string): string | undefined {
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + name.length)) {
    if (at > 0 && !/[;\s]/.test(field[at - 1] ?? '')) continue;
    const rest = /^\s{0,20}=\s{0,20}(?:"((?:[^"\\]|\\.)*)"?|([^\s;"]*))/.exec(field.slice(at + name.length));
    if (rest) return rest[1]?.replace(/\\(.)/g, '$1') ?? rest[2];
  }
  return undefined;
}

/** RFC 2231, 4: `charset'language'percent-encoded`. */
function decodeExtended(value: string): string {
  const marked = /^([\w-]{0,40})'[\w-]{0,40}'(.*)$/s.exec(value);
  const bytes = (marked?.[2] ?? value).replace(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decodeText(Buffer.from(bytes, 'latin1'), marked?.[1] || undefined);
}
