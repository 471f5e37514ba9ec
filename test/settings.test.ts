import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../src/ports/errors.ts';
import { readSettings } from '../src/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'lorewatch-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('the settings', () => {
  it('have defaults; an empty variable is none', () => {
    expect(readSettings({})).toEqual({
      data: './data',
      config: undefined,
      color: undefined,
      contact: undefined,
      log: undefined,
      proxy: { http: undefined, https: undefined, no: undefined },
      smtp: undefined,
      mailFrom: undefined,
      redis: undefined,
      url: undefined,
      port: undefined,
      host: '127.0.0.1',
      slack: {
        botToken: undefined,
        appToken: undefined,
        signingSecret: undefined,
        clientId: undefined,
        clientSecret: undefined,
      },
      discord: { token: undefined, publicKey: undefined },
      key: undefined,
    });
    expect(readSettings({ LOREWATCH_DATA: '', LOREWATCH_CONFIG: '' }).data).toBe('./data');
  });

  it('know proxies in both spellings, the small one first', () => {
    const { proxy } = readSettings({
      HTTPS_PROXY: 'http://big',
      https_proxy: 'http://small',
      NO_PROXY: 'a,b',
    });
    expect(proxy).toEqual({ http: undefined, https: 'http://small', no: 'a,b' });
  });

  it('come from the environment, or from the file that it names', () => {
    expect(readSettings({ LOREWATCH_DATA: '/a', LOREWATCH_CONFIG: '/b' })).toMatchObject({
      data: '/a',
      config: '/b',
    });
    expect(readSettings({ LOREWATCH_DATA_FILE: file('data', '/from/file\n') }).data).toBe('/from/file');
    expect(readSettings({ LOREWATCH_DATA: '/a', LOREWATCH_DATA_FILE: '/nowhere' }).data).toBe('/a');
  });

  it('name the variable and the file that cannot be read, or is empty', () => {
    expect(() => readSettings({ LOREWATCH_DATA_FILE: '/nowhere/x' })).toThrow(
      new UserError('LOREWATCH_DATA_FILE names a file that cannot be read: /nowhere/x'),
    );
    expect(() => readSettings({ LOREWATCH_CONFIG_FILE: file('empty', ' \n') })).toThrow(
      /LOREWATCH_CONFIG_FILE names a file with nothing in it/,
    );
  });

  it('never tell a value in a message', () => {
    const secret = 'hunter2-hunter2';
    expect(() => readSettings({ LOREWATCH_DATA: secret, LOREWATCH_CONFIG_FILE: '/nowhere' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(secret) }),
    );
  });

  it.each([
    [{}, undefined],
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, undefined],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, undefined],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
  ])('%j asks for colour %s', (environment, color) => {
    expect(readSettings(environment).color).toBe(color);
  });
});
