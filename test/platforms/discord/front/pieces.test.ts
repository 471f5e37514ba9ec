import { generateKeyPairSync, sign } from 'node:crypto';
import type { APIModalSubmission } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../../src/domain/answer/ask.ts';
import type { CommandSpec } from '../../../../src/domain/answer/command-spec.ts';
import { createCustomIds } from '../../../../src/platforms/discord/front/custom-id.ts';
import { declareCommands } from '../../../../src/platforms/discord/front/declare.ts';
import { findLink } from '../../../../src/platforms/discord/front/find-link.ts';
import { openForm, readForm } from '../../../../src/platforms/discord/front/form.ts';
import { areSame } from '../../../../src/platforms/discord/front/same-commands.ts';
import { createSeen } from '../../../../src/platforms/discord/front/seen.ts';
import { readTrouble } from '../../../../src/platforms/discord/front/trouble.ts';
import { isSigned, readPublicKey } from '../../../../src/platforms/discord/front/verify.ts';

const TENANT = 'discord:1/';
const ask = (values: Ask['values'], command = 'search', page = 0): Ask => ({ command, values, page });

describe('the ids of buttons', () => {
  it('never have more than 100 characters, and come back as they were', () => {
    const ids = createCustomIds();
    const words = fc.record({ query: fc.string({ unit: 'binary', maxLength: 300 }), page: fc.nat(200) });
    fc.assert(
      fc.property(words, ({ query, page }) => {
        const asked = ask(query === '' ? {} : { query }, 'search', page);
        const id = ids.write('new', asked, TENANT);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(id).toMatch(/^[ -~]{1,100}$/);
        expect(ids.read(id, TENANT)).toEqual({ deed: 'new', ask: asked });
      }),
    );
  });
  it('R26: what was kept for one installation is not there for another', () => {
    const ids = createCustomIds();
    const id = ids.write('replace', ask({ query: 'x'.repeat(200) }), TENANT);
    expect(ids.read(id, 'discord:2/')).toBe('forgotten');
    expect(ids.read(id, TENANT)).toMatchObject({ deed: 'replace' });
  });
  it('keep a bounded number of long ones', () => {
    const ids = createCustomIds();
    const first = ids.write('new', ask({ query: 'x'.repeat(200) }), TENANT);
    for (let n = 0; n < 5000; n++) ids.write('new', ask({ query: 'y'.repeat(200) }), TENANT);
    expect(ids.read(first, TENANT)).toBe('forgotten');
  });
  it('are read whatever they are', () => {
    const ids = createCustomIds();
    for (const id of ['', 'n', 'n:', 'n:~', 'x:help', 'n:__proto__', 'n:Help', 'r:help|99999'])
      expect([undefined, 'forgotten']).toContain(ids.read(id, TENANT));
  });
});

describe('a link in a message', () => {
  const link = 'https://lore.example.org/all/20260401-a-b@mail.example.org/';
  it.each([
    ['alone', { content: link }],
    ['in a sentence', { content: `see ${link}, and more` }],
    ['in markdown', { content: `[this](${link})` }],
    ['behind another', { content: `https://example.org/page <${link}>` }],
    ['in an embed', { content: '', embeds: [{ description: `now ${link}.` }] }],
    ['forwarded', { content: '', message_snapshots: [{ message: { content: link } }] }],
  ])('is found: %s', (_, message) => {
    expect(findLink(message)).toBe(link);
  });
  it('is not made of anything else', () => {
    expect(findLink({ content: 'mail a@example.org or https://example.org/@somebody' })).toBeUndefined();
    expect(findLink({})).toBeUndefined();
  });
  it('is looked for in bounded time', () => {
    const text = `${'https://'.repeat(20_000)} ${'https://a/b '.repeat(20_000)}`;
    const before = performance.now();
    expect(findLink({ content: text })).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(500);
  });
});

const spec: CommandSpec = {
  name: 'subscribe',
  summary: 'tell this place what matches a filter',
  detail: '',
  options: [
    { name: 'zone', summary: 'by whose clocks', kind: 'text', suggests: 'zone' },
    { name: 'filter', summary: 'what', kind: 'text', required: true },
    { name: 'backfill', summary: 'so many', kind: 'number' },
    { name: 'cadence', summary: 'when', kind: 'text', choices: ['now', 'daily'] },
    { name: 'share', summary: 'to all', kind: 'flag' },
  ],
  manages: true,
  examples: [],
};
const form = {
  title: 'Subscribe',
  send: 'Go',
  fields: [
    { option: 'filter', label: 'What', hint: 'area:drm', required: true as const },
    { option: 'cadence', label: 'When', hint: 'now', choices: ['now', 'daily'] },
  ],
};

