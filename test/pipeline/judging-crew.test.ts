import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { hireCrew } from '../../src/pipeline/judging/crew.ts';
import type { Parcel } from '../../src/pipeline/judging/parcel.ts';
import type { Ask } from '../../src/pipeline/judging/worker.ts';

/** Stands for a thread: the test says what it does. */
const { Thread } = vi.hoisted(() => {
  const { EventEmitter } = process.getBuiltinModule('node:events');
  class Thread extends EventEmitter {
    static all: Thread[] = [];
    readonly asked: number[] = [];
    ended = false;

    constructor() {
      super();
      Thread.all.push(this);
    }
    postMessage({ number }: Ask): void {
      this.asked.push(number);
    }
    terminate(): Promise<number> {
      this.ended = true;
      this.emit('exit', 1);
      return Promise.resolve(1);
    }
  }
  return { Thread };
});

vi.mock('node:worker_threads', () => ({ Worker: Thread }));

beforeEach(() => {
  Thread.all = [];
});

function parcel(number: number): Parcel {
  return { number, room: new SharedArrayBuffer(8), mails: [], ends: [] };
}

function hire(size: number): {
  crew: ReturnType<typeof hireCrew>;
  told: unknown[];
  threads: InstanceType<typeof Thread>[];
} {
  const told: unknown[] = [];
  const crew = hireCrew(size, RUST, 'store', {
    answered: ({ number }) => told.push(number),
    failed: (error) => told.push(error),
    missing: () => told.push('missing'),
  });
  return { crew, told, threads: Thread.all };
}

describe('a crew', () => {
  it('shares the parcels out, to whoever has the fewest', () => {
    const { crew, told, threads } = hire(2);
    for (const number of [0, 1, 2]) crew.offer(parcel(number));
    expect(threads.map(({ asked }) => asked)).toEqual([[0, 2], [1]]);
    threads[0]?.emit('message', { number: 0, firsts: '[]', rests: '' });
    threads[0]?.emit('message', { number: 2, firsts: '[]', rests: '' });
    crew.offer(parcel(3));
    expect(threads[0]?.asked).toEqual([0, 2, 3]);
    expect(told).toEqual([0, 2]);
  });

  it('gives to the others what a thread was asked that could not be started', () => {
    const { crew, told, threads } = hire(2);
    for (const number of [0, 1]) crew.offer(parcel(number));
    threads[0]?.emit('error', new Error('no memory'));
    expect(threads[1]?.asked).toEqual([1, 0]);
    expect(crew.isThere()).toBe(true);
    threads[1]?.emit('error', new Error('no memory'));
    expect(crew.isThere()).toBe(false);
    expect(told).toEqual(['missing', 'missing']);
  });

  it('tells the fault of a thread that was at work, once', () => {
    const { told, threads } = hire(1);
    const fault = new TypeError('a bug');
    threads[0]?.emit('message', 'ready');
    threads[0]?.emit('error', fault);
    threads[0]?.emit('exit', 1);
    expect(told).toEqual([fault]);
  });

  it('tells when a thread that was at work ends without a word', () => {
    const { told, threads } = hire(1);
    threads[0]?.emit('message', 'ready');
    threads[0]?.emit('exit', 0);
    expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining('code 0') })]);
  });

  it('ends every thread when it is dismissed, and that is no fault', async () => {
    const { crew, told, threads } = hire(2);
    threads[0]?.emit('message', 'ready');
    await crew.dismiss();
    expect(threads.map(({ ended }) => ended)).toEqual([true, true]);
    expect(told).toEqual([]);
  });
});
