import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import type { Ask } from '../../../../src/domain/answer/ask.ts';
import { gate, openWorld, told, type World } from './world.ts';

let world: World;
afterEach(async () => {
  const { violations, pings } = world.slack;
  await world.close();
  expect(violations).toEqual([]);
  expect(pings).toEqual([]);
});

const done = (ask: Ask): Answer => ({ ...told(ask, 'subscribed #rust'), tone: 'done' });

describe.each(['socket', 'http'] as const)('a form over %s', (mode) => {
  it('R23: is opened by the command without words, and its answer takes its place', async () => {
    world = await openWorld({ mode, script: done });
    const { people, channels, team } = world.slack;
    const form = await people.ada.command('/lorewatch subscribe', channels.rust.id).view();
    expect(world.desk.asked).toEqual([]);
    const next = await people.ada.submit(form, { What: 'area:drm', When: 'weekly' }).view();
    expect(next.seen).toContain('subscribed #rust');
    const [{ ask, asker } = { ask: undefined, asker: undefined }] = world.desk.asked;
    expect(ask).toEqual({ command: 'subscribe', values: { filter: 'area:drm', cadence: 'weekly' }, page: 0 });
    expect(asker?.place?.text).toBe(`slack:${team.id}/${channels.rust.id}`);
    expect(asker?.mayManage).toBe(true);
  });

  it('shows what is wrong, and keeps what was typed', async () => {
    const wrong = (ask: Ask): Answer => ({
      ...told(ask, 'there is no area `drn`'),
      tone: 'wrong',
      parts: [{ what: 'code', text: 'area:drn\n     ^^^' }],
    });
    world = await openWorld({ mode, script: wrong });
    const { people, channels } = world.slack;
    const form = await people.ada.command('/lorewatch subscribe', channels.rust.id).view();
    const again = await people.ada.submit(form, { What: 'area:drn', When: 'now' }).view();
    expect(again.seen).toContain('there is no area');
    expect(again.seen).toContain('area:drn\n     ^^^');
    expect(JSON.stringify(again.view)).toContain('"initial_value":"area:drn"');
    world.desk.script = done;
    const next = await people.ada.submit(again, { What: 'area:drm', When: 'now' }).view();
    expect(next.seen).toContain('subscribed #rust');
  });

  it('R1: is acknowledged within a second, and changed once the desk has answered', async () => {
    const slow = gate<Answer>();
    world = await openWorld({ mode, script: () => slow.wait });
    const { people, channels } = world.slack;
    const form = await people.ada.command('/lorewatch subscribe', channels.rust.id).view();
    const reaction = people.ada.submit(form, { What: 'area:drm', When: 'now' });
    const { after, late } = await reaction.acknowledged;
    expect(late).toBe(false);
    expect(after).toBeLessThan(1000);
    expect((await reaction.view()).seen).toContain('One moment');
    slow.open(done({ command: 'subscribe', values: {}, page: 0 }));
    expect((await reaction.view()).seen).toContain('subscribed #rust');
  });
});

describe('forms', () => {
  it('R4: sent once but told twice are answered once', async () => {
    world = await openWorld({ script: done });
    const { people, channels, sockets } = world.slack;
    const form = await people.ada.command('/lorewatch subscribe', channels.rust.id).view();
    sockets.repeat(2);
    const next = await people.ada.submit(form, { What: 'area:drm', When: 'now' }).view();
    expect(next.seen).toContain('subscribed #rust');
    expect(world.desk.asked).toHaveLength(1);
  });

  it('that Slack does not open are told in words', async () => {
    world = await openWorld();
    const { people, channels, fault } = world.slack;
    fault('views.open', { error: 'expired_trigger_id' });
    const message = await people.ada.command('/lorewatch subscribe', channels.rust.id).message();
    expect(message.ephemeral).toBe(people.ada.id);
    expect(message.seen).toContain('/lorewatch subscribe milestone:any now');
  });

  it('bound what is hostile in them', async () => {
    const nasty = `${'<!channel> '.repeat(200)}\u202e`;
    world = await openWorld({ script: (ask) => ({ ...told(ask, nasty), tone: 'wrong' }) });
    const { people, channels } = world.slack;
    const form = await people.ada.command('/lorewatch subscribe', channels.rust.id).view();
    const typed = { What: '<!channel> '.repeat(250), When: 'now' };
    const again = await people.ada.submit(form, typed).view();
    expect(again.seen).toContain('<!channel>');
    expect(again.seen).not.toContain('\u202e');
  });
});

