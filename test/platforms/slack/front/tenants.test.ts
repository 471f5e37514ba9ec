import { afterEach, describe, expect, it } from 'vitest';
import { unseal } from '../../../../src/platforms/slack/seal.ts';
import { createSlackTokens } from '../../../../src/platforms/slack/tokens.ts';
import { createScriptedDesk, KEY, openWorld, told, type World } from './world.ts';

let world: World;
afterEach(async () => {
  const { violations } = world.slack;
  await world.close();
  expect(violations).toEqual([]);
});

const personOf = (team: ReturnType<World['slack']['addTeam']>, name: string) => {
  for (const person of team.people.values()) if (person.name === name) return person;
  throw new Error(`there is no ${name}`);
};
const channelOf = (team: ReturnType<World['slack']['addTeam']>) => {
  for (const channel of team.channels.values()) if (channel.name === 'general') return channel.id;
  throw new Error('there is no general');
};

describe.each(['socket', 'http'] as const)('several workspaces over %s', (mode) => {
  it('R25, R26: are installed by people, sealed, and told apart by what Slack says', async () => {
    world = await openWorld({ mode, oauth: true });
    const { slack, desk } = world;
    expect(world.front.health()).toMatchObject({ installations: 0, why: 'it is installed in no workspace' });
    const other = slack.addTeam('other');
    const dana = personOf(other, 'dana');
    const first = await slack.install(`${world.url}/slack/install`, slack.people.ada);
    expect(first.body).toContain('lorewatch is installed in');
    expect((await slack.install(`${world.url}/slack/install`, dana)).status).toBe(200);
    expect(world.front.health().installations).toBe(2);
    expect([...desk.kept.keys()]).toEqual([`slack:${slack.team.id}/`, `slack:${other.id}/`]);
    for (const [tenant, sealed] of desk.kept) {
      expect(sealed).not.toContain('xoxb');
      expect(unseal(sealed, KEY)).toContain('xoxb');
      expect(unseal(sealed, 'another key')).toBeUndefined();
      const { tokenOf } = createSlackTokens({ botToken: undefined, sealedOf: () => sealed, key: KEY });
      const bot = tenant.includes(other.id) ? other.bot : slack.team.bot;
      expect(tokenOf('any')).toEqual({ token: bot?.token });
    }
    await slack.people.ada.command('/lorewatch search a', slack.channels.rust.id).message();
    await dana.command('/lorewatch search b', channelOf(other)).message();
    expect(desk.asked.map(({ asker }) => [asker.tenant, asker.place?.text])).toEqual([
      [`slack:${slack.team.id}/`, `slack:${slack.team.id}/${slack.channels.rust.id}`],
      [`slack:${other.id}/`, `slack:${other.id}/${channelOf(other)}`],
    ]);
    expect(world.log()).not.toContain('xoxb');
  });

  it('R27: whoever removes it is forgotten, and the other one is not', async () => {
    world = await openWorld({ mode, oauth: true });
    const { slack, desk } = world;
    const other = slack.addTeam('other');
    const dana = personOf(other, 'dana');
    await slack.install(`${world.url}/slack/install`, slack.people.ada);
    await slack.install(`${world.url}/slack/install`, dana);
    await slack.uninstall(other);
    await slack.until(() => desk.forgotten[0]);
    expect(new Set(desk.forgotten)).toEqual(new Set([`slack:${other.id}/`]));
    expect([...desk.kept.keys()]).toEqual([`slack:${slack.team.id}/`]);
    expect(world.front.health().installations).toBe(1);
    await slack.people.ada.command('/lorewatch search a', slack.channels.rust.id).message();
    expect(desk.asked).toHaveLength(1);
  });
});

