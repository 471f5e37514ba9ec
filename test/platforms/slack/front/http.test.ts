import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(async () => {
  const { violations } = world.slack;
  await world.close();
  expect(violations).toEqual([]);
});

const form = (team: string, channel: string, user: string) => ({
  command: '/lorewatch',
  text: 'search drm',
  team_id: team,
  channel_id: channel,
  channel_name: 'rust',
  user_id: user,
  user_name: 'cy',
  trigger_id: '1.2.3',
  response_url: '',
});

describe('HTTP', () => {
  it.each(['wrong', 'stale', 'missing'] as const)(
    'R2: a %s signature is refused, and nothing is done',
    async (how) => {
      world = await openWorld({ mode: 'http' });
      const { team, channels, people, post } = world.slack;
      const command = form(team.id, channels.rust.id, people.cy.id);
      const gone = {
        type: 'event_callback',
        event_id: 'Ev1',
        team_id: team.id,
        event: { type: 'app_uninstalled' },
      };
      expect((await post({ form: command }, how)).status).toBe(401);
      expect((await post({ json: gone }, how)).status).toBe(401);
      expect((await post({ form: { ssl_check: '1', ...command } }, how)).status).toBe(401);
      expect(world.desk.asked).toEqual([]);
      expect(world.desk.forgotten).toEqual([]);
      expect((await post({ form: command })).status).toBe(200);
    },
  );

  it('R2: takes no body that is too long', async () => {
    world = await openWorld({ mode: 'http' });
    const { post } = world.slack;
    const status = await post({ form: { text: 'x'.repeat(1_100_000) } }).then(
      (delivered) => delivered.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(world.desk.asked).toEqual([]);
  });

  it('answers the question whether it is there', async () => {
    world = await openWorld({ mode: 'http' });
    const { post } = world.slack;
    const { status, body } = await post({ json: { type: 'url_verification', challenge: 'a <b>' } });
    expect({ status, body: JSON.parse(body) }).toEqual({ status: 200, body: { challenge: 'a <b>' } });
  });

  it('R4: handles once what Slack posts again', async () => {
    world = await openWorld({ mode: 'http' });
    const { team, channels, people, post, until } = world.slack;
    const command = form(team.id, channels.rust.id, people.cy.id);
    for (let times = 0; times < 3; times++) expect((await post({ form: command })).status).toBe(200);
    await until(() => world.desk.asked[0]);
    expect(world.desk.asked).toHaveLength(1);
  });

  it('refuses other methods, other paths, and bodies that it cannot read', async () => {
    world = await openWorld({ mode: 'http' });
    expect(world.front.http?.paths).toEqual(['/slack/events']);
    expect((await fetch(`${world.url}/slack/events`)).status).toBe(405);
    expect((await fetch(`${world.url}/slack/install`)).status).toBe(404);
    const { post } = world.slack;
    expect((await post({ form: { payload: '{' } })).status).toBe(400);
    expect((await post({ form: { payload: '"text"' } })).status).toBe(400);
    for (const payload of ['{}', '{"type":"block_actions"}', '{"type":"view_submission","view":{}}', '[]'])
      expect((await post({ form: { payload } })).status).toBeLessThan(600);
    expect(world.desk.asked).toEqual([]);
    const { people, channels } = world.slack;
    expect((await people.cy.command('/lorewatch search drm', channels.rust.id).message()).seen).toContain(
      'told',
    );
  });

  it('says that it is away once it is closed', async () => {
    world = await openWorld({ mode: 'http' });
    expect(world.front.health()).toMatchObject({ connected: true, mode: 'http' });
    await world.front.close();
    const { team, channels, people, post } = world.slack;
    expect((await post({ form: form(team.id, channels.rust.id, people.cy.id) })).status).toBe(503);
    expect(world.desk.asked).toEqual([]);
  });
});