describe('the home tab', () => {
  const home = (ask: Ask): Answer => {
    if (ask.command !== 'home') return done(ask);
    const pause = { label: 'Pause', ask: { command: 'pause', values: { subscription: '7' }, page: 0 } };
    return told(ask, 'Three subscriptions', {
      parts: [{ what: 'entries', entries: [{ title: ['rust'], lines: [], buttons: [pause] }] }],
    });
  };

  it('is drawn when somebody opens it, without a place', async () => {
    world = await openWorld({ script: home });
    const { people, team } = world.slack;
    const shown = await people.bo.openHome().next();
    expect(shown.what).toBe('home');
    expect(people.bo.home?.seen).toContain('Three subscriptions');
    const asker = world.desk.asked[0]?.asker;
    expect(asker?.place).toBeUndefined();
    expect(asker?.tenant).toBe(`slack:${team.id}/`);
    expect(people.cy.home).toBeUndefined();
  });

  it('has buttons whose answers come in a window, and is drawn anew after a change', async () => {
    world = await openWorld({ script: home });
    const { people } = world.slack;
    await people.bo.openHome().next();
    const tab = people.bo.home;
    if (!tab) throw new Error('no tab');
    const reaction = people.bo.press(tab, 'Pause');
    const window = await reaction.view();
    expect(window.seen).toContain('One moment');
    expect((await reaction.view()).seen).toContain('subscribed #rust');
    const paused = world.desk.asked[1];
    expect(paused?.ask).toEqual({ command: 'pause', values: { subscription: '7' }, page: 0 });
    expect(paused?.asker.mayManage).toBe(true);
    await world.slack.until(() => world.desk.asked[2]);
    expect(world.desk.asked[2]?.ask.command).toBe('home');
  });

  it('R24: lets only admins and owners change what all of the workspace is told', async () => {
    world = await openWorld({ script: home });
    const { people } = world.slack;
    await people.cy.openHome().next();
    const tab = people.cy.home;
    if (!tab) throw new Error('no tab');
    const reaction = people.cy.press(tab, 'Pause');
    await reaction.view();
    await reaction.view();
    expect(world.desk.asked[1]?.asker.mayManage).toBe(false);
  });

  it('subscribes a channel that is chosen in the form', async () => {
    world = await openWorld({ script: home });
    const { people, channels, team } = world.slack;
    await people.ada.openHome().next();
    const tab = people.ada.home;
    if (!tab) throw new Error('no tab');
    const form = await people.ada.press(tab, 'Subscribe …').view();
    const next = people.ada.submit(form, { Channel: channels.secret.id, What: 'area:drm', When: 'now' });
    expect((await next.view()).seen).toContain('subscribed #rust');
    expect(world.desk.asked[1]?.asker.place?.text).toBe(`slack:${team.id}/${channels.secret.id}`);
  });

  it('names channels as Slack does, and its pages are turned in place', async () => {
    world = await openWorld({
      script: (ask, asker) =>
        told(ask, `page number ${ask.page}`, {
          parts: [
            { what: 'heading', text: `${asker.tenant.length > 0 ? world.slack.channels.rust.id : ''}` },
          ],
          page: { at: ask.page, more: ask.page < 1 },
        }),
    });
    const { people, channels, until } = world.slack;
    await people.bo.openHome().next();
    const tab = people.bo.home;
    if (!tab) throw new Error('no tab');
    expect(JSON.stringify(tab.blocks)).toContain(`<#${channels.rust.id}>`);
    people.bo.press(tab, 'Next');
    await until(() => (people.bo.home?.seen.includes('page number 1') === true ? true : undefined));
    expect(people.bo.modals).toEqual([]);
  });

  it('stays as it is where a newer one was drawn meanwhile', async () => {
    world = await openWorld({ script: home });
    const { people, fault } = world.slack;
    fault('views.publish', { error: 'hash_conflict' });
    await people.bo.openHome().acknowledged;
    expect(await world.logged('hash_conflict')).toContain('debug');
  });
});
