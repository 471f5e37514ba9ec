import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handler, Queue, Task, Work } from '../../src/ports/queue.ts';

export type QueueWorld = {
  /** A queue on the same jobs as the others of this world, with its errors in `errors`. */
  readonly open: (errors: [id: string, error: unknown][]) => Promise<Queue>;
  readonly close: () => Promise<void>;
};

const task = (id: string, data: Task['data'] = {}, work: Work = 'deliver'): Task => ({ work, id, data });
/** How long a test waits for something that is to happen. */
const SOON = { timeout: 10_000, interval: 5 };

/** A handler that says which jobs it began, and ends them when it is told to. */
function gated(): {
  run: Handler;
  began: string[];
  ended: string[];
  signals: AbortSignal[];
  open: () => void;
} {
  const gate = Promise.withResolvers<void>();
  const began: string[] = [];
  const ended: string[] = [];
  const signals: AbortSignal[] = [];
  const run: Handler = async ({ name }, signal) => {
    began.push(String(name));
    signals.push(signal);
    await gate.promise;
    ended.push(String(name));
  };
  return { run, began, ended, signals, open: () => gate.resolve() };
}

/** What every queue has to do. `shared`: several queues work on the same jobs. */
export function describeQueue(
  title: string,
  { shared }: { readonly shared: boolean },
  enter: () => Promise<QueueWorld>,
): void {
  let world: QueueWorld;
  let errors: [string, unknown][] = [];
  let opened: Queue[] = [];

  async function open(): Promise<Queue> {
    const queue = await world.open(errors);
    opened.push(queue);
    return queue;
  }

  beforeEach(async () => {
    errors = [];
    opened = [];
    world = await enter();
  });
  afterEach(async () => {
    await Promise.all(opened.map((queue) => queue.close(0)));
    await world.close();
  });

  describe(`${title}: jobs`, () => {
    it('does what is asked for, with its data, before and after work began', async () => {
      const queue = await open();
      const done: [string, Task['data']][] = [];
      const note =
        (kind: string): Handler =>
        async (data) => {
          done.push([kind, data]);
        };
      const data = { lane: 'mailto:a@example.org ü 🦀 "\\ \0', at: 1_789_000_000_123, share: 0.5, none: '' };
      await queue.add(task('early', data));
      queue.work({ deliver: { run: note('deliver'), most: 1 }, ingest: { run: note('ingest'), most: 1 } });
      await queue.add(task('late', { source: 'lwn' }, 'ingest'));
      await expect.poll(() => done.length, SOON).toBe(2);
      expect(done).toContainEqual(['deliver', data]);
      expect(done).toContainEqual(['ingest', { source: 'lwn' }]);
      expect(errors).toEqual([]);
    });

    it('makes one job of those that are asked for while it waits', async () => {
      const queue = await open();
      const { run, began, open: release } = gated();
      for (let n = 0; n < 5; n++) await queue.add(task('one', { name: `one ${n}` }));
      await queue.add(task('two', { name: 'two' }));
      expect(await queue.health()).toMatchObject({ ok: true, waiting: 2, running: 0 });
      release();
      queue.work({ deliver: { run, most: 1 } });
      await expect.poll(() => began, SOON).toEqual(['one 0', 'two']);
      await expect.poll(() => queue.health(), SOON).toMatchObject({ waiting: 0, running: 0 });
      expect(began).toEqual(['one 0', 'two']);
    });

    it('does it again when it was asked for while it ran, once, and never twice at a time', async () => {
      const queue = await open();
      const { run, began, ended, open: release } = gated();
      queue.work({ deliver: { run, most: 5 } });
      await queue.add(task('one', { name: 'first' }));
      await expect.poll(() => began, SOON).toEqual(['first']);
      for (let n = 0; n < 3; n++) await queue.add(task('one', { name: 'again' }));
      await queue.add(task('two', { name: 'two' }));
      await expect.poll(() => began, SOON).toEqual(['first', 'two']);
      expect(ended).toEqual([]);
      release();
      await expect.poll(() => ended.length, SOON).toBe(3);
      await expect.poll(() => queue.health(), SOON).toMatchObject({ waiting: 0, running: 0 });
      expect(began).toEqual(['first', 'two', 'again']);
    });

    it('does it again when it is asked for afterwards, for ever', async () => {
      const queue = await open();
      let times = 0;
      const run: Handler = async () => {
        times++;
      };
      queue.work({ match: { run, most: 1 } });
      for (let n = 1; n <= 4; n++) {
        await queue.add(task('same', {}, 'match'));
        await expect.poll(() => times, SOON).toBe(n);
        await expect.poll(() => queue.health(), SOON).toMatchObject({ waiting: 0, running: 0 });
      }
    });

    it('runs no more at a time than it may, of each kind for itself', async () => {
      const queue = await open();
      const deliver = gated();
      const digest = gated();
      for (let n = 0; n < 6; n++) await queue.add(task(`d${n}`, { name: `d${n}` }));
      for (let n = 0; n < 3; n++) await queue.add(task(`d${n}`, { name: `issue ${n}` }, 'digest'));
      queue.work({ deliver: { run: deliver.run, most: 3 }, digest: { run: digest.run, most: 1 } });
      await expect.poll(() => [deliver.began.length, digest.began.length], SOON).toEqual([3, 1]);
      expect(await queue.health()).toMatchObject({ waiting: 5, running: 4 });
      expect(deliver.began).toEqual(['d0', 'd1', 'd2']);
      deliver.open();
      await expect.poll(() => deliver.ended.length, SOON).toBe(6);
      expect(digest.began).toEqual(['issue 0']);
      digest.open();
      await expect.poll(() => digest.ended, SOON).toEqual(['issue 0', 'issue 1', 'issue 2']);
    });

    it('leaves alone what nobody here works on', async () => {
      const queue = await open();
      const { run, began } = gated();
      queue.work({ ingest: { run, most: 1 } });
      await queue.add(task('theirs', { name: 'theirs' }, 'match'));
      await queue.add(task('ours', { name: 'ours' }, 'ingest'));
      await expect.poll(() => began, SOON).toEqual(['ours']);
      expect(await queue.health()).toMatchObject({ waiting: 1, running: 1 });
    });
  });

  describe(`${title}: what goes wrong`, () => {
    it('tells what a handler throws, at once or later, and goes on', async () => {
      const queue = await open();
      const done: unknown[] = [];
      const run: Handler = async ({ name }) => {
        if (name === 'bad') throw new Error('no such lane');
        await Promise.resolve();
        if (name === 'odd') throw 'words';
        done.push(name);
      };
      queue.work({ deliver: { run, most: 1 } });
      for (const name of ['bad', 'odd', 'good']) await queue.add(task(name, { name }));
      await expect.poll(() => done, SOON).toEqual(['good']);
      expect(errors).toEqual([
        ['bad', new Error('no such lane')],
        ['odd', 'words'],
      ]);
      await queue.add(task('bad', { name: 'bad' }));
      await expect.poll(() => errors.length, SOON).toBe(3);
    });

    it.each(['', '12', 'a:b', 'a b', 'ü', 'x'.repeat(101), 'a\n', '__proto__ '])(
      'refuses the id %j',
      async (id) => {
        const queue = await open();
        await expect(queue.add(task(id))).rejects.toThrow('is no id of a job (deliver)');
      },
    );

    it.each(['a', '__proto__', 'constructor', 'x'.repeat(100), '1.', 'lane.4-5_6', '1e3'])(
      'takes %j',
      async (id) => {
        const queue = await open();
        const { run, began } = gated();
        queue.work({ deliver: { run, most: 1 } });
        await queue.add(task(id, { name: id }));
        await expect.poll(() => began, SOON).toEqual([id]);
      },
    );

    it('works once', async () => {
      const queue = await open();
      queue.work({});
      expect(() => queue.work({})).toThrow('works already');
    });
  });

  describe(`${title}: the end`, () => {
    it('tells what runs to stop, waits for it, and begins nothing new', async () => {
      const queue = await open();
      const { run, began, ended, signals, open: release } = gated();
      queue.work({ deliver: { run, most: 1 } });
      await queue.add(task('one', { name: 'one' }));
      await queue.add(task('two', { name: 'two' }));
      await expect.poll(() => began, SOON).toEqual(['one']);
      expect(signals[0]?.aborted).toBe(false);
      const closed = queue.close(10_000);
      expect(signals[0]?.aborted).toBe(true);
      await expect(queue.add(task('three'))).rejects.toThrow('closed');
      release();
      expect(await closed).toBe(true);
      expect([began, ended]).toEqual([['one'], ['one']]);
      expect(errors).toEqual([]);
    });

    it('waits no longer than it may for one that does not end', async () => {
      const queue = await open();
      const { run, began } = gated();
      queue.work({ deliver: { run, most: 1 } });
      await queue.add(task('one', { name: 'one' }));
      await expect.poll(() => began, SOON).toEqual(['one']);
      expect(await queue.close(10)).toBe(false);
    });

    it('ends at once where nothing runs, whether it worked or not', async () => {
      const [idle, busy] = [await open(), await open()];
      busy.work({ deliver: { run: gated().run, most: 1 } });
      expect(await Promise.all([idle.close(5000), busy.close(5000)])).toEqual([true, true]);
    });
  });

  if (shared) describeSharing(title, open);
}

