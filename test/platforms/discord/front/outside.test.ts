import { describe, expect, it } from 'vitest';
import { createCustomIds } from '../../../../src/platforms/discord/front/custom-id.ts';
import { handle } from '../../../../src/platforms/discord/front/handle.ts';
import { isInteraction } from '../../../../src/platforms/discord/front/interaction.ts';
import type { Line } from '../../../../src/platforms/discord/front/line.ts';
import { SPECS } from './stage.ts';

/** What is answered first to an interaction, where the desk must not be asked. */
async function firstAnswer(fields: object): Promise<unknown> {
  const sent: unknown[] = [];
  const done = async () => 'done' as const;
  const first: Line['first'] = async (response) => {
    sent.push(response);
    return 'done';
  };
  const line: Line = { takesFiles: true, first, edit: done, whisper: done, remove: done };
  const value: unknown = JSON.parse(
    JSON.stringify({ id: '1', application_id: '2', token: 'abc', version: 1, ...fields }),
  );
  if (!isInteraction(value)) throw new Error('no interaction');
  const never = () => Promise.reject(new Error('the desk was asked'));
  await handle(value, line, {
    desk: {
      read: () => ({ wrong: '' }),
      answer: never,
      suggest: never,
      forget: never,
      installations: { list: never, keep: never },
    },
    specs: SPECS,
    talk: () => undefined,
    draw: never,
    managers: [],
    ids: createCustomIds(),
    ending: new AbortController().signal,
  });
  return sent[0];
}

const user = { id: '3', username: 'reader' };
const member = { user, roles: [], permissions: '2048' };
const guild = { guild_id: '10', channel: { id: '20', type: 0 }, member, app_permissions: '0' };

describe('what does not come from a guild', () => {
  it('R26: never comes to the desk: commands, buttons, forms', async () => {
    const option = { type: 1, name: 'search', options: [{ type: 3, name: 'query', value: 'x' }] };
    for (const fields of [
      { type: 2, data: { type: 1, id: '5', name: 'lorewatch', options: [option] } },
      { type: 3, data: { custom_id: 'n:subscriptions', component_type: 2 }, message: { id: '6' } },
      { type: 5, data: { custom_id: 's:subscribe', components: [] } },
    ])
      expect(await firstAnswer({ ...fields, user })).toMatchObject({
        type: 4,
        data: {
          flags: 64,
          allowed_mentions: { parse: [] },
          content: expect.stringContaining('servers only'),
        },
      });
  });
  it('gets no suggestions', async () => {
    const fields = { type: 4, data: { type: 1, id: '5', name: 'lorewatch', options: [] }, user };
    expect(await firstAnswer(fields)).toEqual({ type: 8, data: { choices: [] } });
  });
});

describe('what is not understood', () => {
  it.each([
    [
      'a button of nobody',
      { type: 3, data: { custom_id: 'other', component_type: 2 }, message: { id: '6' } },
    ],
    ['a button of another time', { type: 3, data: { custom_id: 'n:~abc', component_type: 2 }, message: {} }],
    ['a form of nobody', { type: 5, data: { custom_id: '', components: [] } }],
    ['a command of another time', { type: 2, data: { type: 1, id: '5', name: 'old', options: [] } }],
  ])('is answered to him alone: %s', async (_, fields) => {
    expect(await firstAnswer({ ...guild, ...fields })).toMatchObject({ type: 4, data: { flags: 64 } });
  });
  it('has no ids and tokens that could lead elsewhere', () => {
    const good = { id: '1', application_id: '2', token: 'aW50.x_y-', type: 2 };
    expect(isInteraction(good)).toBe(true);
    for (const bad of [{ id: '../1' }, { application_id: '2/x' }, { token: 'a/../b' }, { type: '2' }])
      expect(isInteraction({ ...good, ...bad })).toBe(false);
    for (const bad of [null, undefined, 'x', 7, []]) expect(isInteraction(bad)).toBe(false);
  });
});
