import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { WebSocket } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptWebSocket, type WebSocketEvents, type WebSocketPeer } from './websocket.ts';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

type Running = { readonly port: number; readonly peer: Promise<WebSocketPeer> };

async function serve(events: WebSocketEvents = {}): Promise<Running> {
  const { promise: peer, resolve } = Promise.withResolvers<WebSocketPeer>();
  const server = createServer();
  const lines = new Set<{ destroy: () => unknown }>();
  server.on('upgrade', (request, line, head) => {
    lines.add(line);
    const made = acceptWebSocket(request, line, head, events);
    if (made) resolve(made);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endings.push(async () => {
    for (const line of lines) line.destroy();
    await new Promise((done) => server.close(done));
  });
  return { port: (server.address() as AddressInfo).port, peer };
}

function heard(socket: WebSocket, name: 'open' | 'message' | 'close'): Promise<MessageEvent & CloseEvent> {
  return new Promise((resolve) => {
    socket.addEventListener(name, (event: unknown) => resolve(event as MessageEvent & CloseEvent), {
      once: true,
    });
  });
}

/** Bytes as they are, behind a right handshake; resolves with all that came back once the line ends. */
function raw(port: number, frames: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const line = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    line.write(
      'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    line.write(frames);
    line.on('data', (chunk: Buffer) => chunks.push(chunk));
    line.on('close', () => resolve(Buffer.concat(chunks)));
    line.on('error', () => undefined);
  });
}

describe('the server side of a WebSocket', () => {
  it('answers the handshake as RFC 6455 1.3 has it', async () => {
    const { port } = await serve();
    const bytes = await raw(port, Buffer.from([0x88, 0x80, 0, 0, 0, 0]));
    expect(bytes.toString('latin1')).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  it('carries texts of all lengths both ways, in pieces too', async () => {
    const texts: string[] = [];
    const { port, peer } = await serve({ text: (text) => texts.push(text) });
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    await heard(socket, 'open');
    for (const length of [0, 1, 125, 126, 65_535, 65_536, 200_000]) {
      const text = 'ü'.repeat(Math.floor(length / 2)) + 'x'.repeat(length % 2);
      const [message] = await Promise.all([
        heard(socket, 'message'),
        peer.then((server) => server.send(text, 3)),
      ]);
      expect(message.data).toBe(text);
      socket.send(text);
      const echo = heard(socket, 'message');
      (await peer).send('done');
      await echo;
    }
    socket.close(1000);
    await heard(socket, 'close');
    expect(texts.map((text) => Buffer.byteLength(text))).toEqual([0, 1, 125, 126, 65_535, 65_536, 200_000]);
  });

  it('closes with a code and a reason, from either side, and says a dropped line by 1006', async () => {
    const closes: [number, string][] = [];
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const events = {
      closed: (code: number, reason: string) => {
        closes.push([code, reason]);
        if (closes.length === 3) resolve();
      },
    };
    for (const how of ['server', 'client', 'cut'] as const) {
      const { port, peer } = await serve(events);
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      socket.addEventListener('error', () => undefined);
      await heard(socket, 'open');
      const closed = heard(socket, 'close');
      if (how === 'server') (await peer).close(4007, 'invalid seq');
      else if (how === 'client') socket.close(4000, 'enough');
      else (await peer).cut();
      const { code, reason } = await closed;
      expect(code).toBe({ server: 4007, client: 4000, cut: 1006 }[how]);
      if (how === 'server') expect(reason).toBe('invalid seq');
      expect((await peer).isOpen()).toBe(false);
    }
    await all;
    expect(closes).toEqual([
      [4007, ''],
      [4000, 'enough'],
      [1006, ''],
    ]);
  });

  it('pings, and is answered', async () => {
    const { promise: pong, resolve } = Promise.withResolvers<string>();
    const { port, peer } = await serve({ pong: (bytes) => resolve(bytes.toString()) });
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    await heard(socket, 'open');
    (await peer).ping('are you there');
    expect(await pong).toBe('are you there');
    socket.close();
    await heard(socket, 'close');
  });

  it.each([
    ['no mask', [0x81, 0x01, 0x61], 1002],
    ['reserved bits', [0xc1, 0x80, 0, 0, 0, 0], 1002],
    ['an unknown opcode', [0x83, 0x80, 0, 0, 0, 0], 1002],
    ['a ping in pieces', [0x09, 0x80, 0, 0, 0, 0], 1002],
    ['a continuation of nothing', [0x80, 0x80, 0, 0, 0, 0], 1002],
    ['a text that is no UTF-8', [0x81, 0x81, 0, 0, 0, 0, 0xff], 1007],
    ['a close code that may not be sent', [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xee], 1002],
  ])('refuses %s', async (_, frame, code) => {
    const complaints: string[] = [];
    const { port } = await serve({ broken: (why) => complaints.push(why) });
    const bytes = await raw(port, Buffer.from(frame));
    const answer = bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
    expect(answer[0]).toBe(0x88);
    expect(answer.readUInt16BE(2)).toBe(code);
    expect(complaints).toHaveLength(1);
  });

  it('refuses what is no handshake', async () => {
    const { port } = await serve();
    const response = await new Promise<string>((resolve) => {
      const line = connect(port, '127.0.0.1');
      line.write('GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      line.on('data', (chunk: Buffer) => resolve(chunk.toString()));
      line.on('close', () => resolve(''));
    });
    expect(response).toContain('400 Bad Request');
  });
});
