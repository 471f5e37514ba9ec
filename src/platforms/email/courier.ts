import { type Mail, openSession, type Sent, type Session } from './session.ts';
import type { SmtpServer } from './smtp-url.ts';
import type { SmtpTimes } from './times.ts';
import type { Trouble } from './trouble.ts';
import { createTurns } from './turns.ts';

/** Brings mails one after the other over one connection, which is kept for a while and made anew when it is gone. */
export type Courier = {
  readonly bring: (mail: Mail, signal: AbortSignal) => Promise<Sent>;
  /** Connects and logs in, without a mail. */
  readonly greet: (signal: AbortSignal) => Promise<Trouble | undefined>;
  readonly close: () => void;
};

export function createCourier(server: SmtpServer, times: SmtpTimes): Courier {
  const turns = createTurns();
  const closing = new AbortController();
  let kept: Session | undefined;
  let idle: NodeJS.Timeout | undefined;
  const drop = (): void => {
    clearTimeout(idle);
    kept?.quit();
    kept = undefined;
  };
  const keep = (session: Session): void => {
    kept = session;
    idle = setTimeout(drop, times.idle).unref();
    if (closing.signal.aborted) drop();
  };
  /** A kept connection that proves dead before the server saw a byte of the mail is replaced once. */
  const carry = async (mail: Mail, signal: AbortSignal): Promise<Sent> => {
    clearTimeout(idle);
    const old = kept?.isAlive() ? kept : undefined;
    kept = undefined;
    if (old) {
      const sent = await old.send(mail, signal);
      if (!('trouble' in sent)) keep(old);
      if (!('trouble' in sent && diedUnused(sent.trouble)) || signal.aborted) return sent;
    }
    const session = await openSession(server, times, signal);
    if ('trouble' in session) return session;
    const sent = await session.send(mail, signal);
    if (!('trouble' in sent)) keep(session);
    return sent;
  };
  return {
    bring: async (mail, signal) => {
      const both = AbortSignal.any([signal, closing.signal]);
      const release = await turns.take(times.turn, both);
      if (!release) return { trouble: untried(both.aborted ? 'EABORT' : 'EBUSY') };
      try {
        return await carry(mail, both);
      } finally {
        release();
      }
    },
    greet: async (signal) => {
      const session = await openSession(server, times, AbortSignal.any([signal, closing.signal]));
      if ('trouble' in session) return session.trouble;
      session.quit();
      return undefined;
    },
    close: () => {
      closing.abort();
      drop();
    },
  };
}

/** The server had closed it, as it does with connections on which nothing happens. */
function diedUnused({ phase, status, code }: Trouble): boolean {
  const gone = code === 'ECONNECTION' || code === 'ESOCKET';
  return phase === 'envelope' && (status === 421 || (status === undefined && gone));
}

function untried(code: string): Trouble {
  return { phase: 'open', code, command: '', status: undefined, response: '' };
}
