import { Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { QUIET, useBot } from './bot-stage.ts';
import type { Seen } from './types.ts';

const COMMAND = {
  name: 'lorewatch',
  description: 'the mailing lists',
  contexts: [0],
  options: [
    {
      type: 1,
      name: 'search',
      description: 'finds',
      options: [
        { type: 3, name: 'words', description: 'what', required: true, autocomplete: true },
        { type: 5, name: 'share', description: 'to all' },
      ],
    },
    { type: 1, name: 'subscribe', description: 'takes part' },
  ],
};
const MANAGE = { name: 'Manage', type: 1, description: 'x', default_member_permissions: '32' };

const on = useBot([COMMAND, { ...MANAGE, name: 'manage' }]);
const told = (seen: Seen): string => `${seen.what}: ${seen.text}`;

describe('somebody asks', () => {
  it('and sees an ephemeral answer that nobody else sees', async () => {
    on.answer = (one) => on.reply(one, 4, { ...QUIET, content: 'hello', flags: 64 });
    const turn = on.person('reader').slash(on.general(), 'lorewatch search', { words: 'x' });
    const seen = await turn.seen;
    expect(seen).toMatchObject({ what: 'message', ephemeral: true, changed: false, text: 'hello' });
    expect(on.general().messages).toEqual([]);
    expect(turn.interaction).toMatchObject({
      data: { name: 'lorewatch', options: [{ name: 'search', options: [{ name: 'words', value: 'x' }] }] },
      member: { user: { username: 'reader' } },
    });
    const [message] = on.fake.posted;
    if (!message) throw new Error('nothing was posted');
    await expect(on.rest.get(Routes.channelMessage(on.general().id, message.id))).rejects.toThrow(
      'Unknown Message',
    );
    expect(() => on.person('admin').press(message, 'x')).toThrow('does not see the message');
    expect(on.fake.violations).toEqual([]);
  });

  it('and waits: thinking, the answer, one more, gone', async () => {
    on.answer = (one) => on.reply(one, 5, { flags: 64 });
    const turn = on.person('reader').slash(on.general(), 'lorewatch search', { words: 'x' });
    expect(await turn.acknowledged).toEqual({ type: 5, at: on.clock });
    expect(turn.sights).toEqual([]);
    on.clock += 10_000;
    await on.rest.patch(on.original(turn), { body: { ...QUIET, content: 'there' }, auth: false });
    await on.rest.post(Routes.webhook(on.fake.applicationId, turn.token), {
      body: { ...QUIET, content: 'and more' },
      auth: false,
    });
    expect(turn.sights.map(told)).toEqual(['message: there', 'message: and more']);
    expect(turn.sights.map((seen) => 'ephemeral' in seen && seen.ephemeral)).toEqual([true, false]);
    expect(await on.rest.get(on.original(turn), { auth: false })).toMatchObject({
      content: 'there',
      flags: 64,
    });
    await on.rest.delete(on.original(turn), { auth: false });
    await expect(on.rest.get(on.original(turn), { auth: false })).rejects.toThrow('Unknown Message');
    expect(on.fake.violations).toEqual([]);
    on.clock += 15 * 60_000;
    await expect(on.rest.get(on.original(turn), { auth: false })).rejects.toThrow('Invalid Webhook Token');
  });

  it('R1: too late is too late, and twice is once too often', async () => {
    on.answer = async () => undefined;
    const late = on.person('reader').slash(on.general(), 'lorewatch search', { words: 'x' });
    on.clock += 3_001;
    await expect(on.reply(late, 5)).rejects.toMatchObject({ code: 10062, status: 404 });
    expect(await late.seen).toEqual({ what: 'failed', text: 'The application did not respond' });
    const twice = on.person('reader').slash(on.general(), 'lorewatch search', { words: 'x' });
    await on.reply(twice, 5);
    await expect(on.reply(twice, 5)).rejects.toMatchObject({ code: 40060, status: 400 });
    expect(on.fake.violations).toHaveLength(2);
    const never = on.person('reader').slash(on.general(), 'lorewatch search', { words: 'x' });
    on.clock += 4_000;
    on.fake.lapse();
    expect((await never.seen).what).toBe('failed');
  });

  it('types what Discord lets him type only', () => {
    const type = (words: string, options = {}) => on.person('reader').slash(on.general(), words, options);
    expect(() => type('lorewatch')).toThrow('subcommand is missing');
    expect(() => type('lorewatch search')).toThrow('words is required');
    expect(() => type('lorewatch search', { words: 'x', more: 1 })).toThrow('no option more');
    expect(() => type('lorewatch search', { words: 'x', share: 'yes' })).toThrow('boolean');
    expect(() => type('manage')).toThrow('no command /manage');
    const dm = on.person('reader').dm();
    expect(() => on.person('reader').slash(dm, 'lorewatch search', { words: 'x' })).toThrow('no command');
    on.general().overwrites = [{ id: on.fake.guild.id, deny: ['UseApplicationCommands'] }];
    expect(() => type('lorewatch search', { words: 'x' })).toThrow('cannot use commands');
  });

  it('with the rights that he has', () => {
    on.answer = async () => undefined;
    const bits = (name: string): bigint => {
      const { interaction } = on.person(name).slash(on.general(), 'lorewatch subscribe');
      return BigInt(interaction.member?.permissions ?? 0) & 32n;
    };
    expect([bits('admin'), bits('reader'), bits('owner')]).toEqual([32n, 0n, 32n]);
    expect(() => on.person('admin').slash(on.general(), 'manage')).not.toThrow();
  });

  it('and is offered completions', async () => {
    on.answer = (one) => on.reply(one, 8, { choices: [{ name: 'Rust', value: 'rust' }] });
    const offered = await on.person('reader').complete(on.general(), 'lorewatch search', 'words', 'ru');
    expect(offered).toEqual([{ name: 'Rust', value: 'rust' }]);
    on.answer = (one) => on.reply(one, 4, { ...QUIET, content: 'no' });
    const turn = on.person('reader').complete(on.general(), 'lorewatch search', 'words', 'ru');
    await on.fake.gateway.ready();
    on.clock += 3_001;
    on.fake.lapse();
    expect(await turn).toEqual([]);
  });
});
