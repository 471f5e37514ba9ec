import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { goldenUrl, hashOf, svgUrl } from '../../scripts/gallery/goldens.ts';
import { namesFor, PLATFORMS } from '../../scripts/gallery/plan.ts';
import { faultsOf } from './faults.ts';
import { makeScenes, type Scenes } from './scenes.ts';

const UPDATES = process.env.UPDATE_GOLDEN === '1';

let scenes: Scenes;
beforeAll(async () => {
  scenes = await makeScenes();
}, 60_000);

function golden(url: URL, made: string): string {
  if (UPDATES) {
    mkdirSync(new URL('.', url), { recursive: true });
    writeFileSync(url, made);
  }
  return readFileSync(url, 'utf8');
}

describe.each(PLATFORMS)('the gallery of %s', (platform) => {
  it.each(namesFor(platform))('%s looks as it did, and is what the platform takes', (name) => {
    const shown = scenes.shown[platform].get(name);
    const made = `${JSON.stringify(shown, null, 1)}\n`;
    expect(made).toBe(golden(goldenUrl(platform, name), made));
    expect(shown?.messages.length).toBeGreaterThan(0);
    expect(faultsOf(platform, shown ?? expect.fail())).toEqual([]);
    for (const file of Object.values(shown?.pictures ?? {})) {
      const svg = scenes.svgs.get(file) ?? expect.fail(file);
      expect(svg).toBe(golden(svgUrl(file), svg));
    }
  });

  it('shows all that is planned, and nothing else', () => {
    expect([...scenes.shown[platform].keys()].sort()).toEqual(namesFor(platform).sort());
  });

  it.skipIf(UPDATES)('has a picture of each as it is now: npm run gallery makes them', () => {
    const index: unknown = JSON.parse(
      readFileSync(new URL('../../docs/gallery/index.json', import.meta.url), 'utf8'),
    );
    const now = namesFor(platform).map((name) => [`${platform}/${name}.png`, hashOf(platform, name)]);
    expect(index).toMatchObject(Object.fromEntries(now));
    const folder = new URL(`../../docs/gallery/${platform}/`, import.meta.url);
    expect(readdirSync(folder).sort()).toEqual(
      namesFor(platform)
        .map((name) => `${name}.png`)
        .sort(),
    );
    for (const [file] of now)
      expect(isPng(new URL(`../../docs/gallery/${file}`, import.meta.url))).toBe(true);
  });
});

function isPng(url: URL): boolean {
  return readFileSync(url).subarray(1, 4).toString('latin1') === 'PNG';
}
