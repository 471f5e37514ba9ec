import { createServer } from 'node:http';
import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { createRights } from '../../../../src/platforms/slack/front/rights.ts';
import type { Asker } from '../../../../src/ports/chat.ts';
import type { FakePerson } from '../../../fakes/slack/types.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(async () => {
  const { violations } = world.slack;
  await world.close();
  expect(violations).toEqual([]);
});

async function ask(person: FakePerson, channel: string, words = 'pause 1'): Promise<Asker> {
  await person.command(`/lorewatch ${words}`, channel).message();
  const last = world.desk.asked.at(-1);
  if (!last) throw new Error('nobody asked');
  return last.asker;
}

const infos = () =>
  world.slack.requests.filter(({ method }) => method.endsWith('.info')).map(({ method }) => method);

describe('R24: who may change what a channel is told', () => {
  it('are admins, owners and who created the channel, by what Slack says', async () => {
    world = await openWorld();
    const { people, channels, team, addChannel } = world.slack;
    expect((await ask(people.bo, channels.rust.id)).mayManage).toBe(true);
    expect((await ask(people.ada, channels.rust.id)).mayManage).toBe(true);
    const refused = await ask(people.cy, channels.rust.id);
    expect(refused.mayManage).toBe(false);
    expect(refused.managers).toContain("this channel's creator");
    const own = addChannel(team, 'cys', { creator: people.cy.id });
    own.members.add(people.cy.id);
    expect((await ask(people.cy, own.id)).mayManage).toBe(true);
  });

  it('are those whom the operator named', async () => {
    const first = await openWorld();
    const { people, channels, team } = first.slack;
    await first.front.close();
    world = await openWorld({ slack: first.slack, settings: { managers: [`${team.id}/${people.cy.id}`] } });
    expect((await ask(people.cy, channels.rust.id)).mayManage).toBe(true);
    await world.close();
    world = await openWorld({ slack: first.slack, settings: { managers: [`T0OTHER/${people.cy.id}`] } });
    expect((await ask(people.cy, channels.rust.id)).mayManage).toBe(false);
    await first.slack.close();
  });

  it('is not asked where nothing is changed, and is kept for a minute', async () => {
    let now = Date.now();
    world = await openWorld({ now: () => now });
    const { people, channels } = world.slack;
    await ask(people.cy, channels.rust.id, 'search drm');
    expect(infos()).toEqual([]);
    await ask(people.cy, channels.rust.id);
    await ask(people.cy, channels.rust.id);
    expect(infos()).toHaveLength(2);
    people.cy.admin = true;
    now += 61_000;
    expect((await ask(people.cy, channels.rust.id)).mayManage).toBe(true);
    expect(infos()).toHaveLength(4);
  });

  it('is nobody where Slack does not say, and it is asked again the next time', async () => {
    world = await openWorld();
    const { people, channels, fault } = world.slack;
    fault('users.info', { status: 500 });
    const refused = await ask(people.bo, channels.rust.id);
    expect(refused.mayManage).toBe(false);
    expect(refused.managers).toContain('try again');
    expect((await ask(people.bo, channels.rust.id)).mayManage).toBe(true);
  });

  it('is nobody where the scope is missing, and that is said', async () => {
    world = await openWorld({ fake: { scopes: ['commands', 'chat:write'] } });
    const { people, channels } = world.slack;
    const refused = await ask(people.bo, channels.rust.id);
    expect(refused.mayManage).toBe(false);
    expect(refused.managers).toContain('install me anew');
  });
});

describe('where nothing can be posted', () => {
  it('is told: channels it is not in, also private ones', async () => {
    world = await openWorld();
    const { people, channels } = world.slack;
    expect((await ask(people.ada, channels.rust.id)).cannotPost).toBeUndefined();
    expect((await ask(people.ada, channels.elsewhere.id)).cannotPost).toContain('/invite');
    expect((await ask(people.ada, channels.hidden.id)).cannotPost).toContain('/invite');
    channels.elsewhere.members.add(world.slack.team.bot?.user ?? '');
    expect((await ask(people.ada, channels.elsewhere.id)).cannotPost).toBeUndefined();
  });

  it('is told: direct messages', async () => {
    world = await openWorld();
    const { people, team, addChannel } = world.slack;
    const direct = addChannel(team, 'direct', { kind: 'im', bot: false, creator: people.ada.id });
    direct.members.add(people.ada.id);
    expect((await ask(people.ada, direct.id, 'search drm')).cannotPost).toContain('direct message');
  });
});

describe('people of another workspace, in a channel that both share', () => {
  const answers: Record<string, object> = {
    '/users.info': { user: { id: 'U1', team_id: 'T2', is_admin: true, is_owner: true } },
    '/conversations.info': { channel: { id: 'C1', creator: 'U1', is_member: true } },
  };

  it('R24: R26: rule there and not here', async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, ...answers[request.url ?? ''] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const client = new WebClient('xoxb-' + 'any', { slackApiUrl: `http://127.0.0.1:${port}/` });
    const person = { user: { id: 'U1', name: 'eve' }, prefix: '', client };
    const channel = { id: 'C1', name: 'shared' };
    const rights = createRights([], () => 0);
    expect((await rights({ ...person, team: 'T1', channel })).may).toBe(false);
    expect((await rights({ ...person, team: 'T2', channel })).may).toBe(true);
    server.closeAllConnections();
    server.close();
  });
});
