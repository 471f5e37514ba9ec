import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Frame, FrameError, isCloseCode, OPCODE, readFrame, writeFrame } from './websocket-frames.ts';

/** What a client does. None of them may throw. */
export type WebSocketEvents = {
  /** A whole message. */
  readonly text?: (text: string) => void;
  readonly binary?: (bytes: Buffer) => void;
  /** It answered a ping. */
  readonly pong?: (bytes: Buffer) => void;
  /** Exactly once, with what the client said. 1006: the line was dropped without a close frame; 1005: a close frame without a code. */
  readonly closed?: (code: number, reason: string) => void;
  /** The client broke RFC 6455: a sentence. The connection is closed. */
  readonly broken?: (why: string) => void;
};

/** The server's end of a WebSocket. What is sent after the end is dropped. */
export type WebSocketPeer = {
  /** `pieces`: in so many frames; default 1. */
  readonly send: (text: string, pieces?: number) => void;
  readonly sendBinary: (bytes: Buffer) => void;
  readonly ping: (text?: string) => void;
  /** The closing handshake: a close frame, then the client's own, then the end of the line. */
  readonly close: (code?: number, reason?: string) => void;
  /** Drops the line without a word. */
  readonly cut: () => void;
  readonly isOpen: () => boolean;
};

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * The server's side of RFC 6455, for fakes: answers an `upgrade` of a Node server (from its arguments). undefined where
 * the request is no right handshake; it was answered with 400 then. No extensions, no subprotocols.
 */
export function acceptWebSocket(
  request: IncomingMessage,
  line: Duplex,
  head: Buffer,
  events: WebSocketEvents,
): WebSocketPeer | undefined {
  const key = request.headers['sec-websocket-key'];
  if (!isHandshake(request) || typeof key !== 'string') {
    line.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return undefined;
  }
  const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
  line.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  return talk(line, head, events);
}

function isHandshake({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    /\bupgrade\b/i.test(headers.connection ?? '') &&
    headers['sec-websocket-version'] === '13' &&
    Buffer.from(headers['sec-websocket-key'] ?? '', 'base64').length === 16
  );
}

function talk(line: Duplex, head: Buffer, events: WebSocketEvents): WebSocketPeer {
  const state = { open: true, sentClose: false, told: false, code: 1006, reason: '' };
  const write = (opcode: number, payload: Buffer, final = true): void => {
    if (state.open && !line.destroyed) line.write(writeFrame(opcode, payload, final));
  };
  const close = (code: number, reason: string): void => {
    if (!state.open || state.sentClose) return;
    write(OPCODE.close, closing(code, reason));
    state.sentClose = true;
  };
  const ended = (): void => {
    state.open = false;
    if (state.told) return;
    state.told = true;
    events.closed?.(state.code, state.reason);
  };
  const message = gather(events);
  function take(frame: Frame): void {
    const { opcode, payload } = frame;
    if (opcode === OPCODE.ping) write(OPCODE.pong, payload);
    else if (opcode === OPCODE.pong) events.pong?.(payload);
    else if (opcode === OPCODE.close) end(payload);
    else message(frame);
  }
  function end(payload: Buffer): void {
    Object.assign(state, readClose(payload));
    if (!state.sentClose) close(state.code === 1005 ? 1000 : state.code, '');
    line.end();
    ended();
  }
  let bytes: Buffer = Buffer.alloc(0);
  const feed = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk]);
    try {
      for (let read = readFrame(bytes); read && state.open; read = readFrame(bytes)) {
        bytes = read.rest;
        take(read.frame);
      }
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      events.broken?.(error.message);
      close(error.code, error.message);
      line.end();
      ended();
    }
  };
  line.on('data', feed);
  line.on('error', () => line.destroy());
  line.on('close', ended);
  line.on('end', () => line.end());
  if (head.length > 0) feed(head);
  return {
    send: (text, pieces = 1) => sendText(text, pieces, state.sentClose ? () => undefined : write),
    sendBinary: (payload) => write(OPCODE.binary, payload),
    ping: (text = '') => write(OPCODE.ping, Buffer.from(text)),
    close: (code = 1000, reason = '') => close(code, reason),
    cut: () => {
      line.destroy();
      ended();
    },
    isOpen: () => state.open && !state.sentClose,
  };
}

/** Puts the pieces of a message together (5.4) and reads text strictly as UTF-8 (8.1). */
function gather(events: WebSocketEvents): (frame: Frame) => void {
  let begun: { opcode: number; pieces: Buffer[] } | undefined;
  return ({ final, opcode, payload }) => {
    if (opcode === OPCODE.continuation) {
      if (!begun) throw new FrameError(1002, 'a continuation of nothing');
      begun.pieces.push(payload);
    } else {
      if (begun) throw new FrameError(1002, 'a message within a message');
      begun = { opcode, pieces: [payload] };
    }
    if (!final) return;
    const whole = Buffer.concat(begun.pieces);
    const isText = begun.opcode === OPCODE.text;
    begun = undefined;
    if (!isText) {
      events.binary?.(whole);
      return;
    }
    const text = decode(whole);
    events.text?.(text);
  };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FrameError(1007, 'a text is no UTF-8');
  }
}

function readClose(payload: Buffer): { code: number; reason: string } {
  if (payload.length === 0) return { code: 1005, reason: '' };
  const code = payload.length < 2 ? 0 : payload.readUInt16BE(0);
  if (!isCloseCode(code)) throw new FrameError(1002, `closed with ${code}`);
  return { code, reason: decode(payload.subarray(2)) };
}

function closing(code: number, reason: string): Buffer {
  const payload = Buffer.from(`  ${reason}`).subarray(0, 125);
  payload.writeUInt16BE(code, 0);
  return payload;
}

function sendText(
  text: string,
  pieces: number,
  write: (opcode: number, payload: Buffer, final: boolean) => void,
): void {
  const bytes = Buffer.from(text);
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let at = 0; at === 0 || at < bytes.length; at += size) {
    const opcode = at === 0 ? OPCODE.text : OPCODE.continuation;
    write(opcode, bytes.subarray(at, at + size), at + size >= bytes.length);
  }
}
