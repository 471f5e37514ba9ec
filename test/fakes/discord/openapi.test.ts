import { expect, it } from 'vitest';
import { describeWithCorpus } from '../../corpus.ts';
import { discordSpec } from './openapi.ts';

const MESSAGES = '/channels/{channel_id}/messages';

describeWithCorpus('the OpenAPI of Discord', (corpus) => {
  const spec = discordSpec(corpus);
  it('lets right bodies through', () => {
    const body = { content: 'x', embeds: [{ title: 'T' }], allowed_mentions: { parse: [] }, nonce: 'a' };
    expect(spec?.request('POST', MESSAGES, body)).toEqual([]);
    expect(spec?.schema('RichEmbed', { title: 'T', fields: [{ name: 'a', value: 'b' }] })).toEqual([]);
    const command = { name: 'a', description: 'x', default_member_permissions: '32', contexts: [0] };
    expect(spec?.request('PUT', '/applications/{application_id}/commands', [command])).toEqual([]);
  });
  it('complains of wrong ones: too long, a key that nobody knows, a type', () => {
    expect(spec?.request('POST', MESSAGES, { embeds: [{ title: 'x'.repeat(257) }] })).toEqual([
      '/embeds/0/title must NOT have more than 256 characters',
    ]);
    expect(spec?.request('POST', MESSAGES, { colour: 1 })).toEqual([
      'body must NOT have additional properties (colour)',
    ]);
    expect(spec?.request('POST', MESSAGES, { content: 1 })).toHaveLength(1);
    expect(spec?.answer('POST', MESSAGES, 200, {})).not.toEqual([]);
    expect(spec?.answer('POST', MESSAGES, 400, { code: 'x' })).not.toEqual([]);
  });
  it('knows its routes', () => {
    expect(spec?.knows('POST', MESSAGES)).toBe(true);
    expect(spec?.knows('POST', '/nothing')).toBe(false);
  });
});
