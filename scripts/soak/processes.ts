import { type ChildProcess, spawn } from 'node:child_process';
import { type Dice, pick } from './dice.ts';

/** The daemon: one process, or several with a role each. */
export type Fleet = {
  readonly start: () => void;
  /** Ends one at once, as a power failure does; `name` of it. */
  readonly kill: (dice: Dice) => Promise<string>;
  /** Starts again what was killed. */
  readonly revive: () => void;
  /** Asks all of them to end; the worst exit code (null: it was killed), and how long it took, ms. */
  readonly end: () => Promise<{ readonly code: number | null; readonly ms: number }>;
  /** The answer of a command that is run beside them; the world must go on answering meanwhile. */
  readonly ask: (...words: string[]) => Promise<string>;
  readonly kills: () => number;
  readonly log: () => string;
};

type Options = {
  readonly roles: readonly string[];
  readonly data: string;
  readonly overlay: string;
  readonly env: NodeJS.ProcessEnv;
};

export function createFleet({ roles, data, overlay, env }: Options): Fleet {
  const places: (ChildProcess | undefined)[] = roles.map(() => undefined);
  const environment = { ...process.env, ...env, LOREWATCH_DATA: data, LOREWATCH_CONFIG: overlay };
  let log = '';
  let kills = 0;

  function lorewatch(words: readonly string[], stdio: 'ignore' | 'pipe'): ChildProcess {
    return spawn(process.execPath, ['src/main.ts', ...words], {
      stdio: ['ignore', stdio, 'pipe'],
      env: environment,
    });
  }
  function run(at: number): void {
    const role = roles[at] ?? 'all';
    const child = lorewatch(['start', ...(role === 'all' ? [] : ['--role', role])], 'ignore');
    child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
    places[at] = child;
  }
  const start = (): void => {
    for (const [at, child] of places.entries()) if (!child || isOver(child)) run(at);
  };
  return {
    start,
    revive: start,
    kill: async (dice) => {
      const living = places.flatMap((child, at) => (child && !isOver(child) ? [{ child, at }] : []));
      if (living.length === 0) return 'nobody';
      const { child, at } = pick(living, dice);
      kills++;
      log += `--- killed ${roles[at]} at ${new Date().toISOString()}\n`;
      await over(child, 'SIGKILL');
      return roles[at] ?? 'all';
    },
    end: async () => {
      const began = Date.now();
      const codes = await Promise.all(places.map((child) => (child ? over(child, 'SIGTERM') : 0)));
      const code = codes.includes(null) ? null : Math.max(...codes.map((one) => one ?? 0));
      return { code, ms: Date.now() - began };
    },
    ask: async (...words) => {
      const child = lorewatch(words, 'pipe');
      child.stderr?.on('data', (chunk: Buffer) => {
        log += `--- ${words.join(' ')}: ${chunk.toString()}`;
      });
      let out = '';
      for await (const chunk of child.stdout ?? []) out += String(chunk);
      return out;
    },
    kills: () => kills,
    log: () => log,
  };
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function over(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (isOver(child)) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return ended;
}
