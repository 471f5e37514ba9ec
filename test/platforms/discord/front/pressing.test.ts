import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import type { Ask } from '../../../../src/domain/answer/ask.ts';
import type { FakePerson } from '../../../fakes/discord/types.ts';
import { messageOf, type Stage, setStage, told } from './stage.ts';

const MODES = ['gateway', 'http'] as const;

function look({ fake }: Stage, who: string | FakePerson = 'reader', more: Record<string, boolean> = {}) {
  const person = typeof who === 'string' ? fake.guild.person(who) : who;
  return person.slash(fake.guild.channel('general'), 'lorewatch search', { query: 'x', ...more }).seen;
}

/** An answer with pages: its title says which. */
const paged = (ask: Ask): Answer =>
  told(`page ${ask.page}`, ask, { page: { at: ask.page, more: ask.page < 2, of: 3 } });

describe.each(MODES)('buttons over the %s', (mode) => {
  it('turn pages in place', async () => {
    const stage = await setStage({ mode });
    const { fake, desk } = stage;
    desk.says = paged;
    const reader = fake.guild.person('reader');
    const message = messageOf(await look(stage));
    expect(message.buttons).toEqual(['Next', 'Share']);
    const turn = reader.press(message, 'Next');
    expect(await turn.seen).toMatchObject({ changed: true });
    expect(await turn.acknowledged).toMatchObject({ type: 7 });
    expect(message.text).toContain('page 1');
    expect(message.buttons).toEqual(['Back', 'Next', 'Share']);
    await reader.press(message, 'Next').seen;
    expect(message.buttons).toEqual(['Back', 'Share']);
    await reader.press(message, 'Back').seen;
    expect(message.text).toContain('page 1');
    expect(fake.posted).toHaveLength(1);
    expect(fake.violations).toEqual([]);
  });

  it('turn pages in place though the desk takes long; what went wrong then leaves the page as it is', async () => {
    const stage = await setStage({ mode });
    const { fake, desk } = stage;
    desk.says = paged;
    const reader = fake.guild.person('reader');
    const message = messageOf(await look(stage));
    for (const tone of ['told', 'wrong'] as const) {
      const late = Promise.withResolvers<Answer>();
      desk.says = () => late.promise;
      const turn = reader.press(message, 'Next');
      expect(await turn.acknowledged).toMatchObject({ type: 6 });
      const last = desk.asked.at(-1)?.ask;
      if (last) late.resolve({ ...paged(last), title: `late and ${tone}`, tone });
      const seen = await turn.seen;
      expect(seen.text).toContain(`ate and ${tone}`);
      expect(seen).toMatchObject({ changed: tone === 'told', ephemeral: true });
    }
    expect(message.text).toContain('late and told');
    expect(fake.violations).toEqual([]);
  });

  it('share an answer with all, once for each press, and only of those who may write there', async () => {
    const stage = await setStage({ mode });
    const { fake, desk } = stage;
    const { guild } = fake;
    const message = messageOf(await look(stage));
    const shared = await guild.person('reader').press(message, 'Share').seen;
    expect(shared).toMatchObject({ ephemeral: false, changed: false });
    expect(desk.asked.at(-1)?.ask).toEqual({
      command: 'search',
      values: { query: 'x', share: 'yes' },
      page: 0,
    });
    expect(messageOf(shared).buttons).toEqual([]);
    const channel = guild.channel('general');
    channel.overwrites = [...channel.overwrites, { id: guild.id, deny: ['SendMessages'] }];
    const mute = guild.addPerson('mute');
    expect(messageOf(await look(stage, mute)).buttons).toEqual([]);
    expect(await look(stage, mute, { share: true })).toMatchObject({ ephemeral: true });
    expect(fake.violations).toEqual([]);
  });

  it("turn another one's pages for whoever presses, not for all", async () => {
    const stage = await setStage({ mode });
    const { fake, desk } = stage;
    desk.says = paged;
    const message = messageOf(await look(stage, 'reader', { share: true }));
    const other = await fake.guild.person('admin').press(message, 'Next').seen;
    expect(other).toMatchObject({ ephemeral: true, changed: false });
    expect(message.text).toContain('page 0');
    expect(await fake.guild.person('reader').press(message, 'Next').seen).toMatchObject({ changed: true });
    expect(message.text).toContain('page 1');
    expect(fake.violations).toEqual([]);
  });

  it('ask what is too long for them by a token, which is no good elsewhere and later', async () => {
    const stage = await setStage({ mode });
    const { fake, desk } = stage;
    const long = { command: 'why', values: { what: `<${'x'.repeat(150)}@example.org>` }, page: 0 };
    desk.says = (ask) => told('look', ask, { buttons: [{ label: 'Why', ask: long }] });
    const message = messageOf(await look(stage));
    await fake.guild.person('reader').press(message, 'Why').seen;
    expect(desk.asked.at(-1)?.ask).toEqual(long);
    const ids = JSON.stringify(message.components).match(/"custom_id":"[^"]*"/g) ?? [];
    expect(ids.length).toBeGreaterThan(0);
    expect(fake.violations).toEqual([]);

    const count = desk.asked.length;
    await stage.front.close();
    const later = await setStage({ mode });
    later.desk.says = desk.says;
    const there = messageOf(await look(later));
    Object.defineProperty(there, 'components', { get: () => message.components });
    const turn = later.fake.guild.person('reader').press(there, 'Why');
    expect((await turn.seen).text).toContain('too old');
    expect(desk.asked).toHaveLength(count);
  });
});

