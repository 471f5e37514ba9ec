import { setImmediate } from 'node:timers/promises';
import type { Handler, Queue, Task, Work } from '../ports/queue.ts';
import { handled } from './handlers.ts';
import { createRunning } from './running.ts';
import { checkTask } from './task.ts';

export type MemoryQueueOptions = {
  /** Gets what a handler throws, with the id of its task. */
  readonly onError: (id: string, error: unknown) => void;
};

/** The tasks of one kind. */
type Line = {
  readonly run: Handler | undefined;
  readonly most: number;
  /** By id, in the order in which they came. */
  readonly waiting: Map<string, Task['data']>;
  readonly running: Set<string>;
};

/** A queue within this process: what waits is gone when the process ends, and asked for again by who looks into the store. */
export function createMemoryQueue({ onError }: MemoryQueueOptions): Queue {
  const lines = new Map<Work, Line>();
  const running = createRunning(onError);
  const stopping = new AbortController();
  let isWorking = false;

  function lineOf(work: Work): Line {
    const line = lines.get(work) ?? { run: undefined, most: 0, waiting: new Map(), running: new Set() };
    lines.set(work, line);
    return line;
  }

  function pump(line: Line): void {
    const { run, most } = line;
    while (run !== undefined && !stopping.signal.aborted && line.running.size < most) {
      const next = takeFree(line);
      if (next === undefined) return;
      void start(line, run, next);
    }
  }

  async function start(line: Line, run: Handler, { id, data }: Free): Promise<void> {
    line.running.add(id);
    await running.run(id, async () => {
      // Never in the middle of what the asker does, a transaction perhaps; and others get their turn between two jobs.
      await setImmediate();
      if (!stopping.signal.aborted) await run(data, stopping.signal);
    });
    line.running.delete(id);
    pump(line);
  }

  return {
    add: async (task) => {
      checkTask(task);
      if (stopping.signal.aborted) throw new Error('the queue is closed');
      const line = lineOf(task.work);
      if (line.waiting.has(task.id)) return;
      line.waiting.set(task.id, structuredClone(task.data));
      pump(line);
    },
    work: (handlers) => {
      if (isWorking) throw new Error('the queue works already');
      isWorking = true;
      for (const [work, { run, most }] of handled(handlers)) {
        const line = { ...lineOf(work), run, most };
        lines.set(work, line);
        pump(line);
      }
    },
    health: async () => {
      const waiting = [...lines.values()].reduce((sum, line) => sum + line.waiting.size, 0);
      return { ok: true, why: 'within this process', waiting, running: running.size() };
    },
    close: (patience) => {
      stopping.abort();
      for (const { waiting } of lines.values()) waiting.clear();
      return running.settled(patience);
    },
  };
}

type Free = { readonly id: string; readonly data: Task['data'] };

/** What was asked for again while it runs waits until that has ended. */
function takeFree({ waiting, running }: Line): Free | undefined {
  for (const [id, data] of waiting) {
    if (running.has(id)) continue;
    waiting.delete(id);
    return { id, data };
  }
  return undefined;
}
