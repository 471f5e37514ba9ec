import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../src/platforms/slack/seal.ts';
import { createSlackTokens } from '../../../src/platforms/slack/tokens.ts';

const KEY = 'a key of the installation';
const TOKEN = 'xoxb-made-up';
const installation = JSON.stringify({ team: { id: 'T1' }, bot: { token: TOKEN, userId: 'U1' } });

describe('what is sealed', () => {
  it('R25: shows nothing of itself, and opens with its key alone', () => {
    const sealed = seal(installation, KEY);
    expect(sealed).not.toContain(TOKEN);
    expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain(TOKEN);
    expect(unseal(sealed, KEY)).toBe(installation);
    expect(unseal(sealed, 'another')).toBeUndefined();
    expect(seal(installation, KEY)).not.toBe(sealed);
  });

  it('cannot be changed, cut or made up', () => {
    const sealed = seal(installation, KEY);
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (const at of [0, 17, 30, 45, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal(`v1.${changed.toString('base64url')}`, KEY)).toBeUndefined();
    }
    for (const text of ['', 'v1.', 'v2.AAAA', sealed.slice(0, 30), `${sealed}.x`, 'no'])
      expect(unseal(text, KEY)).toBeUndefined();
  });
});

describe('tokens', () => {
  const sealedOf = (team: string): string | undefined =>
    team === 'T1' ? seal(installation, KEY) : undefined;

  it('an installation goes before the token of the settings', () => {
    const tokens = createSlackTokens({ botToken: 'xoxb-own', sealedOf, key: KEY });
    expect(tokens.tokenOf('T1')).toEqual({ token: TOKEN });
    expect(tokens.tokenOf('T2')).toEqual({ token: 'xoxb-own' });
  });

  it('what is missing is said with the way out, without secrets', () => {
    const none = createSlackTokens({ botToken: undefined, sealedOf, key: 'another' });
    expect(none.tokenOf('T2')).toEqual({ wrong: expect.stringContaining('set SLACK_BOT_TOKEN') });
    expect(none.tokenOf('T1')).toEqual({ wrong: expect.stringContaining('LOREWATCH_KEY') });
    const empty = createSlackTokens({ botToken: undefined, sealedOf: () => seal('{}', KEY), key: KEY });
    expect(empty.tokenOf('T1')).toEqual({ wrong: expect.stringContaining('anew') });
  });
});
