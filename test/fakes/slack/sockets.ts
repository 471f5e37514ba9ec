import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type WebSocketPeer } from '../websocket.ts';
import { isObject } from './schema.ts';
import type { FakeSlack, Json } from './types.ts';
import type { World } from './world.ts';

/** Slack allows so many connections for one app. */
const MOST = 10;

export type Envelope = {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Json;
  /** The first acknowledgement of it; not called for more. */
  readonly acked: (body: unknown) => void;
};

/** `excused`: the fake itself broke the connection, so that nobody could acknowledge it in time. */
export type Sending = { readonly isExcused: () => boolean };

export type Sockets = FakeSlack['sockets'] & {
  readonly accept: (request: IncomingMessage, line: Duplex, head: Buffer) => void;
  /** undefined: nobody is connected, and it was not sent. Events wait for the next connection. */
  readonly send: (envelope: Envelope) => Sending | undefined;
  readonly disconnect: FakeSlack['disconnect'];
  readonly cutAll: () => void;
};

type Sent = Envelope & {
  readonly id: string;
  attempts: number;
  copies: number;
  acks: number;
  excused: boolean;
};

/** Socket Mode: connections with their envelopes, and who acknowledged what. */
export function createSockets(world: World): Sockets {
  const peers = new Set<WebSocketPeer>();
  const sent = new Map<string, Sent>();
  let opened = 0;
  let turn = 0;
  let copies = 1;
  let tickets: readonly string[] = [];

  function transmit(entry: Sent, peer: WebSocketPeer): void {
    const isEvent = entry.type === 'events_api';
    peer.send(
      JSON.stringify({
        envelope_id: entry.id,
        type: entry.type,
        payload: entry.payload,
        accepts_response_payload: !isEvent,
        ...(isEvent || entry.attempts > 0
          ? { retry_attempt: entry.attempts, retry_reason: entry.attempts > 0 ? 'timeout' : '' }
          : {}),
      }),
    );
    entry.copies++;
  }
  function next(): WebSocketPeer | undefined {
    const open = [...peers].filter((peer) => peer.isOpen());
    return open[turn++ % Math.max(1, open.length)];
  }
  function take(text: string): void {
    const ack = parse(text);
    const entry = sent.get(String(ack?.envelope_id));
    if (!ack || !entry) {
      world.violate('envelope', 'an acknowledgement of no envelope');
      return;
    }
    entry.acks++;
    if (entry.acks > entry.copies) world.violate('envelope', 'acknowledged twice');
    if (entry.acks === 1) entry.acked(ack.payload);
    world.changed();
  }
  function welcome(peer: WebSocketPeer): void {
    peers.add(peer);
    opened++;
    if (peers.size > MOST) world.violate('connections', `more than ${MOST} connections`);
    peer.send(
      JSON.stringify({
        type: 'hello',
        num_connections: peers.size,
        connection_info: { app_id: world.app.id },
        debug_info: {
          host: 'applink-fake',
          started: '2026-01-01 00:00:00.000',
          build_number: 1,
          approximate_connection_time: 18060,
        },
      }),
    );
    for (const entry of sent.values()) {
      if (entry.acks > 0 || entry.type !== 'events_api') continue;
      if (entry.copies > 0) entry.attempts++;
      transmit(entry, peer);
    }
    world.changed();
  }
  function accept(request: IncomingMessage, line: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://fake').searchParams.get('ticket') ?? '';
    if (ticket === '' || tickets.includes(ticket)) world.violate('ticket', 'a socket address was used twice');
    tickets = [...tickets, ticket];
    const peer = acceptWebSocket(request, line, head, {
      text: take,
      broken: (why) => world.violate('websocket', why),
      closed: () => {
        if (peer) peers.delete(peer);
        world.changed();
      },
    });
    if (peer) welcome(peer);
  }
  return {
    accept,
    send: (envelope) => {
      const entry: Sent = {
        ...envelope,
        id: crypto.randomUUID(),
        attempts: 0,
        copies: 0,
        acks: 0,
        excused: peers.size === 0,
      };
      const peer = next();
      if (!peer && envelope.type !== 'events_api') return undefined;
      sent.set(entry.id, entry);
      for (let copy = 0; copy < copies && peer; copy++) transmit(entry, copy === 0 ? peer : (next() ?? peer));
      world.changed();
      return { isExcused: () => entry.excused };
    },
    disconnect: (how) => {
      for (const entry of sent.values()) entry.excused = true;
      for (const peer of [...peers]) drop(peer, how);
    },
    open: () => peers.size,
    opened: () => opened,
    connected: (count = 1) =>
      world
        .until(() => (peers.size >= count ? true : undefined), `${count} connections`)
        .then(() => undefined),
    waiting: () => [...sent.values()].filter(({ acks }) => acks === 0).length,
    resend: () => {
      for (const entry of sent.values()) {
        const peer = entry.acks === 0 ? next() : undefined;
        if (!peer) continue;
        entry.attempts++;
        transmit(entry, peer);
      }
    },
    repeat: (times) => {
      copies = times;
    },
    cutAll: () => {
      for (const peer of [...peers]) peer.cut();
    },
  };
}

function drop(peer: WebSocketPeer, how: Parameters<FakeSlack['disconnect']>[0]): void {
  if (how === 'cut') peer.cut();
  else if (how === 'close') peer.close(1001, 'going away');
  else {
    const reason = how === 'refresh' ? 'refresh_requested' : how;
    peer.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-fake' } }));
    // A warning comes some seconds before the end; the client leaves by itself.
    if (how !== 'warning') peer.close(1000, reason);
  }
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
