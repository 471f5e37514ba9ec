import { describe, expect, it } from 'vitest';
import type { GuildInteraction } from '../../../../src/platforms/discord/front/interaction.ts';
import { mayShare, readAsker } from '../../../../src/platforms/discord/front/read-asker.ts';

const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const EMBED = 1n << 14n;
const ATTACH = 1n << 15n;
const THREADS = 1n << 35n;
const IN_THREADS = 1n << 38n;
const ALL = VIEW | SEND | EMBED | ATTACH | THREADS | IN_THREADS;

type Given = {
  readonly guild?: string;
  readonly channel?: object;
  readonly bot?: bigint;
  readonly may?: bigint;
  readonly roles?: readonly string[];
  readonly name?: string;
};

/** An interaction with what an asker is read from. */
function interaction(given: Given = {}): GuildInteraction {
  const {
    guild = '10',
    channel = { id: '20', type: 0 },
    bot = ALL,
    may = SEND,
    roles = [],
    name = 'reader',
  } = given;
  const member = { user: { id: '30', username: 'r', global_name: name }, roles, permissions: `${may}` };
  const text = JSON.stringify({ type: 2, guild_id: guild, channel, member, app_permissions: `${bot}` });
  return JSON.parse(text) as GuildInteraction;
}
const asker = (given?: Given, managers: readonly string[] = []) => readAsker(interaction(given), managers);

describe('who asks', () => {
  it('is of his guild, at his place', () => {
    expect(asker()).toEqual({
      platform: 'discord',
      tenant: 'discord:10/',
      place: { platform: 'discord', text: 'discord:10/20' },
      user: { id: '30', name: 'reader' },
      mayManage: false,
      managers: 'people who may manage this server',
      cannotPost: undefined,
      prefix: '/lorewatch ',
    });
  });
  it('R24: may change things by the permission to manage the server, as an administrator, or by a role', () => {
    expect(asker({ may: 1n << 5n }).mayManage).toBe(true);
    expect(asker({ may: 1n << 3n }).mayManage).toBe(true);
    expect(asker({ may: ~(1n << 5n) & ((1n << 40n) - 1n) & ~(1n << 3n) }).mayManage).toBe(false);
    expect(asker({ roles: ['7'] }, ['7']).mayManage).toBe(true);
    expect(asker({ roles: ['8'] }, ['7']).mayManage).toBe(false);
  });
  it('R8: has a name of one line, without what cannot be seen, and not without end', () => {
    const { name } = asker({ name: `a\u202e\n@everyone${'x'.repeat(500)}` }).user;
    expect(name).toMatch(/^a @everyonex+.?$/u);
    expect(name.length).toBeLessThanOrEqual(80);
  });
  it('may share where he may write himself', () => {
    expect(mayShare(interaction())).toBe(true);
    expect(mayShare(interaction({ may: IN_THREADS }))).toBe(false);
    expect(mayShare(interaction({ may: IN_THREADS, channel: { id: '20', type: 11 } }))).toBe(true);
  });
});

describe('a place that cannot be posted to', () => {
  it('says which permissions are missing', () => {
    expect(asker({ bot: ALL & ~SEND }).cannotPost).toBe(
      'the bot lacks "Send Messages" in this channel: grant it in Discord under Edit Channel, Permissions',
    );
    expect(asker({ bot: VIEW }).cannotPost).toContain(
      '"Send Messages", "Embed Links", "Create Public Threads" and "Send Messages in Threads"',
    );
  });
  it('is not one for want of what is only recommended, nor to an administrator', () => {
    expect(asker({ bot: ALL & ~ATTACH }).cannotPost).toBeUndefined();
    expect(asker({ bot: 1n << 3n }).cannotPost).toBeUndefined();
  });
  it('is none of text', () => {
    for (const type of [1, 3, 4, 14])
      expect(asker({ channel: { id: '20', type } }).cannotPost).toMatch(/channel/);
    for (const type of [0, 2, 5, 11])
      expect(asker({ channel: { id: '20', type } }).cannotPost).toBeUndefined();
  });
  it('needs in a thread what threads need, and that it is open', () => {
    const thread = { id: '20', type: 11 };
    expect(asker({ channel: thread, bot: VIEW | EMBED | IN_THREADS }).cannotPost).toBeUndefined();
    expect(asker({ channel: thread, bot: VIEW | EMBED | SEND }).cannotPost).toContain(
      'Send Messages in Threads',
    );
    const locked = { ...thread, thread_metadata: { locked: true } };
    expect(asker({ channel: locked }).cannotPost).toContain('locked');
  });
});
