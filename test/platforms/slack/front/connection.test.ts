import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/ports/errors.ts';
import { startFakeSlack } from '../../../fakes/slack/slack.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(async () => {
  const { violations } = world.slack;
  await world.close();
  expect(violations).toEqual([]);
});

describe('Socket Mode', () => {
  it.each(['refresh', 'link_disabled', 'cut', 'close'] as const)(
    'R4: comes back at once after a %s, and does nothing twice',
    async (how) => {
      world = await openWorld();
      const { slack } = world;
      const { people, channels, sockets } = slack;
      expect(world.front.health()).toMatchObject({
        connected: true,
        mode: 'socket',
        installations: 1,
        why: '',
      });
      await people.cy.command('/lorewatch search one', channels.rust.id).message();
      const opened = sockets.opened();
      slack.disconnect(how);
      await slack.until(() => (sockets.opened() > opened ? true : undefined));
      await sockets.connected();
      await people.cy.command('/lorewatch search two', channels.rust.id).message();
      expect(world.desk.asked.map(({ ask }) => ask.values.words)).toEqual(['one', 'two']);
      await world.logged('is connected');
      expect(world.front.health().connected).toBe(true);
    },
  );

  it('R4: a command that is delivered twice is handled once', async () => {
    world = await openWorld();
    const { people, channels, sockets, until } = world.slack;
    sockets.repeat(3);
    const reaction = people.cy.command('/lorewatch search drm', channels.rust.id);
    await reaction.message();
    await until(() => (sockets.waiting() === 0 ? true : undefined));
    await people.cy.openHome().next();
    expect(world.desk.asked.map(({ ask }) => ask.command)).toEqual(['search', 'home']);
    expect(reaction.shown).toHaveLength(1);
  });

  it('waits longer and longer while Slack has troubles, and is told well again', async () => {
    world = await openWorld();
    const { slack } = world;
    slack.fault('apps.connections.open', { status: 503, times: 1 });
    slack.disconnect('cut');
    await world.logged('cannot be reached');
    expect(world.front.health().connected).toBe(false);
    expect(world.front.health().why).not.toBe('');
    await slack.sockets.connected();
    await slack.people.cy.command('/lorewatch search drm', slack.channels.rust.id).message();
    expect(world.front.health()).toMatchObject({ connected: true, why: '' });
    expect(world.log()).not.toContain('wss:');
  });

  it('refuses a token that Slack refuses, in a sentence without it', async () => {
    world = await openWorld();
    const { slack } = world;
    for (const settings of [
      { botToken: 'xoxb-' + '0-wrong' },
      { socket: { appToken: 'xapp-' + '0-wrong' } },
    ]) {
      const error: unknown = await openWorld({ slack, settings }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UserError);
      expect(String(error)).toMatch(/SLACK_(BOT|APP)_TOKEN/);
      expect(String(error)).not.toContain('0-wrong');
    }
  });

  it('starts although Slack is away, and serves once it is there', async () => {
    const slack = await startFakeSlack();
    slack.fault('auth.test', { status: 503, times: 1 });
    world = await openWorld({ slack });
    expect(world.front.health().connected).toBe(false);
    await slack.sockets.connected();
    await slack.people.cy.command('/lorewatch search drm', slack.channels.rust.id).message();
    expect(world.desk.asked).toHaveLength(1);
    await world.close();
    world = await openWorld();
    await slack.close();
  });

  it('takes nothing more once it is closed', async () => {
    world = await openWorld();
    await world.front.close();
    expect(world.slack.sockets.open()).toBe(0);
    expect(world.front.health().connected).toBe(false);
  });
});