describe('the menu of a message', () => {
  const link = 'https://lore.example.org/all/20260401-a-b@mail.example.org/';
  it('tracks the series that a link in it is of', async () => {
    const stage = await setStage();
    const { guild } = stage.fake;
    const admin = guild.person('admin');
    const message = admin.write(guild.channel('general'), `has anybody seen ${link}?`);
    await admin.apply(message, 'Track this series').seen;
    expect(stage.desk.asked).toMatchObject([
      { ask: { command: 'follow', values: { mail: link } }, asker: { mayManage: true } },
    ]);
    expect(stage.fake.violations).toEqual([]);
  });
  it('says where there is none, and asks nothing', async () => {
    const stage = await setStage();
    const { guild } = stage.fake;
    const reader = guild.person('reader');
    const message = reader.write(guild.channel('general'), 'good morning');
    const seen = await reader.apply(message, 'Track this series').seen;
    expect(seen).toMatchObject({ ephemeral: true });
    expect(seen.text).toContain('no link');
    expect(stage.desk.asked).toEqual([]);
  });
});

describe('what is offered while somebody types', () => {
  it('is what the desk suggests, within the bounds', async () => {
    const { fake, desk } = await setStage();
    const { guild } = fake;
    const asked: unknown[] = [];
    desk.suggests = async (ask, what, typed, asker) => {
      asked.push([ask, what, typed, asker.tenant]);
      return [
        { label: `@everyone \u202e${'x'.repeat(300)}`, value: 'area:drm' },
        { label: 'too long', value: 'y'.repeat(101) },
        { label: '', value: 'area:net' },
        ...Array.from({ length: 40 }, (_, n) => ({ label: `n ${n}`, value: `n${n}` })),
      ];
    };
    const reader = guild.person('reader');
    const channel = guild.channel('general');
    const choices = await reader.complete(channel, 'lorewatch subscribe', 'zone', 'Eur', {
      filter: 'area:drm',
    });
    expect(asked).toEqual([
      [{ command: 'subscribe', values: { filter: 'area:drm' } }, 'zone', 'Eur', `discord:${guild.id}/`],
    ]);
    expect(choices).toHaveLength(25);
    expect(choices.slice(0, 2).map(({ value }) => value)).toEqual(['area:drm', 'area:net']);
    expect(fake.violations).toEqual([]);
  });
  it('is nothing where the desk fails, or takes longer than a second and a half', async () => {
    const { fake, desk } = await setStage();
    const { guild } = fake;
    const complete = () =>
      guild.person('reader').complete(guild.channel('general'), 'lorewatch search', 'query', 'a');
    desk.suggests = () => Promise.reject(new Error('busy'));
    expect(await complete()).toEqual([]);
    desk.suggests = () => new Promise(() => undefined);
    const before = performance.now();
    expect(await complete()).toEqual([]);
    expect(performance.now() - before).toBeLessThan(2500);
    expect(fake.violations).toEqual([]);
  });
});
