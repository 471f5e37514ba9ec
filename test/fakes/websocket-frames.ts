/** A frame that a client sent, unmasked. */
export type Frame = {
  readonly final: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
};

/** RFC 6455, 5.2 */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** What a client did that RFC 6455 forbids; `code` is what the connection is closed with (7.4.1). */
export class FrameError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(OPCODE));
/** Far more than any of these services takes. */
const LONGEST = 16 * 1024 * 1024;

/**
 * The first frame of what came so far, and what is behind it; undefined where it is not whole yet. Throws FrameError:
 * a client must mask (5.1), keep control frames short and whole (5.5), and use no bits that were not agreed on.
 */
export function readFrame(bytes: Buffer): { readonly frame: Frame; readonly rest: Buffer } | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const opcode = first & 0x0f;
  checkHead(first, second, opcode);
  const head = readLength(bytes, second & 0x7f);
  if (!head) return undefined;
  const start = head.at + 4;
  if (head.length > LONGEST) throw new FrameError(1009, 'a frame is too long');
  if (bytes.length < start + head.length) return undefined;
  const mask = bytes.subarray(head.at, start);
  const payload = Buffer.from(bytes.subarray(start, start + head.length));
  for (let at = 0; at < payload.length; at++) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return {
    frame: { final: (first & 0x80) !== 0, opcode, payload },
    rest: bytes.subarray(start + head.length),
  };
}

function checkHead(first: number, second: number, opcode: number): void {
  if ((first & 0x70) !== 0) throw new FrameError(1002, 'reserved bits are set');
  if (!KNOWN.has(opcode)) throw new FrameError(1002, `opcode ${opcode} is unknown`);
  if ((second & 0x80) === 0) throw new FrameError(1002, 'a client must mask its frames');
  const isControl = opcode >= OPCODE.close;
  if (isControl && (first & 0x80) === 0) throw new FrameError(1002, 'a control frame is in pieces');
  if (isControl && (second & 0x7f) > 125) throw new FrameError(1002, 'a control frame is too long');
}

function readLength(bytes: Buffer, short: number): { at: number; length: number } | undefined {
  if (short < 126) return { at: 2, length: short };
  if (short === 126) return bytes.length < 4 ? undefined : { at: 4, length: bytes.readUInt16BE(2) };
  return bytes.length < 10 ? undefined : { at: 10, length: Number(bytes.readBigUInt64BE(2)) };
}

/** A frame as a server sends it: not masked. */
export function writeFrame(opcode: number, payload: Buffer, final = true): Buffer {
  const first = (final ? 0x80 : 0) | opcode;
  if (payload.length < 126) return Buffer.concat([Buffer.from([first, payload.length]), payload]);
  if (payload.length < 0x10000) {
    const head = Buffer.from([first, 126, 0, 0]);
    head.writeUInt16BE(payload.length, 2);
    return Buffer.concat([head, payload]);
  }
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
}

/** 7.4: what may stand in a close frame. */
export function isCloseCode(code: number): boolean {
  return (
    (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code < 5000)
  );
}
