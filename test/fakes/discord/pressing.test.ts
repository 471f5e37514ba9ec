import { describe, expect, it } from 'vitest';
import { QUIET, useBot } from './bot-stage.ts';

const on = useBot([
  { name: 'ask', description: 'x' },
  { name: 'Why this?', type: 3 },
]);

describe('somebody presses, fills in, picks', () => {
  const row = (...labels: string[]): object => ({
    type: 1,
    components: labels.map((label) => ({ type: 2, style: 2, label, custom_id: `do:${label}` })),
  });

  it('a button that changes its message, and one that brings another', async () => {
    on.answer = (one) => on.reply(one, 4, { ...QUIET, content: 'page 1', components: [row('Next', 'Why')] });
    const first = await on.person('reader').slash(on.general(), 'ask').seen;
    if (first.what !== 'message') throw new Error(first.text);
    expect(first.text).toBe('page 1\n[Next] [Why]');
    on.answer = (one) => on.reply(one, 7, { ...QUIET, content: 'page 2', components: [row('Back')] });
    const turned = await on.person('admin').press(first.message, 'Next').seen;
    expect(turned).toMatchObject({ what: 'message', changed: true, text: 'page 2\n[Back]' });
    expect(first.text).toBe('page 1\n[Next] [Why]');
    expect(first.message.text).toBe('page 2\n[Back]');
    expect(() => on.person('reader').press(first.message, 'Next')).toThrow('no button Next: Back');
    on.answer = async (one) => {
      await on.reply(one, 6);
      return on.rest.patch(on.original(one), {
        body: { ...QUIET, content: 'page 3', components: [] },
        auth: false,
      });
    };
    expect((await on.person('admin').press(first.message, 'Back').seen).text).toBe('page 3');
    expect(on.fake.violations).toEqual([]);
  });

  it('a form, from a command and from a button', async () => {
    const form = {
      custom_id: 'f',
      title: 'Subscribe',
      components: [
        { type: 18, label: 'Filter', component: { type: 4, custom_id: 'filter', style: 1, max_length: 100 } },
        {
          type: 18,
          label: 'How often',
          component: {
            type: 3,
            custom_id: 'cadence',
            required: false,
            options: [
              { label: 'now', value: 'now' },
              { label: 'daily', value: 'daily', default: true },
            ],
          },
        },
      ],
    };
    on.answer = (one) => on.reply(one, 9, form);
    const seen = await on.person('admin').slash(on.general(), 'ask').seen;
    if (seen.what !== 'form') throw new Error(seen.text);
    expect(seen.text).toBe('[form] Subscribe\n  Filter: \n  How often: daily');
    expect(() => on.person('admin').submit(seen.form, {})).toThrow('Filter is required');
    on.answer = (one) =>
      on.reply(one, 4, { ...QUIET, content: JSON.stringify(one.data), components: [row('Edit')] });
    const sent = await on.person('admin').submit(seen.form, { Filter: 'x', 'How often': 'now' }).seen;
    if (sent.what !== 'message') throw new Error(sent.text);
    expect(JSON.parse(sent.message.content)).toMatchObject({
      custom_id: 'f',
      components: [
        { type: 18, component: { custom_id: 'filter', value: 'x' } },
        { type: 18, component: { custom_id: 'cadence', values: ['now'] } },
      ],
    });
    on.answer = (one) => on.reply(one, 9, form);
    const again = await on.person('admin').press(sent.message, 'Edit').seen;
    if (again.what !== 'form') throw new Error(again.text);
    on.answer = (one) => on.reply(one, 7, { ...QUIET, content: 'edited', components: [] });
    expect(await on.person('admin').submit(again.form, { Filter: 'y' }).seen).toMatchObject({
      changed: true,
      text: 'edited',
    });
    expect(on.fake.violations).toEqual([]);
  });

  it('refuses forms and completions that break the contract', async () => {
    const wrong = async (type: number, data: object): Promise<void> => {
      const turn = on.person('reader').slash(on.general(), 'ask');
      await expect(on.reply(turn, type, data)).rejects.toMatchObject({ status: 400 });
    };
    on.answer = async () => undefined;
    const input = { type: 4, custom_id: 'a', style: 1 };
    await wrong(9, {
      custom_id: 'f',
      title: 'x'.repeat(46),
      components: [{ type: 18, label: 'a', component: input }],
    });
    await wrong(9, { custom_id: 'f', title: 'x', components: [] });
    await wrong(9, { custom_id: 'f', title: 'x', components: [{ type: 1, components: [input] }] });
    await wrong(9, {
      custom_id: 'f',
      title: 'x',
      components: [{ type: 18, label: 'x'.repeat(46), component: input }],
    });
    await wrong(7, { ...QUIET, content: 'nothing to update' });
    await wrong(8, { choices: [] });
    await wrong(5, { flags: 4 });
    expect(on.fake.violations.filter(({ accepted }) => !accepted)).toHaveLength(7);
  });

  it('a command of the menu of a message', async () => {
    const message = on.person('admin').write(on.general(), 'a subject');
    on.answer = (one) => on.reply(one, 4, { ...QUIET, content: JSON.stringify(one.data), flags: 64 });
    const seen = await on.person('reader').apply(message, 'Why this?').seen;
    expect(JSON.parse(seen.text)).toMatchObject({
      target_id: message.id,
      resolved: { messages: { [message.id]: { content: 'a subject' } } },
    });
  });

  it('a menu', async () => {
    const menu = {
      type: 1,
      components: [{ type: 3, custom_id: 'm', placeholder: 'Pick', options: [{ label: 'A', value: 'a' }] }],
    };
    on.answer = (one) => on.reply(one, 4, { ...QUIET, content: 'which?', components: [menu], flags: 64 });
    const seen = await on.person('reader').slash(on.general(), 'ask').seen;
    if (seen.what !== 'message') throw new Error(seen.text);
    expect(seen.text).toBe('which?\n<Pick: A>');
    on.answer = (one) => on.reply(one, 7, { ...QUIET, content: JSON.stringify(one.data), components: [] });
    expect(() => on.person('reader').choose(seen.message, 'Pick', ['b'])).toThrow('b cannot be chosen');
    expect((await on.person('reader').choose(seen.message, 'Pick', ['a']).seen).text).toContain(
      '"values":["a"]',
    );
    expect(on.fake.violations).toEqual([]);
  });

  it('in direct messages he is a user and no member', async () => {
    on.answer = (one) => on.reply(one, 4, { ...QUIET, content: `${one.user?.username} ${one.member}` });
    const dm = on.person('reader').dm();
    expect((await on.person('reader').slash(dm, 'ask').seen).text).toBe('reader undefined');
    expect(dm.messages).toHaveLength(1);
  });
});
