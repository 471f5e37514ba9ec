import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import { gate, openWorld, told, type World } from './world.ts';

let world: World;
afterEach(async () => {
  const { violations, pings } = world.slack;
  await world.close();
  expect(violations).toEqual([]);
  expect(pings).toEqual([]);
});

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  it('answers a command to him alone, by what Slack says of him', async () => {
    world = await openWorld({ mode });
    const { people, channels, team } = world.slack;
    const message = await people.cy.command('/lorewatch search “drm panic”', channels.rust.id).message();
    expect(message.ephemeral).toBe(people.cy.id);
    expect(message.seen).toContain('told search');
    expect(world.desk.asked).toHaveLength(1);
    const [{ ask, asker } = { ask: undefined, asker: undefined }] = world.desk.asked;
    expect(ask).toEqual({ command: 'search', values: { words: '"drm panic"' }, page: 0 });
    expect(asker).toEqual({
      platform: 'slack',
      tenant: `slack:${team.id}/`,
      place: { platform: 'slack', text: `slack:${team.id}/${channels.rust.id}` },
      user: { id: people.cy.id, name: people.cy.name },
      mayManage: false,
      managers: '',
      cannotPost: undefined,
      prefix: '/lorewatch ',
    });
  });

  it('R1: acknowledges within a second while the desk takes as long as it likes', async () => {
    const slow = gate<Answer>();
    world = await openWorld({ mode, script: () => slow.wait });
    const { people, channels } = world.slack;
    const reaction = people.cy.command('/lorewatch stats', channels.rust.id);
    const { after, late } = await reaction.acknowledged;
    expect(late).toBe(false);
    expect(after).toBeLessThan(1000);
    expect(reaction.shown).toEqual([]);
    slow.open(told({ command: 'stats', values: {}, page: 0 }, 'told at last'));
    expect((await reaction.message()).seen).toContain('told at last');
  });

  it('R1: acknowledges buttons and shortcuts before the desk has answered', async () => {
    const slow = gate<Answer>();
    const why = { label: 'Why', ask: { command: 'why', values: { what: '1@x.example' }, page: 0 } };
    world = await openWorld({
      mode,
      script: (ask) => (ask.command === 'search' ? told(ask, 'a hit', { buttons: [why] }) : slow.wait),
    });
    const { people, channels } = world.slack;
    const message = await people.cy.command('/lorewatch search x', channels.rust.id).message();
    const pressed = people.cy.press(message, 'Why');
    expect((await pressed.acknowledged).after).toBeLessThan(1000);
    const mail = people.cy.say(channels.rust.id, '<https://lore.kernel.org/r/1@x.example>');
    const tracked = people.ada.shortcut('track_series', mail);
    expect((await tracked.acknowledged).after).toBeLessThan(1000);
    slow.open(told({ command: 'why', values: {}, page: 0 }, 'because'));
    expect((await pressed.message()).seen).toContain('because');
    await tracked.message();
  });
});

describe('commands', () => {
  it('tells what was mistyped to him alone, also where he wanted to share it', async () => {
    world = await openWorld({ script: (ask) => ({ ...told(ask, 'there is no such area'), tone: 'wrong' }) });
    const { people, channels } = world.slack;
    const unread = await people.cy.command('/lorewatch serch drm', channels.rust.id).message();
    expect(unread.ephemeral).toBe(people.cy.id);
    expect(unread.seen).toContain('search');
    const message = await people.cy
      .command('/lorewatch search area:nowhere share', channels.rust.id)
      .message();
    expect(message.ephemeral).toBe(people.cy.id);
    expect(message.seen).toContain('There is no such area');
    expect(message.seen).not.toContain('Share');
    expect(world.slack.messages(channels.rust.id).every(({ ephemeral }) => ephemeral !== undefined)).toBe(
      true,
    );
  });

  it('shows an answer to everybody where that was asked for, and says by whom', async () => {
    world = await openWorld();
    const { people, channels } = world.slack;
    const message = await people.cy.command('/lorewatch search drm share', channels.rust.id).message();
    expect(message.ephemeral).toBeUndefined();
    expect(message.seen).toContain(`Shown by ${people.cy.name}`);
    expect(message.unfurlLinks).toBe(false);
  });

  it('R8: what a stranger wrote pings nobody, breaks nothing and is read as it stands', async () => {
    const subject = '[PATCH] <!channel> @everyone <@U1> & </b> `code` *bold* :tada:';
    world = await openWorld({
      script: (ask) =>
        told(ask, subject, {
          parts: [
            {
              what: 'text',
              lines: [[subject, { text: subject, url: 'https://lore.kernel.org/r/1@x.example' }]],
            },
            { what: 'entries', entries: [{ title: [subject], lines: [[subject]] }] },
          ],
        }),
    });
    const { people, channels } = world.slack;
    for (const words of [`search ${subject}`, `search ${subject} share`]) {
      const message = await people.cy.command(`/lorewatch ${words}`, channels.rust.id).message();
      expect(message.pings).toEqual([]);
      expect(message.seen).toContain('<!channel>');
      expect(message.seen).toContain('& </b>');
    }
  });

  it('R8: the name of him who shares pings nobody either', async () => {
    world = await openWorld();
    const { slack } = world;
    const mallory = slack.addPerson(slack.team, '<!channel> @here');
    slack.channels.rust.members.add(mallory.id);
    const message = await mallory.command('/lorewatch search drm share', slack.channels.rust.id).message();
    expect(message.pings).toEqual([]);
    expect(message.seen).toContain('<!channel>');
  });

  it('tells of a fault of its own without a secret, and goes on', async () => {
    const fault = () => Promise.reject(new Error('no table named xoxb-' + '1-2-secret'));
    world = await openWorld({ script: fault });
    const { people, channels } = world.slack;
    const message = await people.cy.command('/lorewatch stats', channels.rust.id).message();
    expect(message.ephemeral).toBe(people.cy.id);
    expect(message.seen).toContain('did not work');
    expect(message.seen).not.toContain('table');
    expect(world.log()).toContain('no table');
    expect(world.log()).not.toContain('secret');
    world.desk.script = (ask) => told(ask, 'well again');
    expect((await people.cy.command('/lorewatch stats', channels.rust.id).message()).seen).toContain(
      'well again',
    );
  });

  it('brings the answer as a message of the bot where the address takes none any more', async () => {
    world = await openWorld();
    const { people, channels, fault, requests, messages, until } = world.slack;
    fault('response_url', { status: 500, times: 1 });
    people.cy.command('/lorewatch search drm', channels.rust.id);
    const message = await until(() => messages(channels.rust.id)[0]);
    expect(message.ephemeral).toBe(people.cy.id);
    expect(message.seen).toContain('told search');
    await until(() => requests.find(({ method }) => method === 'chat.postEphemeral'));
    expect(world.log()).not.toContain('http');
  });
});
