const MARK = Buffer.from('>From ');
const LF = 0x0a;
const QUOTE = 0x3e;

/** Takes one `>` off every line of `>From `, `>>From ` and so on (mboxrd). */
export function unquoteFrom(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + MARK.length)) {
    let line = at;
    while (bytes[line - 1] === QUOTE) line--;
    if (line > 0 && bytes[line - 1] !== LF) continue;
    pieces.push(bytes.subarray(from, line));
    from = line + 1;
  }
  return from === 0 ? bytes : Buffer.concat([...pieces, bytes.subarray(from)]);
}
