import type { Talk } from '../../../ports/chat.ts';
import type { Clock } from '../../../ports/clock.ts';
import { UserError } from '../../../ports/errors.ts';
import { redact } from './redact.ts';

/** What is to be kept up. */
type Line = {
  /** Serves until `lost` resolves. Rejects where it cannot; a UserError where trying again does not help by itself. */
  readonly open: () => Promise<{ readonly lost: Promise<void> }>;
  readonly close: () => Promise<void>;
};

export type Connection = {
  /** Resolves once it stands, or is tried again by itself. Throws the UserError of the first attempt. */
  readonly start: () => Promise<void>;
  readonly state: () => { readonly connected: boolean; readonly since: number; readonly why: string };
  readonly close: () => Promise<void>;
};

/** ms between attempts: the first comes at once, for Slack itself ends connections now and then. */
const WAITS = [0, 1000, 2000, 4000, 8000, 15_000, 30_000];
/** Somebody has to mend something first. */
const LONG_WAIT = 300_000;
const BRIEF = 10_000;

/**
 * Keeps a connection up. The SDK's own way of it waits five seconds before each attempt, in which what people type is
 * lost, and after a server's error it throws where nobody can catch it.
 */
export function createConnection(line: Line, { now, talk }: { now: Clock; talk: Talk }): Connection {
  const closing = new AbortController();
  let state = { connected: false, since: now(), why: 'it is not connected yet' };
  function become(connected: boolean, why: string): void {
    if (state.connected !== connected) state = { connected, since: now(), why };
    else state = { ...state, why };
  }
  async function serve(failures: number): Promise<void> {
    const { lost } = await line.open();
    const opened = now();
    become(true, '');
    talk('info', 'Slack is connected');
    void lost.then(() => {
      become(false, 'the connection was lost a moment ago');
      // One that never lasts is made anew less and less often.
      const next = now() - opened < BRIEF ? failures + 1 : 1;
      void keep(next, waitAfter(next - 1));
    });
  }
  async function keep(failures: number, wait: number): Promise<void> {
    if (wait > 0) await pause(wait, closing.signal);
    if (closing.signal.aborted) return;
    try {
      await serve(failures);
    } catch (error) {
      await failed(error, failures);
    }
  }
  async function failed(error: unknown, failures: number): Promise<void> {
    become(false, redact(error));
    if (closing.signal.aborted) return;
    const isHopeless = error instanceof UserError;
    const wait = isHopeless ? LONG_WAIT : waitAfter(failures + 1);
    talk(isHopeless ? 'error' : 'warn', 'Slack cannot be reached', { why: redact(error), again: wait });
    void keep(failures + 1, wait);
  }
  return {
    start: async () => {
      try {
        await serve(0);
      } catch (error) {
        if (error instanceof UserError) throw error;
        await failed(error, 0);
      }
    },
    state: () => state,
    close: async () => {
      closing.abort();
      await line.close();
      become(false, 'it was closed');
    },
  };
}

function waitAfter(failures: number): number {
  return WAITS[Math.min(failures, WAITS.length - 1)] ?? 0;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
