import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeliveryLog } from '../../../src/cli/daemon/delivery-log.ts';
import { createOutageLog, telling } from '../../../src/cli/daemon/outage-log.ts';
import { createLog } from '../../../src/cli/log.ts';
import type { Delivery } from '../../../src/domain/delivery/delivery.ts';
import { createMemoryQueue } from '../../../src/queue/memory.ts';
import { talk } from '../talk.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen() {
  const { context, err } = talk();
  const lines = (): string[] =>
    err()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
      .map(({ level, msg }) => `${level} ${msg}`);
  return { log: createLog(context), lines };
}

const SENT: Delivery = {
  id: 1,
  key: 'k-1',
  subscription: 1,
  event: 'card 7',
  kind: 'card',
  target: 'https://hooks.example.org/team/SECRET',
  lane: 'https://hooks.example.org/team/SECRET',
  subject: 7,
  payload: {},
  state: 'sent',
  suppression: undefined,
  reason: '',
  attempts: 1,
  due: 0,
  created: 0,
  sentAt: 0,
  updated: 0,
  receipt: {},
};
const DEAD = { state: 'dead', reason: 'it is gone' } as const;

describe('createDeliveryLog', () => {
  it('tells each of a few, and what is wrong as a warning', () => {
    const { log, lines } = listen();
    const deliveries = createDeliveryLog(log);
    deliveries.add(SENT);
    deliveries.add({ ...SENT, ...DEAD });
    expect(lines()).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(lines()).toEqual([
      'info https://hooks.example.org/team/...: card 7 sent',
      'warn https://hooks.example.org/team/...: card 7 dead: it is gone',
    ]);
  });

  it('sums up many, at once and then every ten seconds, and tells the rest at the end', () => {
    const { log, lines } = listen();
    const deliveries = createDeliveryLog(log);
    const many = (number: number): void => {
      for (let n = 0; n < number; n++)
        deliveries.add({ ...SENT, kind: n === 0 ? 'card' : 'digest', target: `mailto:${n}@example.org` });
    };
    many(1200);
    for (let n = 0; n < 7; n++) deliveries.add({ ...SENT, ...DEAD, reason: n < 6 ? 'it is gone' : 'no' });
    deliveries.add({ ...SENT, state: 'suppressed', suppression: 'removed' });
    vi.advanceTimersByTime(1000);
    expect(lines()).toEqual([
      'info 1,200 posts to 1,200 targets: 1,199 digests, 1 card',
      'info 1 post suppressed',
      'warn 7 posts given up: it is gone (6); the others for another reason; `lorewatch deliveries list --state dead` shows them',
    ]);
    many(20);
    vi.advanceTimersByTime(9000);
    expect(lines()).toHaveLength(3);
    vi.advanceTimersByTime(1000);
    expect(lines()).toHaveLength(4);
    deliveries.add(SENT);
    deliveries.end();
    expect(lines().at(-1)).toBe('info https://hooks.example.org/team/...: card 7 sent');
  });
});

describe('a queue that tells', () => {
  it('says once that it takes nothing, whoever noticed, and once that it does again', async () => {
    const { log, lines } = listen();
    const outage = createOutageLog(log);
    let isUp = false;
    const memory = createMemoryQueue({ onError: () => undefined });
    const broken = { ...memory, add: () => (isUp ? Promise.resolve() : Promise.reject(new Error('away'))) };
    const queue = telling(broken, outage);
    const task = { work: 'match', id: 'match', data: {} } as const;
    await expect(queue.add(task)).rejects.toThrow('away');
    outage.down('away');
    await expect(queue.add(task)).rejects.toThrow('away');
    isUp = true;
    await queue.add(task);
    await queue.add(task);
    expect(lines()).toEqual([
      'warn away; nothing is lost, what there is to do waits in the store',
      'info the queue takes work again',
    ]);
  });
});
