import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type WebSocketPeer } from '../websocket.ts';
import { isRecord } from './form.ts';
import type { FakeGateway } from './types.ts';
import { wireUser } from './wire.ts';
import { wireGuildCreate } from './wire-guild.ts';
import type { World } from './world/world.ts';

/** GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
};

type Session = {
  readonly id: string;
  readonly log: { readonly s: number; readonly t: string; readonly d: unknown }[];
  seq: number;
  line: Line | undefined;
  isDead: boolean;
};
type Line = { readonly peer: WebSocketPeer; session: Session | undefined; frames: number[] };

/** Why a connection is closed from here. */
class Closing extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

function frameOf(text: string): Record<string, unknown> {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    throw new Closing(4002, 'a frame is no JSON');
  }
  if (!isRecord(frame)) throw new Closing(4002, 'a frame is no object');
  return frame;
}

/** The gateway over real WebSockets: https://docs.discord.com/developers/events/gateway */
export class Gateway {
  readonly #world: World;
  readonly #url: () => string;
  readonly #sessions: Session[] = [];
  readonly #lines = new Set<Line>();
  #readies = 0;
  #identifies = 0;
  #resumes = 0;
  #isDown = false;
  #isDeaf = false;

  constructor(world: World, url: () => string) {
    this.#world = world;
    this.#url = url;
    world.tell = (event, data) => this.#tell(event, data);
  }

  /** What tests do with it. */
  face(): FakeGateway {
    const connected = (): number => this.#sessions.filter(({ line }) => line?.peer.isOpen()).length;
    return {
      url: this.#url(),
      connected,
      ready: (count = 1) => this.#world.until(() => this.#readies >= count),
      identifies: () => this.#identifies,
      resumes: () => this.#resumes,
      disconnect: (how = 'cut') => this.#disconnect(how),
      down: (isDown) => {
        this.#isDown = isDown;
      },
      deaf: (isDeaf) => {
        this.#isDeaf = isDeaf;
      },
      again: ({ interaction }) => this.#tell('INTERACTION_CREATE', interaction),
    };
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#isDown) {
      socket.destroy();
      return;
    }
    const query = new URL(request.url ?? '/', 'ws://fake').searchParams;
    const peer = acceptWebSocket(request, socket, head, {
      text: (text) => line && this.#take(line, text),
      closed: (code) => line && this.#closed(line, code),
      broken: (why) => this.#world.violate('gateway', why),
    });
    const line: Line | undefined = peer && { peer, session: undefined, frames: [] };
    if (!line) return;
    this.#lines.add(line);
    if (query.get('v') !== '10' || query.get('encoding') !== 'json' || query.has('compress')) {
      this.#world.violate('gateway', `opened with ?${query}`);
      peer?.close(4012, 'Invalid API version');
      return;
    }
    line.peer.send(
      JSON.stringify({
        op: OP.hello,
        d: { heartbeat_interval: this.#world.options.heartbeat ?? 41_250 },
        s: null,
        t: null,
      }),
    );
  }

