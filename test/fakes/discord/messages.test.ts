import { Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { idOf, QUIET, refusal, useRest } from './rest-stage.ts';

const on = useRest();
const embeds = (count: number, each: object): object => ({
  embeds: Array.from({ length: count }, () => each),
});
const buttons = (...ids: string[]): object => ({
  type: 1,
  components: ids.map((custom_id) => ({ type: 2, style: 2, label: 'x', custom_id })),
});

describe('messages', () => {
  it('stand, change and go', async () => {
    const id = idOf(
      await on.send(on.general(), { content: 'one', embeds: [{ title: 'T', url: 'https://example.org/' }] }),
    );
    expect(on.general().messages.map(({ text }) => text)).toEqual(['one\n| **T** <https://example.org/>']);
    on.clock += 1_000;
    await on.rest.patch(Routes.channelMessage(on.general().id, id), { body: { ...QUIET, content: 'two' } });
    const [message] = on.general().messages;
    expect(message?.history.map(({ content }) => content)).toEqual(['one', 'two']);
    expect(message?.embeds).toHaveLength(1);
    expect(await on.rest.get(Routes.channelMessage(on.general().id, id))).toMatchObject({ content: 'two' });
    await on.rest.delete(Routes.channelMessage(on.general().id, id));
    expect(on.general().messages).toEqual([]);
    expect(await refusal(on.rest.get(Routes.channelMessage(on.general().id, id)))).toBe('404 10008');
    expect(on.fake.violations).toEqual([]);
  });

  it('are listed, the newest first, by before, after and limit', async () => {
    const ids: string[] = [];
    for (const content of ['a', 'b', 'c', 'd']) {
      ids.push(idOf(await on.send(on.general(), { content })));
      on.clock += 10;
    }
    const list = async (query: Record<string, string>): Promise<string> => {
      const got = await on.rest.get(Routes.channelMessages(on.general().id), {
        query: new URLSearchParams(query),
      });
      return Array.isArray(got) ? got.map(({ content }) => content).join('') : '';
    };
    expect(await list({})).toBe('dcba');
    expect(await list({ limit: '2' })).toBe('dc');
    expect(await list({ after: ids[0] ?? '', limit: '2' })).toBe('cb');
    expect(await list({ before: ids[2] ?? '' })).toBe('ba');
    await expect(list({ limit: '101' })).rejects.toThrow('Invalid Form Body');
  });

  it('are one where the nonce is one, for some minutes', async () => {
    const body = { content: 'x', nonce: 'abc', enforce_nonce: true };
    const first = idOf(await on.send(on.general(), body));
    expect(idOf(await on.send(on.general(), body))).toBe(first);
    expect(on.general().messages).toHaveLength(1);
    on.clock += 4 * 60_000;
    expect(idOf(await on.send(on.general(), body))).not.toBe(first);
    expect(idOf(await on.send(on.general(), { content: 'x', nonce: 'abc' }))).not.toBe(first);
    expect(await refusal(on.send(on.general(), { content: 'x', nonce: 'a'.repeat(26) }))).toBe('400 50035');
  });

  it('bring files', async () => {
    const files = [{ name: 'chart.png', data: Buffer.from('PNG'), contentType: 'image/png' }];
    const body = {
      ...QUIET,
      embeds: [{ image: { url: 'attachment://chart.png' } }],
      attachments: [{ id: '0', description: 'a chart' }],
    };
    await on.rest.post(Routes.channelMessages(on.general().id), { body, files });
    const [message] = on.fake.posted;
    expect(message?.attachments).toMatchObject([{ filename: 'chart.png', description: 'a chart', size: 3 }]);
    expect(Buffer.from(message?.files.get('chart.png') ?? []).toString()).toBe('PNG');
    expect(on.fake.violations).toEqual([]);
    await on.send(on.general(), { embeds: [{ image: { url: 'attachment://other.png' } }] });
    expect(on.fake.violations).toMatchObject([{ what: 'attachment://other.png is not attached' }]);
  });

  it('R8: tell whom they would ping', async () => {
    const content = '@everyone <@5> <@&6> @here';
    await on.send(on.general(), { content });
    expect(on.fake.pings).toEqual([]);
    await on.rest.post(Routes.channelMessages(on.general().id), { body: { content } });
    expect(on.fake.pings.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'user 5',
      'role 6',
      `everyone ${on.general().id}`,
      `here ${on.general().id}`,
    ]);
    expect(on.fake.violations).toMatchObject([
      { what: 'allowed_mentions is missing in a message', accepted: true },
    ]);
  });
});