/** What several queues on the same jobs have to do. */
function describeSharing(title: string, open: () => Promise<Queue>): void {
  describe(`${title}: several`, () => {
    it('share the jobs, each done once', async () => {
      const queues = [await open(), await open(), await open()];
      const done: string[] = [];
      const by = new Set<number>();
      for (const [n, queue] of queues.entries()) {
        const run: Handler = async ({ name }) => {
          by.add(n);
          done.push(String(name));
        };
        queue.work({ deliver: { run, most: 2 } });
      }
      const names = Array.from({ length: 200 }, (_, n) => `job-${n}`);
      // Two schedulers ask for the same.
      for (const name of names)
        await Promise.all(queues.slice(0, 2).map((queue) => queue.add(task(name, { name }))));
      await expect.poll(() => queues[0]?.health(), SOON).toMatchObject({ waiting: 0, running: 0 });
      expect(new Set(done)).toEqual(new Set(names));
      expect(by.size).toBeGreaterThan(1);
    });

    it('hand over what one was told to stop doing', async () => {
      const [first, second] = [await open(), await open()];
      const stopped: Handler = (_, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      const { run, began, open: release } = gated();
      first.work({ deliver: { run: stopped, most: 1 } });
      await first.add(task('long', { name: 'long' }));
      await expect.poll(() => first.health(), SOON).toMatchObject({ running: 1 });
      release();
      second.work({ deliver: { run, most: 1 } });
      expect(await first.close(5000)).toBe(true);
      await expect.poll(() => began, SOON).toEqual(['long']);
    });

    it('remember what one is asked for while another does it', async () => {
      const [asks, works] = [await open(), await open()];
      const { run, began, open: release } = gated();
      works.work({ deliver: { run, most: 4 } });
      await asks.add(task('one', { name: 'first' }));
      await expect.poll(() => began, SOON).toEqual(['first']);
      await asks.add(task('one', { name: 'again' }));
      expect(began).toEqual(['first']);
      release();
      await expect.poll(() => began, SOON).toEqual(['first', 'again']);
    });
  });
}