  close(): void {
    for (const { peer } of this.#lines) peer.cut();
  }

  /** The token is no longer good. */
  revoke(): void {
    for (const session of this.#sessions) session.isDead = true;
    for (const { peer } of this.#lines) peer.close(4004, 'Authentication failed.');
  }

  #closed(line: Line, code: number): void {
    this.#lines.delete(line);
    const { session } = line;
    if (session?.line === line) session.line = undefined;
    // Who closes with these says that he will not come back.
    if (session && (code === 1000 || code === 1001)) session.isDead = true;
    this.#world.changed();
  }

  #take(line: Line, text: string): void {
    try {
      this.#handle(line, text);
    } catch (error) {
      if (!(error instanceof Closing)) throw error;
      if (error.code !== 4004) this.#world.violate('gateway', error.message);
      line.peer.close(error.code, error.message.slice(0, 100));
    }
  }

  #handle(line: Line, text: string): void {
    const now = this.#world.now();
    line.frames = [...line.frames.filter((at) => now - at < 60_000), now];
    if (line.frames.length > 120) throw new Closing(4008, 'more than 120 frames in a minute');
    const frame = frameOf(text);
    if (frame.op === OP.heartbeat) {
      if (!this.#isDeaf) line.peer.send(JSON.stringify({ op: OP.ack }));
    } else if (frame.op === OP.identify) this.#identify(line, frame.d);
    else if (frame.op === OP.resume) this.#resume(line, frame.d);
    else if (!line.session) throw new Closing(4003, `op ${frame.op} before identifying`);
    else if (frame.op !== 3 && frame.op !== 4 && frame.op !== 8) throw new Closing(4001, `op ${frame.op}`);
  }

  #admit(data: unknown): Record<string, unknown> {
    if (!isRecord(data)) throw new Closing(4002, 'no data');
    if (data.token !== this.#world.token || this.#world.isRevoked)
      throw new Closing(4004, 'Authentication failed.');
    return data;
  }

  #identify(line: Line, given: unknown): void {
    this.#identifies++;
    const data = this.#admit(given);
    if (line.session) throw new Closing(4005, 'identified twice');
    const intents = Number(data.intents);
    if (!Number.isInteger(intents) || intents < 0) throw new Closing(4013, `intents ${data.intents}`);
    if ((intents & PRIVILEGED & ~(this.#world.options.privileged ?? 0)) !== 0)
      throw new Closing(4014, `disallowed intents ${intents}`);
    if (!isRecord(data.properties)) throw new Closing(4002, 'no properties');
    const session: Session = { id: `session-${this.#sessions.length}`, log: [], seq: 0, line, isDead: false };
    this.#sessions.push(session);
    line.session = session;
    this.#welcome(session, (intents & 1) !== 0);
  }

  #welcome(session: Session, wantsGuilds: boolean): void {
    const world = this.#world;
    this.#dispatch(session, 'READY', {
      v: 10,
      user: wireUser(world, world.bot.id),
      guilds: world.guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url(),
      shard: [0, 1],
      application: { id: world.bot.id, flags: 0 },
    });
    for (const guild of wantsGuilds ? world.guilds : [])
      this.#dispatch(session, 'GUILD_CREATE', wireGuildCreate(world, guild));
    this.#readies++;
    world.changed();
  }

  #resume(line: Line, given: unknown): void {
    this.#resumes++;
    const data = this.#admit(given);
    const session = this.#sessions.find(({ id, isDead }) => id === data.session_id && !isDead);
    const seq = Number(data.seq);
    if (!session || !(seq <= session.seq)) {
      line.peer.send(JSON.stringify({ op: OP.invalid, d: false }));
      return;
    }
    session.line?.peer.cut();
    session.line = line;
    line.session = session;
    for (const missed of session.log.filter(({ s }) => s > seq))
      line.peer.send(JSON.stringify({ op: OP.dispatch, ...missed }));
    this.#dispatch(session, 'RESUMED', {});
    this.#readies++;
    this.#world.changed();
  }

  #tell(event: string, data: object): void {
    for (const session of this.#sessions) if (!session.isDead) this.#dispatch(session, event, data);
  }

  #dispatch(session: Session, t: string, d: unknown): void {
    const event = { s: ++session.seq, t, d };
    session.log.push(event);
    session.line?.peer.send(JSON.stringify({ op: OP.dispatch, ...event }));
  }

  #disconnect(how: 'cut' | 'reconnect' | 'invalid' | 'invalid-resumable' | number): void {
    for (const { peer, session } of [...this.#lines]) {
      if (how === 'cut') peer.cut();
      else if (how === 'reconnect') peer.send(JSON.stringify({ op: OP.reconnect, d: null }));
      else if (typeof how === 'number') {
        if (session && (how === 4007 || how === 4009)) session.isDead = true;
        peer.close(how, '');
      } else {
        if (session && how === 'invalid') session.isDead = true;
        peer.send(JSON.stringify({ op: OP.invalid, d: how === 'invalid-resumable' }));
      }
    }
  }
}
