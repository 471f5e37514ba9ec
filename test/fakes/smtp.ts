import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** A mail as it came. */
export type TakenMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** Whether it came encrypted. */
  readonly secure: boolean;
  readonly user: string | undefined;
  /** Number of its connection, from 1. */
  readonly connection: number;
};

/** `connect`: before the greeting. `body`: in the middle of the mail. `dot`: behind its end, before the answer. */
type Moment = 'connect' | 'auth' | 'mail' | 'rcpt' | 'body' | 'dot';

/** A bad day, for the next one that fits. */
export type SmtpFault = { readonly at: Moment; readonly times?: number } & (
  | { readonly say: string }
  | { readonly cut: true }
  /** Says nothing more. */
  | { readonly hang: true }
);

export type FakeSmtp = {
  readonly port: number;
  readonly mails: readonly TakenMail[];
  /** What was asked, in order: `connect`, `mail`, ... */
  readonly seen: readonly Moment[];
  readonly connections: () => number;
  /** How many connections stand now. */
  readonly standing: () => number;
  readonly fault: (fault: SmtpFault) => void;
  /** Calls back when so many mails were taken. */
  readonly taken: (count: number) => Promise<void>;
  /** Closes all connections, as a server does with those that do nothing. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
};

type Options = {
  /** Offers STARTTLS; `secure`: TLS from the start. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly secure?: boolean;
  readonly login?: { readonly user: string; readonly password: string };
};

type Answer = (error?: Error | null) => void;

/** A mail server on loopback that speaks real SMTP, keeps what it gets, and has bad days on demand. */
export async function startSmtp({ tls, secure = false, login }: Options = {}): Promise<FakeSmtp> {
  const mails: TakenMail[] = [];
  const seen: Moment[] = [];
  const sockets = new Map<number, { readonly socket: Socket; readonly number: number }>();
  const watchers: (() => void)[] = [];
  let count = 0;
  let faults: { readonly fault: SmtpFault; left: number }[] = [];
  /** Whether the moment was dealt with. */
  const strike = (at: Moment, session: SMTPServerSession, answer: Answer): boolean => {
    seen.push(at);
    const hit = faults.find(({ fault }) => fault.at === at);
    if (!hit) return false;
    hit.left--;
    faults = faults.filter(({ left }) => left > 0);
    if ('say' in hit.fault) answer(said(hit.fault.say));
    if ('cut' in hit.fault) sockets.get(session.remotePort ?? 0)?.socket.destroy();
    return true;
  };
  const pass = (at: Moment) => (_what: unknown, session: SMTPServerSession, answer: Answer) => {
    if (!strike(at, session, answer)) answer();
  };
  const server = new SMTPServer({
    ...tls,
    secure,
    banner: 'fake',
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: [...(tls && !secure ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    closeTimeout: 10,
    onConnect: (session, answer) => {
      if (!strike('connect', session, answer)) answer();
    },
    onAuth: (auth, session, answer) => {
      if (strike('auth', session, (error) => answer(error))) return;
      const right = auth.username === login?.user && auth.password === login?.password;
      answer(right ? null : said('535 5.7.8 no'), right ? { user: auth.username ?? '' } : {});
    },
    onMailFrom: pass('mail'),
    onRcptTo: pass('rcpt'),
    onData: (stream, session, answer) => {
      const parts: Buffer[] = [];
      let stopped = false;
      stream.on('data', (part: Buffer) => {
        if (parts.length === 0) stopped = strike('body', session, answer);
        parts.push(part);
      });
      stream.on('end', () => {
        if (stopped || strike('dot', session, answer)) return;
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : undefined,
          connection: sockets.get(session.remotePort ?? 0)?.number ?? 0,
        });
        answer();
        for (const watch of watchers) watch();
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, { socket, number: ++count });
    socket.on('close', () => sockets.delete(port));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = (): void => {
    for (const { socket } of sockets.values()) socket.destroy();
  };
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    seen,
    connections: () => count,
    standing: () => sockets.size,
    fault: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    taken: (wanted) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (mails.length >= wanted) resolve();
        };
        watchers.push(watch);
        watch();
      }),
    hangUp,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}

/** `451 4.7.1 later` */
function said(line: string): Error {
  return Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) });
}