describe('limits of messages', () => {
  const cases: readonly [string, object][] = [
    ['content of 2001', { content: 'x'.repeat(2001) }],
    ['nothing', {}],
    ['eleven embeds', embeds(11, { title: 'x' })],
    ['6001 characters over all embeds', embeds(3, { description: 'x'.repeat(2001) })],
    ['a title of 257', { embeds: [{ title: 'x'.repeat(257) }] }],
    ['a description of 4097', { embeds: [{ description: 'x'.repeat(4097) }] }],
    ['26 fields', { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'a', value: 'b' })) }] }],
    ['an empty field', { embeds: [{ fields: [{ name: 'a', value: ' ' }] }] }],
    ['a value of 1025', { embeds: [{ fields: [{ name: 'a', value: 'x'.repeat(1025) }] }] }],
    ['a footer of 2049', { embeds: [{ footer: { text: 'x'.repeat(2049) } }] }],
    ['an author of 257', { embeds: [{ author: { name: 'x'.repeat(257) } }] }],
    ['a javascript url', { embeds: [{ title: 'x', url: 'javascript:alert(1)' }] }],
    ['six rows', { components: Array.from({ length: 6 }, (_, at) => buttons(`${at}`)) }],
    ['six buttons in a row', { components: [buttons('1', '2', '3', '4', '5', '6')] }],
    ['a custom_id twice', { components: [buttons('1'), buttons('1')] }],
    ['a custom_id of 101', { components: [buttons('x'.repeat(101))] }],
    [
      'a label of 81',
      {
        components: [{ type: 1, components: [{ type: 2, style: 2, label: 'x'.repeat(81), custom_id: 'a' }] }],
      },
    ],
    [
      'a link button with a custom_id',
      {
        components: [
          {
            type: 1,
            components: [{ type: 2, style: 5, label: 'x', url: 'https://example.org', custom_id: 'a' }],
          },
        ],
      },
    ],
    ['a key nobody knows', { content: 'x', colour: 3 }],
    ['Components V2 without the flag', { components: [{ type: 10, content: 'x' }] }],
    ['Components V2 with content', { content: 'x', flags: 32768, components: [{ type: 10, content: 'x' }] }],
    [
      '4001 characters in Components V2',
      { flags: 32768, components: [0, 1].map(() => ({ type: 10, content: 'x'.repeat(2001) })) },
    ],
    ['parse and ids of one kind', { content: 'x', allowed_mentions: { parse: ['users'], users: ['5'] } }],
  ];
  it.each(cases)('%s is refused', async (_name, body) => {
    expect(await refusal(on.send(on.general(), body))).toMatch(/^400 (50035|50006)$/);
    expect(on.fake.posted).toEqual([]);
    expect(on.fake.violations.length).toBeGreaterThan(0);
  });

  it('names the place of each mistake, nested', async () => {
    const error: unknown = await on
      .send(on.general(), { embeds: [{ title: 'x'.repeat(300) }] })
      .catch((one) => one);
    expect(error).toMatchObject({
      rawError: { errors: { embeds: { 0: { title: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH' }] } } } } },
    });
  });

  it('takes what is just within', async () => {
    await on.send(on.general(), {
      content: 'x'.repeat(2000),
      embeds: [
        { title: 'x'.repeat(256), description: 'x'.repeat(4096) },
        { fields: [{ name: 'a', value: 'x'.repeat(1024) }] },
      ],
      components: ['a', 'b', 'c', 'd', 'e'].map((row) =>
        buttons(...[1, 2, 3, 4, 5].map((at) => `${row}${at}`)),
      ),
    });
    await on.send(on.general(), {
      flags: 32768,
      components: [{ type: 17, components: [{ type: 10, content: 'x'.repeat(4000) }] }],
    });
    expect(on.fake.violations).toEqual([]);
  });
});
