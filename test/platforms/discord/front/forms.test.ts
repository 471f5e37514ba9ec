import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import type { FakeForm, Seen } from '../../../fakes/discord/types.ts';
import { messageOf, setStage, told } from './stage.ts';

function formOf(seen: Seen): FakeForm {
  if (seen.what !== 'form') throw new Error(`a form was expected, not ${seen.what}: ${seen.text}`);
  return seen.form;
}

describe.each(['gateway', 'http'] as const)('a form over the %s', (mode) => {
  it('is opened by a command without words, and what it holds is asked', async () => {
    const { fake, desk } = await setStage({ mode });
    const { guild } = fake;
    const admin = guild.person('admin');
    const turn = admin.slash(guild.channel('general'), 'lorewatch subscribe');
    const form = formOf(await turn.seen);
    expect(form.title).toBe('Subscribe this place');
    expect(form.fields.map(({ label, required }) => [label, required])).toEqual([
      ['What', true],
      ['When', false],
    ]);
    expect(desk.asked).toEqual([]);
    const sent = admin.submit(form, { What: 'area:drm', When: 'daily' });
    expect(await sent.seen).toMatchObject({ what: 'message', ephemeral: true });
    expect(desk.asked).toMatchObject([
      { ask: { command: 'subscribe', values: { filter: 'area:drm', cadence: 'daily' }, page: 0 } },
    ]);
    expect(fake.violations).toEqual([]);
  });

  it('is opened again, filled in, where something in it was wrong; then the mistake makes way', async () => {
    const { fake, desk } = await setStage({ mode });
    const { guild } = fake;
    const admin = guild.person('admin');
    desk.says = (ask) => told('there is no field `aera:`', ask, { tone: 'wrong' });
    const channel = guild.channel('general');
    const typed = { filter: 'aera:drm', cadence: 'weekly MON', zone: 'Europe/Berlin' };
    const wrong = messageOf(await admin.slash(channel, 'lorewatch subscribe', typed).seen);
    expect(wrong.buttons).toEqual(['Open the form']);
    const form = formOf(await admin.press(wrong, 'Open the form').seen);
    expect(form.fields.map(({ value }) => value)).toEqual(['aera:drm', 'weekly MON']);
    desk.says = (ask) => told('subscribed', ask, { tone: 'done' });
    const seen = await admin.submit(form, { What: 'area:drm' }).seen;
    expect(desk.asked.at(-1)?.ask.values).toEqual({ ...typed, filter: 'area:drm' });
    expect(seen).toMatchObject({ changed: true, ephemeral: true });
    expect(wrong.text).toContain('subscribed');
    expect(wrong.buttons).toEqual([]);
    expect(fake.violations).toEqual([]);
  });

  it('keeps what was typed where it is wrong twice, and the desk is slow', async () => {
    const { fake, desk } = await setStage({ mode });
    const { guild } = fake;
    const admin = guild.person('admin');
    desk.says = (ask) => told('wrong', ask, { tone: 'wrong' });
    const first = messageOf(
      await admin.slash(guild.channel('general'), 'lorewatch subscribe', { filter: 'x:' }).seen,
    );
    const form = formOf(await admin.press(first, 'Open the form').seen);
    const late = Promise.withResolvers<Answer>();
    desk.says = () => late.promise;
    const turn = admin.submit(form, { What: 'y:' });
    await turn.acknowledged;
    const last = desk.asked.at(-1)?.ask;
    if (last) late.resolve(told('wrong again', last, { tone: 'wrong' }));
    const again = messageOf(await turn.seen);
    expect(again.text).toContain('Wrong again');
    const filled = formOf(await admin.press(again, 'Open the form').seen);
    expect(filled.fields[0]?.value).toBe('y:');
    expect(fake.violations).toEqual([]);
  });

  it('R24: is not opened for those who may not send it: the desk says so', async () => {
    const { fake, desk } = await setStage({ mode });
    const { guild } = fake;
    desk.says = (ask, asker) => told(`for ${asker.managers} only`, ask, { tone: 'wrong' });
    const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch subscribe');
    const message = messageOf(await turn.seen);
    expect(message.text).toContain('For people who may manage this server only');
    expect(message.buttons).toEqual([]);
    expect(desk.asked[0]?.asker.mayManage).toBe(false);
  });

  it('R24: asks with the right of whoever presses, by the permission or by a role', async () => {
    const role = { id: '' };
    const managers: string[] = [];
    const { fake, desk } = await setStage({ mode, managers });
    const { guild } = fake;
    const made = guild.addRole('editors');
    role.id = made.id;
    managers.push(made.id);
    const editor = guild.addPerson('editor', { roles: [made] });
    desk.says = (ask) =>
      told('look', ask, { buttons: [{ label: 'Pause', ask: { ...ask, command: 'pause' } }] });
    const channel = guild.channel('general');
    const query = { query: 'x', share: true };
    const message = messageOf(await guild.person('admin').slash(channel, 'lorewatch search', query).seen);
    for (const person of [guild.person('reader'), editor, guild.person('owner')])
      await person.press(message, 'Pause').seen;
    expect(desk.asked.map(({ asker }) => asker.mayManage)).toEqual([true, false, true, true]);
  });
});
