import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from './smtp-url.ts';
import type { SmtpTimes } from './times.ts';
import { type Phase, readTrouble, type Trouble } from './trouble.ts';

/** A mail as it goes over the wire. */
export type Mail = { readonly from: string; readonly to: string; readonly bytes: Buffer };

/** `answer`: what the server said when it took it. */
export type Sent = { readonly answer: string } | { readonly trouble: Trouble };

/** One connection to the mail server, logged in. */
export type Session = {
  readonly isAlive: () => boolean;
  readonly send: (mail: Mail, signal: AbortSignal) => Promise<Sent>;
  /** Says goodbye. */
  readonly quit: () => void;
};

const CHUNK = 16 * 1024;
/** Held back until the rest is on its way: what ends the last line. */
const TAIL = 2;

/** Connects and logs in; all of it is to be done within `connect` and the silences of `silence`. */
export async function openSession(
  server: SmtpServer,
  times: SmtpTimes,
  signal: AbortSignal,
): Promise<Session | { readonly trouble: Trouble }> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const connection = new Connection(optionsOf(server, times));
  // What goes wrong between two mails is seen at the next one.
  connection.on('error', () => {});
  const stop = (): void => connection.close();
  const timer = setTimeout(stop, times.send);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) throw coded('EABORT');
    await connected(connection);
    if (server.login && connection.allowsAuth) await loggedIn(connection, server.login);
    return sessionOf(connection, times);
  } catch (error) {
    connection.close();
    return { trouble: readTrouble(signal.aborted ? coded('EABORT') : error, 'open') };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function optionsOf({ host, port, tls }: SmtpServer, times: SmtpTimes) {
  return {
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'off',
    opportunisticTLS: tls === 'offered',
    // On loopback nobody stands between, and certificates there are made by the machine for itself.
    tls: { rejectUnauthorized: tls !== 'offered', minVersion: 'TLSv1.2' as const },
    connectionTimeout: times.connect,
    greetingTimeout: times.greeting,
    socketTimeout: times.silence,
    dnsTimeout: times.connect,
    socketCloseTimeout: 1000,
    maxResponseSize: 64 * 1024,
  };
}

function connected(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => setImmediate(() => reject(coded('ECONNECTION'))));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

function loggedIn(connection: SMTPConnection, login: NonNullable<SmtpServer['login']>): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => setImmediate(() => reject(coded('ECONNECTION'))));
    const credentials = { user: login.user, pass: login.password };
    connection.login({ user: login.user, credentials }, (error) => (error ? reject(error) : resolve()));
  });
}

function sessionOf(connection: SMTPConnection, times: SmtpTimes): Session {
  const life = { over: false };
  connection.once('end', () => {
    life.over = true;
  });
  return {
    isAlive: () => !life.over,
    send: async (mail, signal) => {
      const sent = await sendOver(connection, mail, times, signal);
      // A session that refused something may be in disorder: the next mail gets a new one.
      if ('trouble' in sent) {
        life.over = true;
        connection.close();
      }
      return sent;
    },
    quit: () => {
      life.over = true;
      connection.quit();
    },
  };
}

/** Hands one mail over, and knows at each moment how far it is. */
function sendOver(
  connection: SMTPConnection,
  mail: Mail,
  times: SmtpTimes,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    let phase: Phase = 'envelope';
    let timer = setTimeout(() => fail(coded('ETIMEDOUT')), times.send);
    const allow = (ms: number, code: string): void => {
      clearTimeout(timer);
      timer = setTimeout(() => fail(coded(code)), ms);
    };
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      connection.off('end', ended);
    };
    const fail = (error: unknown): void => {
      settle();
      try {
        resolve({ trouble: readTrouble(error, phase) });
      } catch (bug) {
        reject(bug);
      }
    };
    // Its answer may be on its way.
    const stop = (): void => (phase === 'whole' ? allow(times.grace, 'EABORT') : fail(coded('EABORT')));
    // The error of a send comes behind the end of its connection, if it comes.
    const ended = (): void => void setImmediate(() => fail(coded('ECONNECTION')));
    const enter = (next: Phase): void => {
      phase = next;
      if (next === 'whole') allow(signal.aborted ? times.grace : times.answer, 'ETIMEDOUT');
    };
    signal.addEventListener('abort', stop, { once: true });
    connection.once('end', ended);
    if (signal.aborted) return fail(coded('EABORT'));
    const source = Readable.from(parts(mail.bytes, performance.now(), enter, times.hold), {
      objectMode: false,
      highWaterMark: CHUNK,
    });
    const envelope = { from: mail.from, to: [mail.to], size: mail.bytes.length };
    connection.send(envelope, source, (error, info) => {
      if (error) return fail(error);
      if (phase !== 'whole') return fail(coded('EPROTOCOL'));
      settle();
      resolve({ answer: info?.response ?? '' });
    });
  });
}

/**
 * The mail piece by piece, its end held back for as long as the envelope took, which is a round trip at least: a server
 * that breaks off when it sees the mail has done so by then, and it is known that it did not get the dot.
 */
async function* parts(
  bytes: Buffer,
  started: number,
  enter: (phase: Phase) => void,
  [least, most]: readonly [number, number],
): AsyncGenerator<Buffer, void, undefined> {
  enter('body');
  const round = performance.now() - started;
  const end = Math.max(0, bytes.length - TAIL);
  for (let at = 0; at < end; at += CHUNK) yield bytes.subarray(at, Math.min(at + CHUNK, end));
  await sleep(Math.min(most, Math.max(least, round)));
  enter('whole');
  yield bytes.subarray(end);
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
