import { afterEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../../../src/domain/answer/ask.ts';
import { openWorld, told, type World } from './world.ts';

let world: World;
afterEach(async () => {
  const { violations, pings } = world.slack;
  await world.close();
  expect(violations).toEqual([]);
  expect(pings).toEqual([]);
});

const paged = (ask: Ask) =>
  told(ask, `page number ${ask.page}`, { page: { at: ask.page, more: ask.page < 2, of: 3 } });

describe('pages', () => {
  it('are turned in place, and have no way back before the first or on after the last', async () => {
    world = await openWorld({ script: paged });
    const { people, channels } = world.slack;
    const first = await people.cy.command('/lorewatch search drm', channels.rust.id).message();
    expect(first.seen).not.toContain('Back');
    const second = await people.cy.press(first, 'Next').next();
    expect(second.what).toBe('changed');
    const changed = second.what === 'changed' ? second.message : first;
    expect(changed.seen).toContain('page number 1');
    const third = await people.cy.press(changed, 'Next').message();
    expect(third.seen).not.toContain('Next');
    expect((await people.cy.press(third, 'Back').message()).seen).toContain('page number 1');
    expect(world.slack.messages(channels.rust.id)).toHaveLength(1);
    expect(world.desk.asked.map(({ ask }) => ask.page)).toEqual([0, 1, 2, 1]);
  });

  it('of what everybody sees come to him alone who wants them', async () => {
    world = await openWorld({ script: paged });
    const { people, channels } = world.slack;
    const shared = await people.cy.command('/lorewatch search drm share', channels.rust.id).message();
    const next = await people.bo.press(shared, 'Next').message();
    expect(next.ephemeral).toBe(people.bo.id);
    expect(next.seen).toContain('page number 1');
    expect(world.slack.messages(channels.rust.id)[0]?.history).toEqual([]);
    expect(world.desk.asked[1]?.ask.values).toEqual({ words: 'drm' });
  });

  it('that went wrong do not take the place of one that stands', async () => {
    world = await openWorld({ script: paged });
    const { people, channels } = world.slack;
    const first = await people.cy.command('/lorewatch search drm', channels.rust.id).message();
    world.desk.script = (ask) => ({ ...told(ask, 'the store cannot be asked now'), tone: 'wrong' });
    const shown = await people.cy.press(first, 'Next').next();
    expect(shown.what).toBe('message');
    expect(world.slack.messages(channels.rust.id)).toHaveLength(2);
  });
});

describe('buttons', () => {
  it('of answers ask something more, which comes beside', async () => {
    const why = { label: 'Why', ask: { command: 'why', values: { what: '1@x.example' }, page: 0 } };
    const page = { label: 'Open', url: 'https://lore.kernel.org/r/1@x.example' };
    world = await openWorld({
      script: (ask) =>
        told(ask, `told ${ask.command}`, ask.command === 'search' ? { buttons: [why, page] } : {}),
    });
    const { people, channels } = world.slack;
    const message = await people.cy.command('/lorewatch search drm', channels.rust.id).message();
    const shown = await people.cy.press(message, 'Why').next();
    expect(shown.what).toBe('message');
    expect(world.desk.asked[1]?.ask).toEqual(why.ask);
    await people.cy.press(message, 'Open').acknowledged;
    expect(world.desk.asked).toHaveLength(2);
  });

  it('keep what is too long for them, and say so when that was forgotten', async () => {
    const ask = { command: 'search', values: { words: 'x'.repeat(2500) }, page: 0 };
    const script = (asked: Ask) =>
      told(asked, 'told', asked.command === 'stats' ? { buttons: [{ label: 'More', ask }] } : {});
    world = await openWorld({ script });
    const { people, channels } = world.slack;
    const message = await people.cy.command('/lorewatch stats', channels.rust.id).message();
    await people.cy.press(message, 'More').message();
    expect(world.desk.asked[1]?.ask).toEqual(ask);
    await world.front.close();
    const again = await openWorld({ script, slack: world.slack });
    const forgotten = await people.cy.press(message, 'More').message();
    expect(forgotten.seen).toContain('ask again');
    expect(again.desk.asked).toEqual([]);
    await again.close();
  });

  it('R4: pressed once but told twice are answered once', async () => {
    world = await openWorld({ script: paged });
    const { people, channels, sockets } = world.slack;
    const first = await people.cy.command('/lorewatch search drm', channels.rust.id).message();
    sockets.repeat(2);
    const reaction = people.cy.press(first, 'Next');
    await reaction.message();
    await world.slack.until(() => (sockets.waiting() === 0 ? true : undefined));
    expect(world.desk.asked).toHaveLength(2);
    expect(reaction.shown).toHaveLength(1);
  });
});

describe('Share', () => {
  it('shows the answer to everybody, once, and says by whom', async () => {
    world = await openWorld();
    const { people, channels, messages } = world.slack;
    const mine = await people.cy.command('/lorewatch search drm', channels.rust.id).message();
    expect(mine.seen).toContain('Share');
    const reaction = people.cy.press(mine, 'Share');
    const twice = people.cy.press(mine, 'Share');
    const shared = await reaction.message();
    expect(shared.ephemeral).toBeUndefined();
    expect(shared.seen).toContain(`Shown by ${people.cy.name}`);
    const left = await reaction.message();
    expect(left.ephemeral).toBe(people.cy.id);
    expect(left.seen).not.toContain('Share');
    expect(world.desk.asked[1]?.ask.values).toEqual({ words: 'drm', share: 'yes' });
    await twice.acknowledged;
    expect(twice.shown).toEqual([]);
    expect(messages(channels.rust.id).filter(({ ephemeral }) => ephemeral === undefined)).toHaveLength(1);
  });

  it('shows each page once, and can be pressed again where it came to nothing', async () => {
    world = await openWorld({ script: paged });
    const { people, channels, messages } = world.slack;
    const first = await people.cy.command('/lorewatch search drm', channels.rust.id).message();
    world.desk.script = (ask) => ({ ...told(ask, 'the store cannot be asked now'), tone: 'wrong' });
    expect((await people.cy.press(first, 'Share').message()).ephemeral).toBe(people.cy.id);
    world.desk.script = paged;
    const one = people.cy.press(first, 'Share');
    expect((await one.message()).seen).toContain('page number 0');
    const second = await people.cy.press(await one.message(), 'Next').message();
    const two = people.cy.press(second, 'Share');
    expect((await two.message()).seen).toContain('page number 1');
    await two.message();
    const everybody = messages(channels.rust.id).filter(({ ephemeral }) => ephemeral === undefined);
    expect(everybody).toHaveLength(2);
  });

  it('is not there where something was done, or nothing can be shared', async () => {
    world = await openWorld({ script: (ask) => ({ ...told(ask, 'paused'), tone: 'done' }) });
    const { people, channels } = world.slack;
    expect((await people.ada.command('/lorewatch pause 1', channels.rust.id).message()).seen).not.toContain(
      'Share',
    );
    world.desk.script = (ask) => told(ask, 'here');
    expect(
      (await people.ada.command('/lorewatch follow 1@x.example', channels.rust.id).message()).seen,
    ).not.toContain('Share');
  });
});

describe('Track this series', () => {
  it('follows what a message links to', async () => {
    world = await openWorld();
    const { people, channels, team } = world.slack;
    const mail = people.cy.say(channels.rust.id, 'see <https://lore.kernel.org/r/1@x.example/>');
    const message = await people.ada.shortcut('track_series', mail).message();
    expect(message.ephemeral).toBe(people.ada.id);
    const [{ ask, asker } = { ask: undefined, asker: undefined }] = world.desk.asked;
    expect(ask).toEqual({
      command: 'follow',
      values: { mail: 'https://lore.kernel.org/r/1@x.example' },
      page: 0,
    });
    expect(asker?.place?.text).toBe(`slack:${team.id}/${channels.rust.id}`);
    expect(asker?.mayManage).toBe(true);
  });

  it('says so where there is no link', async () => {
    world = await openWorld();
    const { people, channels } = world.slack;
    const mail = people.cy.say(channels.rust.id, 'nothing to see');
    const message = await people.cy.shortcut('track_series', mail).message();
    expect(message.seen).toContain('no link');
    expect(world.desk.asked).toEqual([]);
  });
});