describe('installations', () => {
  it('are known again after a start, without asking the store for each event', async () => {
    const first = await openWorld({ oauth: true });
    const { slack, desk } = first;
    await slack.install(`${first.url}/slack/install`, slack.people.ada);
    await first.front.close();
    desk.kept.set('slack:T0BROKEN/', 'v1.broken');
    let lists = 0;
    const again = createScriptedDesk();
    const counting = {
      ...again,
      installations: {
        ...desk.installations,
        list: (prefix: string) => {
          lists++;
          return desk.installations.list(prefix);
        },
      },
    };
    world = await openWorld({ oauth: true, slack, desk: counting });
    expect(world.front.health().installations).toBe(1);
    expect(world.log()).toContain('T0BROKEN');
    await slack.people.ada.command('/lorewatch search a', slack.channels.rust.id).message();
    await slack.people.ada.command('/lorewatch search b', slack.channels.rust.id).message();
    expect(lists).toBe(1);
    await slack.close();
    await first.close().catch(() => {});
  });

  it('are not made without the state that was given to this browser', async () => {
    world = await openWorld({ oauth: true });
    const begun = await fetch(`${world.url}/slack/install`, { redirect: 'manual' });
    const address = new URL(begun.headers.get('location') ?? '');
    const state = address.searchParams.get('state') ?? '';
    expect(address.searchParams.get('scope')).toContain('chat:write');
    for (const query of [
      `code=1.2.3&state=${state}`,
      'code=1.2.3&state=forged',
      'code=1.2.3',
      `state=${state}`,
      '',
    ]) {
      const answer = await fetch(`${world.url}/slack/oauth_redirect?${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('not installed');
    }
    expect(world.desk.kept.size).toBe(0);
    expect(world.slack.requests.filter(({ method }) => method === 'oauth.v2.access')).toEqual([]);
    expect(
      (await world.slack.install(`${world.url}/slack/install`, world.slack.people.ada, 'deny')).status,
    ).toBe(400);
    expect(world.desk.kept.size).toBe(0);
  });

  it('R26: events of a workspace that it is not installed in are refused', async () => {
    world = await openWorld();
    const { slack, desk } = world;
    const other = slack.addTeam('other', true);
    const reaction = personOf(other, 'dana').command('/lorewatch search b', channelOf(other));
    await reaction.acknowledged;
    await slack.uninstall(other);
    await slack.people.cy.command('/lorewatch search a', slack.channels.rust.id).message();
    expect(desk.asked.map(({ asker }) => asker.tenant)).toEqual([`slack:${slack.team.id}/`]);
    expect(desk.forgotten).toEqual([]);
    expect(reaction.shown).toEqual([]);
  });

  it('R27: the one workspace that it is installed in by token is forgotten, too', async () => {
    world = await openWorld();
    const { slack, desk } = world;
    await slack.uninstall(slack.team);
    await slack.until(() => desk.forgotten[0]);
    expect(desk.forgotten).toContain(`slack:${slack.team.id}/`);
    expect(world.front.health().installations).toBe(0);
  });

  it('R27: tokens of people that are revoked are no matter of ours', async () => {
    world = await openWorld();
    const { slack, desk } = world;
    await slack.event(slack.team, { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } });
    await slack.people.cy.command('/lorewatch search a', slack.channels.rust.id).message();
    expect(desk.forgotten).toEqual([]);
  });
});

describe('R25: secrets', () => {
  it('are in no line of the log, whatever goes wrong', async () => {
    world = await openWorld({ script: (ask) => told(ask, 'told') });
    const { slack } = world;
    const { people, channels, fault } = slack;
    for (const method of ['response_url', 'chat.postEphemeral', 'views.open', 'views.publish', 'users.info'])
      fault(method, { status: 500, times: 2 });
    people.cy.command('/lorewatch search drm', channels.rust.id);
    await world.logged('could not be brought');
    people.ada.command('/lorewatch subscribe', channels.rust.id);
    await world.logged('did not open');
    people.ada.openHome();
    await world.logged('home tab');
    fault('apps.connections.open', { cut: 'before', times: 1 });
    slack.disconnect('cut');
    await world.logged('cannot be reached');
    const log = world.log();
    for (const secret of [
      slack.appToken,
      slack.botToken,
      slack.signingSecret,
      'ticket',
      slack.url,
      'xoxb',
      'xapp',
    ])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/\d{6,}\.\d{6,}\.[0-9a-f]{16}/);
    await slack.sockets.connected();
  });
});
