import { describe, expect, it } from 'vitest';
import { createFrontWatch } from '../../../src/cli/daemon/front-watch.ts';
import type { Log } from '../../../src/cli/log.ts';
import type { FrontHealth } from '../../../src/ports/chat.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';
import { createTemp } from '../../sources/temp.ts';

const temp = createTemp();
const MINUTE = 60_000;
const NOON = Date.parse('2026-04-02T12:00:00Z');

function setUp() {
  const clock = { now: NOON };
  const store = openStore(temp(), 'write', () => clock.now);
  const said: string[] = [];
  let troubles = 0;
  const say = (_facts: unknown, sentence?: string): void => void said.push(sentence ?? '');
  const log = { info: say, warn: say } as unknown as Pick<Log, 'info' | 'warn'>;
  const watch = createFrontWatch({ store, now: () => clock.now, log, trouble: () => troubles++ });
  const stand = (connected: boolean, since: number): void => {
    const front: FrontHealth = {
      platform: 'discord',
      mode: 'socket',
      connected,
      since,
      installations: 1,
      why: connected ? '' : 'the line broke off',
    };
    watch(front);
  };
  return {
    stand,
    said,
    told: () => store.untoldNotices().map(({ text }) => text),
    troubles: () => troubles,
    pass: (ms: number) => {
      clock.now += ms;
    },
    close: () => store.close(),
  };
}

describe('a front that nobody can speak to', () => {
  it('is logged at once, told to the operator after five minutes, once, and when it is back', () => {
    const { stand, said, told, troubles, pass, close } = setUp();
    stand(true, NOON);
    expect([said, told()]).toEqual([[], []]);
    const since = NOON + MINUTE;
    pass(MINUTE);
    stand(false, since);
    pass(5 * MINUTE - 1);
    stand(false, since);
    expect(said).toEqual(['Discord: nobody can speak to it: the line broke off']);
    expect(told()).toEqual([]);
    pass(1);
    stand(false, since);
    pass(MINUTE);
    stand(false, since);
    expect(told()).toEqual(['Discord cannot be spoken with for five minutes: the line broke off']);
    stand(true, since + 6 * MINUTE);
    stand(true, since + 6 * MINUTE);
    expect(said.at(-1)).toBe('Discord: people can speak to it again');
    expect(told()).toHaveLength(2);
    expect(told()[1]).toBe('Discord can be spoken with again');
    expect(troubles()).toBe(2);
    close();
  });

  it('is no matter for the operator where it was short, or stood so from the start and came', () => {
    const { stand, said, told, pass, close } = setUp();
    stand(false, NOON);
    pass(MINUTE);
    stand(true, NOON + MINUTE);
    expect(said).toHaveLength(2);
    expect(told()).toEqual([]);
    close();
  });

  it('is told again where it happens again', () => {
    const { stand, told, pass, close } = setUp();
    for (const _ of [1, 2]) {
      pass(MINUTE);
      stand(false, NOON);
      stand(true, NOON);
    }
    pass(5 * MINUTE);
    stand(false, NOON);
    stand(true, NOON);
    pass(5 * MINUTE);
    stand(false, NOON + 10 * MINUTE);
    pass(5 * MINUTE);
    stand(false, NOON + 10 * MINUTE);
    expect(told().filter((text) => text.includes('cannot'))).toHaveLength(2);
    close();
  });
});
