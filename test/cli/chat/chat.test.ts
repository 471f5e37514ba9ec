import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Chat, createChat } from '../../../src/cli/chat/chat.ts';
import type { ChatPlans } from '../../../src/cli/chat/plan.ts';
import type { Log } from '../../../src/cli/log.ts';
import type { FrontHealth } from '../../../src/ports/chat.ts';
import { readSettings } from '../../../src/settings.ts';
import { createTemp } from '../../sources/temp.ts';

const temp = createTemp();
let chat: Chat | undefined;
afterEach(() => chat?.close());

function open(deaths: number) {
  const said: string[] = [];
  const stands: FrontHealth[] = [];
  const changed: (() => void)[] = [];
  const say = (_facts: object | string, words?: string): void => {
    said.push(words ?? String(_facts));
    for (const look of changed) look();
  };
  const log = { info: say, warn: say, error: say, debug: say } as unknown as Log;
  const plans: ChatPlans = {
    version: `${join(temp(), 'begun')}:${deaths}`,
    settings: readSettings({}),
    options: {},
    fronts: { slack: undefined, discord: undefined },
    listen: undefined,
  };
  const file = (name: string): URL => new URL(`./threads/${name}.ts`, import.meta.url);
  chat = createChat(plans, {
    log,
    wake: () => undefined,
    page: async () => expect.fail(),
    onStands: (all) => {
      stands.push(...all);
      for (const look of changed) look();
    },
    files: { front: file('front'), desk: file('desk') },
  });
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      changed.push(() => holds() && resolve());
      if (holds()) resolve();
    });
  return { chat, said, stands, until };
}

describe('the threads of the chat', () => {
  it('begin anew when one dies, and tell so: nobody speaks into the void', async () => {
    const { chat, said, stands, until } = open(1);
    await chat.start();
    await until(() => said.some((line) => line === 'the chat is back'));
    expect(said[0]).toBe('the chat broke down and is started again in 1 s: the thread `front` ended');
    await until(() => stands.at(-1)?.connected === true && stands.length >= 3);
    expect(stands.map(({ connected }) => connected)).toEqual([true, false, true]);
    expect(stands[1]?.why).toBe('the thread `front` ended');
  });

  it('end when they are told to, and do not begin again', async () => {
    const { chat, said } = open(0);
    await chat.start();
    await chat.close();
    await chat.close();
    expect(said).toEqual([]);
  });
});
