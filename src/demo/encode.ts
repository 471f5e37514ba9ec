const LINE = 76;

const isAscii = (text: string): boolean => /^[\x20-\x7e\t]*$/.test(text);

const qByte = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** The characters of `text` as the Q encoding of RFC 2047 writes them, one item a character. */
function qCharacters(text: string): string[] {
  return Array.from(text, (character) => {
    if (character === ' ') return '_';
    if (/^[A-Za-z0-9!*+/-]$/.test(character)) return character;
    return Array.from(Buffer.from(character, 'utf8'), qByte).join('');
  });
}

/** RFC 2047: `text` as it is when it is ASCII, else as encoded words of at most 75 characters. */
export function encodeWords(text: string): string {
  if (isAscii(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const piece of qCharacters(text)) {
    if (word.length + piece.length > 60) {
      words.push(word);
      word = '';
    }
    word += piece;
  }
  words.push(word);
  return words.map((inner) => `=?utf-8?q?${inner}?=`).join('\n ');
}

/** A display name with its address, as a header has it. */
export function mailbox(name: string, email: string): string {
  if (name === '') return email;
  if (!isAscii(name)) return `${encodeWords(name)} <${email}>`;
  return /[^\w\s'-]/.test(name) ? `"${name}" <${email}>` : `${name} <${email}>`;
}

/** Folds at spaces so that no line is longer than 76 characters where that can be had. */
export function foldWords(name: string, value: string): string {
  if (value.includes('\n')) return `${name}: ${value}`;
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of value.split(' ')) {
    if (line.length + 1 + word.length > LINE && !line.endsWith(':')) {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}

/** One address a line, as `git send-email` writes To and Cc. */
export function foldAddresses(name: string, addresses: string[]): string {
  return `${name}: ${addresses.join(',\n\t')}`;
}

/** Base64 in lines of 76, with a newline at the end. */
export function base64Lines(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64');
  return `${text.match(/.{1,76}/g)?.join('\n') ?? ''}\n`;
}

function quotedLine(line: string): string {
  const pieces = Array.from(Buffer.from(line, 'utf8'), (byte, index) => {
    const last = index === Buffer.byteLength(line, 'utf8') - 1;
    const plain = (byte >= 33 && byte <= 126 && byte !== 61) || ((byte === 32 || byte === 9) && !last);
    return plain ? String.fromCharCode(byte) : qByte(byte);
  });
  let out = '';
  let width = 0;
  for (const piece of pieces) {
    if (width + piece.length > 75) {
      out += '=\n';
      width = 0;
    }
    out += piece;
    width += piece.length;
  }
  return out;
}

/** Quoted-printable (RFC 2045): soft breaks at 76, newlines kept. */
export function quotedPrintable(text: string): string {
  return text.split('\n').map(quotedLine).join('\n');
}
