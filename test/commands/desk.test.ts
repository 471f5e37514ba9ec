import { describe, expect, it } from 'vitest';
import { type Command, type CommandDeps, defineCommand } from '../../src/commands/command.ts';
import { createDesk } from '../../src/commands/desk.ts';
import type { Ask } from '../../src/domain/answer/ask.ts';
import type { Asker } from '../../src/ports/chat.ts';
import { StoreError, UserError } from '../../src/ports/errors.ts';

const ADA: Asker = {
  platform: 'slack',
  tenant: 'slack:T1/',
  place: { platform: 'slack', text: 'slack:T1/C1' },
  user: { id: 'U1', name: 'Ada' },
  mayManage: false,
  managers: 'people who may manage this channel',
  prefix: '/lorewatch ',
};
// No command here asks the store.
const DEPS = { now: () => 0 } as unknown as CommandDeps;

const base = { summary: 's', detail: 'd', options: [], manages: false, examples: ['x'] };

function command(name: string, act: (page: number) => string, manages = false): Command {
  return defineCommand({
    spec: { ...base, name, manages, options: [{ name: 'word', summary: 'w', kind: 'number' }] },
    read: ({ values }) => (values.word === '7' ? { wrong: 'not seven', code: '7\n^' } : {}),
    act: (_deps, _wish, _asker, ask) => ({
      tone: 'told' as const,
      title: act(ask.page),
      parts: [],
      buttons: [],
      ask,
    }),
  });
}

function open(...commands: Command[]) {
  const mistakes: unknown[] = [];
  const desk = createDesk(DEPS, commands, (what, error) => mistakes.push([what, error]));
  const ask = (name: string, values: Ask['values'] = {}, page = 0) =>
    desk.answer({ command: name, values, page }, ADA);
  return { desk, ask, mistakes };
}

describe('the desk', () => {
  it('answers with what the command says', async () => {
    const { ask } = open(command('say', (page) => `page ${page}`));
    expect(await ask('say', {}, 3)).toMatchObject({ tone: 'told', title: 'page 3', ask: { page: 3 } });
  });

  it('takes a page that is none for the first one', async () => {
    const { ask } = open(command('say', (page) => `page ${page}`));
    for (const page of [-1, 0.5, Number.NaN]) expect((await ask('say', {}, page)).title).toBe('page 0');
    expect((await ask('say', {}, 1e9)).title).toBe('page 9999');
  });

  it('says what is wrong, to him who asked', async () => {
    const { ask } = open(command('say', () => 'x'));
    expect(await ask('say', { word: '7' })).toMatchObject({
      tone: 'wrong',
      title: 'not seven',
      parts: [{ what: 'code', text: '7\n^' }],
    });
    expect((await ask('say', { word: 'x' })).title).toBe('`word` takes a number, not `x`');
    expect((await ask('say', { evil: 'x' })).title).toBe('`say` has no option `--evil`; there is --word');
    expect((await ask('sai')).title).toBe('there is no command `sai`; did you mean `say`?');
  });

  it('R24: lets only those change something who may, whatever the platform let through', async () => {
    let done = 0;
    const { desk, ask } = open(command('stop', () => `${++done}`, true));
    expect(await ask('stop')).toMatchObject({
      tone: 'wrong',
      title: '`stop` is for people who may manage this channel only',
    });
    expect(done).toBe(0);
    await desk.answer({ command: 'stop', values: {}, page: 0 }, { ...ADA, mayManage: true });
    expect(done).toBe(1);
  });

  it('answers although the store is away, or the program has a fault, and tells neither secret nor stack', async () => {
    const failing = (name: string, error: Error) =>
      command(name, () => {
        throw error;
      });
    const { ask, mistakes } = open(
      failing('full', new StoreError('the store /secret/path is locked')),
      failing('user', new UserError('there is no such list; name one of these')),
      failing('bug', new TypeError('xoxb-SECRET of undefined')),
    );
    expect((await ask('full')).title).toBe('the store cannot be asked now; try again in a moment');
    expect((await ask('user')).title).toBe('there is no such list; name one of these');
    expect((await ask('bug')).title).toBe(
      'this did not work, through a mistake in lorewatch itself; the log tells more',
    );
    expect(mistakes.map((mistake) => (mistake as string[])[0])).toEqual(['answer full', 'answer bug']);
  });
});
