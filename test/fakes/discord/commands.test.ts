import { Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { useRest } from './rest-stage.ts';

const on = useRest();

describe('commands', () => {
  const put = (...body: object[]): Promise<unknown> =>
    on.rest.put(Routes.applicationGuildCommands(on.fake.applicationId, on.fake.guild.id), { body });
  const text = (name: string, more: object = {}): object => ({ type: 3, name, description: 'x', ...more });

  it('keep their ids, and are counted a day', async () => {
    await put({ name: 'a', description: 'x' });
    const [first] = on.fake.commands(on.fake.guild);
    await put({ name: 'a', description: 'y' });
    expect(on.fake.commands(on.fake.guild)).toMatchObject([{ id: first?.id, description: 'y' }]);
    for (let round = 0; round < 2; round++)
      await put(...Array.from({ length: 99 }, (_, at) => ({ name: `n${round}-${at}`, description: 'x' })));
    await put({ name: 'b', description: 'x' });
    await expect(put({ name: 'c', description: 'x' })).rejects.toMatchObject({ code: 30034 });
    on.clock += 86_400_001;
    await put({ name: 'c', description: 'x' });
  });

  const wrong: readonly [string, object][] = [
    ['a capital', { name: 'Search', description: 'x' }],
    ['a blank', { name: 'a b', description: 'x' }],
    ['33 letters', { name: 'x'.repeat(33), description: 'x' }],
    ['no description', { name: 'a', description: '' }],
    ['a description of 101', { name: 'a', description: 'x'.repeat(101) }],
    [
      '26 options',
      { name: 'a', description: 'x', options: Array.from({ length: 26 }, (_, at) => text(`o${at}`)) },
    ],
    [
      'required behind optional',
      { name: 'a', description: 'x', options: [text('a'), text('b', { required: true })] },
    ],
    ['an option twice', { name: 'a', description: 'x', options: [text('a'), text('a')] }],
    [
      'subcommands and options',
      { name: 'a', description: 'x', options: [text('a'), { type: 1, name: 'b', description: 'x' }] },
    ],
    [
      '26 choices',
      {
        name: 'a',
        description: 'x',
        options: [
          text('a', { choices: Array.from({ length: 26 }, (_, at) => ({ name: `${at}`, value: `${at}` })) }),
        ],
      },
    ],
    [
      'choices and completion',
      {
        name: 'a',
        description: 'x',
        options: [text('a', { autocomplete: true, choices: [{ name: 'a', value: 'a' }] })],
      },
    ],
    [
      '8001 characters',
      {
        name: 'a',
        description: 'x',
        options: Array.from({ length: 25 }, (_, at) =>
          text(`o${at}`, {
            description: 'x'.repeat(100),
            choices: Array.from({ length: 5 }, (_y, no) => ({
              name: `${no}${'y'.repeat(60)}`,
              value: `${no}`,
            })),
          }),
        ),
      },
    ],
    ['a menu with a description', { name: 'Why', type: 3, description: 'x' }],
  ];
  it.each(wrong)('%s is refused', async (_name, command) => {
    await expect(put(command)).rejects.toMatchObject({ status: 400 });
    expect(on.fake.commands(on.fake.guild)).toEqual([]);
  });
});