describe('what is declared', () => {
  it('has what is required first, choices, completion, and no limit on who asks', () => {
    const [slash, ...more] = declareCommands([spec], { everywhere: true });
    expect(more).toEqual([]);
    expect(slash).toEqual({
      type: 1,
      name: 'lorewatch',
      description: expect.any(String),
      contexts: [0],
      integration_types: [0],
      options: [
        {
          type: 1,
          name: 'subscribe',
          description: 'tell this place what matches a filter',
          options: [
            { type: 3, name: 'filter', description: 'what', required: true, autocomplete: false },
            { type: 3, name: 'zone', description: 'by whose clocks', required: false, autocomplete: true },
            { type: 4, name: 'backfill', description: 'so many', required: false, autocomplete: false },
            {
              type: 3,
              name: 'cadence',
              description: 'when',
              required: false,
              choices: [
                { name: 'now', value: 'now' },
                { name: 'daily', value: 'daily' },
              ],
            },
            { type: 5, name: 'share', description: 'to all', required: false },
          ],
        },
      ],
    });
  });
  it('requires nothing where a form is opened by saying nothing', () => {
    const declared = JSON.stringify(declareCommands([{ ...spec, form }], { everywhere: true }));
    expect(declared).not.toContain('"required":true');
  });
  it('is compared by what was declared, not by what Discord adds', () => {
    const declared = declareCommands([spec, { ...spec, name: 'follow' }], { everywhere: true });
    const registered = declared.map((command, at) => ({
      id: `${at}`,
      version: '1',
      nsfw: false,
      default_member_permissions: null,
      name_localizations: null,
      ...command,
      ...(command.type === 3 ? { description: '' } : {}),
    }));
    expect(areSame(registered.toReversed(), declared)).toBe(true);
    expect(areSame([{ ...registered[0], contexts: [0, 1] }, registered[1]], declared)).toBe(false);
    expect(areSame([{ ...registered[0], default_member_permissions: '32' }, registered[1]], declared)).toBe(
      false,
    );
    expect(areSame(registered, declareCommands([spec], { everywhere: true }))).toBe(false);
    const local = declareCommands([spec], { everywhere: false });
    expect(areSame([{ ...local[0], contexts: null, integration_types: [0] }], local)).toBe(true);
  });
});

describe('a form', () => {
  it('keeps what has no field, and what is none of the choices', () => {
    const ids = createCustomIds();
    const filled = ask({ filter: 'area:', cadence: 'weekly MON', zone: 'Europe/Berlin' }, 'subscribe');
    const { data } = openForm({ ...spec, form }, filled, 'resent', { ids, tenant: TENANT });
    expect(ids.read(data.custom_id, TENANT)).toEqual({
      deed: 'resent',
      ask: ask({ zone: 'Europe/Berlin' }, 'subscribe'),
    });
    expect(JSON.stringify(data)).toContain('{"label":"weekly MON","value":"weekly MON","default":true}');
    expect(JSON.stringify(data)).toContain('"value":"area:"');
  });
  it('is read in rows and behind labels', () => {
    const sent: Pick<APIModalSubmission, 'components'> = {
      components: [
        { type: 18, id: 1, component: { type: 3, id: 2, custom_id: 'cadence', values: ['daily'] } },
        { type: 1, id: 3, components: [{ type: 4, id: 4, custom_id: 'filter', value: ' area:drm ' }] },
        { type: 18, id: 5, component: { type: 4, id: 6, custom_id: 'zone', value: '' } },
      ],
    };
    expect(readForm(sent)).toEqual({ cadence: 'daily', filter: 'area:drm' });
  });
});

describe('what Discord signs', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = readPublicKey(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'));
  const body = Buffer.from('{"type":1}');
  const signed = (seconds: number) => ({
    timestamp: `${seconds}`,
    signature: sign(null, Buffer.concat([Buffer.from(`${seconds}`), body]), privateKey).toString('hex'),
    body,
  });
  const NOW = 1_790_000_000;
  it('R3: is taken as it was signed, and only then', () => {
    expect(isSigned(signed(NOW), key, NOW * 1000)).toBe(true);
    expect(isSigned({ ...signed(NOW), body: Buffer.from('{"type":2}') }, key, NOW * 1000)).toBe(false);
    expect(isSigned({ ...signed(NOW), timestamp: `${NOW + 1}` }, key, NOW * 1000)).toBe(false);
    expect(isSigned({ ...signed(NOW), signature: undefined }, key, NOW * 1000)).toBe(false);
    expect(isSigned({ ...signed(NOW), signature: 'ff'.repeat(64) }, key, NOW * 1000)).toBe(false);
    expect(isSigned({ ...signed(NOW), signature: 'zz' }, key, NOW * 1000)).toBe(false);
  });
  it('R3: is refused where it is old, or ahead', () => {
    expect(isSigned(signed(NOW - 299), key, NOW * 1000)).toBe(true);
    expect(isSigned(signed(NOW - 301), key, NOW * 1000)).toBe(false);
    expect(isSigned(signed(NOW + 301), key, NOW * 1000)).toBe(false);
  });
  it('needs a key that is one', () => {
    expect(() => readPublicKey('abc')).toThrow(/Public Key/);
  });
});

describe('small things', () => {
  it('remembers a bounded number of what it has seen', () => {
    const isNew = createSeen(2);
    expect([isNew('a'), isNew('a'), isNew('b'), isNew('c'), isNew('c'), isNew('a')]).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
    ]);
  });
  it('R25: tells of troubles without the address of the request', () => {
    const error = Object.assign(new Error('POST https://x/interactions/1/SECRET/callback'), {
      url: 'https://x/interactions/1/SECRET/callback',
      status: 404,
      code: 10062,
    });
    expect(readTrouble(error).words).toBe('Discord answered 404 (10062)');
    expect(readTrouble(new Error('SECRET')).words).not.toContain('SECRET');
    expect(readTrouble(undefined).status).toBe(0);
  });
});
