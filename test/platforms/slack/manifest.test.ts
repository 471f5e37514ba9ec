import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createManifest } from '../../../src/platforms/slack/manifest.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../docs/slack/${name}`, import.meta.url), 'utf8'));

type Manifest = {
  readonly display_information: {
    readonly name: string;
    readonly description: string;
    readonly long_description: string;
  };
  readonly features: {
    readonly slash_commands: readonly { readonly description: string; readonly usage_hint: string }[];
    readonly shortcuts: readonly { readonly name: string; readonly description: string }[];
  };
};

describe('createManifest', () => {
  it.each([
    ['socket', 'manifest.json'],
    ['http', 'manifest-http.json'],
  ] as const)('%s: docs/slack/%s is what it makes', (mode, name) => {
    expect(read(name)).toEqual(createManifest(mode));
  });

  it('keeps what Slack says of lengths', () => {
    const manifest = read('manifest.json') as Manifest;
    const { name, description, long_description: long } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long.length).toBeGreaterThanOrEqual(175);
    expect(long.length).toBeLessThanOrEqual(4000);
    for (const shortcut of manifest.features.shortcuts) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
    }
    for (const command of manifest.features.slash_commands) {
      expect(command.description.length).toBeLessThanOrEqual(2000);
      expect(command.usage_hint.length).toBeLessThanOrEqual(1000);
    }
  });
});
