import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { answerCalls, createCaller } from '../../../src/cli/chat/calls.ts';

type Calls = {
  readonly add: (a: number, b: number) => Promise<number>;
  readonly fail: () => Promise<void>;
};

const open: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of open.splice(0)) port1.close();
});

function connect() {
  const channel = new MessageChannel();
  open.push(channel);
  const mistakes: unknown[] = [];
  answerCalls<Calls>(
    channel.port2,
    {
      add: async (a, b) => a + b,
      fail: async () => {
        throw new Error('the token is xoxb-1');
      },
    },
    (name, error) => mistakes.push([name, error]),
  );
  return { caller: createCaller<Calls>(channel.port1, ['add', 'fail']), mistakes, channel };
}

describe('calls from one thread to another', () => {
  it('bring each answer to who asked', async () => {
    const { caller } = connect();
    expect(await Promise.all([caller.add(1, 2), caller.add(3, 4)])).toEqual([3, 7]);
  });

  it('reject where the other one failed, without its words, which go to its own log', async () => {
    const { caller, mistakes } = connect();
    await expect(caller.fail()).rejects.toThrow(/^fail failed$/);
    expect(mistakes).toEqual([['fail', expect.objectContaining({ message: 'the token is xoxb-1' })]]);
  });

  it('reject what is open when the other one is gone, and all that comes later', async () => {
    const channel = new MessageChannel();
    open.push(channel);
    const caller = createCaller<Calls>(channel.port1, ['add']);
    const waiting = caller.add(1, 2);
    caller.gone('it died');
    await expect(waiting).rejects.toThrow('it died');
    await expect(caller.add(1, 2)).rejects.toThrow('it died');
  });

  it('pass over messages of other kinds', async () => {
    const { caller, channel } = connect();
    channel.port2.postMessage('hello');
    channel.port2.postMessage({ reply: 99, value: 1 });
    channel.port1.postMessage(null);
    expect(await caller.add(2, 2)).toBe(4);
  });
});
