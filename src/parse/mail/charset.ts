import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import type { TextDecoder as Decoder } from 'node:util';

const UTF8 = new TextDecoder('utf-8');
const WINDOWS_1252 = new TextDecoder('windows-1252');
const decoders = new Map<string, Decoder | undefined>();
const MAX_DECODERS = 64;
/** Names of Microsoft's that WHATWG does not list. */
const CODE_PAGES: ReadonlyMap<string, string> = new Map([
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['ms936', 'gbk'],
]);

/**
 * Decodes the bytes of a body or an encoded word. A charset that is missing, `us-ascii`, junk (`y`,
 * `yes`: answers to git-send-email's question) or unknown means UTF-8 where the bytes are that, else
 * windows-1252. Names and aliases: WHATWG Encoding, 4.2. Invalid bytes become U+FFFD; never throws.
 */
export function decodeText(bytes: Buffer, charset: string | undefined): string {
  if (isAscii(bytes) && !isStateful(charset)) return bytes.toString('latin1');
  const decoder = charset === undefined ? undefined : decoderFor(charset);
  if (decoder && decoder !== UTF8) return decoder.decode(bytes);
  if (charset !== undefined && isUtf7(charset)) return decodeUtf7(bytes.toString('latin1'));
  if (decoder === undefined && !isUtf8(bytes)) return WINDOWS_1252.decode(bytes);
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** A raw header value, each char one byte: 8-bit bytes are UTF-8 where they can be. */
export function decodeRaw(latin1: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what is meant
  if (/^[\x00-\x7f]*$/.test(latin1)) return latin1;
  return decodeText(Buffer.from(latin1, 'latin1'), undefined);
}

function isUtf7(charset: string): boolean {
  return /^(?:unicode-1-1-|x-)?utf-?7$/i.test(charset);
}

/** RFC 2152, 2: `+` opens a run of base64 of UTF-16, `-` or any other character closes it; `+-` is `+`. */
function decodeUtf7(text: string): string {
  const decoded = text.replace(/\+([A-Za-z0-9+/]*)(-?)/g, (whole, run: string) => {
    if (run === '') return whole === '+-' ? '+' : whole;
    const units = Buffer.from(run, 'base64');
    return units
      .subarray(0, units.length & ~1)
      .swap16()
      .toString('utf16le');
  });
  return decoded.toWellFormed();
}

/** Charsets that write other scripts in seven bits. */
function isStateful(charset: string | undefined): boolean {
  return charset !== undefined && /^(?:cs)?(?:iso-?2022|hz-|utf-?16|utf-?7|unicode|x-utf)/i.test(charset);
}

function decoderFor(charset: string): Decoder | undefined {
  const name = charset.toLowerCase();
  if (name === 'utf-8' || name === 'utf8') return UTF8;
  if (name === 'us-ascii' || name === 'ascii') return undefined;
  if (decoders.has(name)) return decoders.get(name);
  const decoder = makeDecoder(name);
  if (decoders.size < MAX_DECODERS) decoders.set(name, decoder);
  return decoder;
}

function makeDecoder(name: string): Decoder | undefined {
  try {
    const decoder = new TextDecoder(CODE_PAGES.get(name) ?? name);
    return decoder.encoding === 'utf-8' ? UTF8 : decoder;
  } catch {
    return undefined;
  }
}
