// Makes the pictures of the gallery from the golden payloads. Wants a Chromium: CHROMIUM names it, else /usr/bin/chromium.
// Words name scenes: only those are drawn; without any, those whose golden files changed; `all`: all of them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { drawPicture } from '../src/platforms/picture.ts';
import { type DiscordShown, discordPage } from './gallery/discord-page.ts';
import { drawSigns } from './gallery/emoji.ts';
import { hashOf, readGolden, svgUrl } from './gallery/goldens.ts';
import { namesFor, PLATFORMS, type PlatformName, type SceneName } from './gallery/plan.ts';
import { galleryReadme } from './gallery/readme.ts';
import { shrinkPng } from './gallery/shrink.ts';
import { type SlackShown, slackPage } from './gallery/slack-page.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
const WIDTH = 640;
const FOLDER = new URL('../docs/gallery/', import.meta.url);
const INDEX = new URL('index.json', FOLDER);

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(browserPath)) {
  console.error(`there is no browser at ${browserPath}: install chromium, or name one with CHROMIUM`);
  process.exit(1);
}
const asked = process.argv.slice(2);
const known: Readonly<Record<string, string>> = existsSync(INDEX)
  ? JSON.parse(readFileSync(INDEX, 'utf8'))
  : {};
const hashes: Record<string, string> = {};
const browser = await chromium.launch({ executablePath: browserPath, args: FLAGS });
for (const platform of PLATFORMS) {
  mkdirSync(new URL(`${platform}/`, FOLDER), { recursive: true });
  for (const name of namesFor(platform)) {
    const file = `${platform}/${name}.png`;
    const hash = hashOf(platform, name);
    hashes[file] = hash;
    const isMeant = asked.includes('all') || asked.includes(name);
    if (!isMeant && (asked.length > 0 || (known[file] === hash && existsSync(new URL(file, FOLDER))))) {
      if (known[file] !== hash) hashes[file] = known[file] ?? '';
      continue;
    }
    writeFileSync(new URL(file, FOLDER), await shoot(browser, await pageOf(platform, name)));
    console.log(`docs/gallery/${file}`);
  }
}
await browser.close();
writeFileSync(INDEX, `${JSON.stringify(hashes, null, 2)}\n`);
writeFileSync(new URL('README.md', FOLDER), galleryReadme());

async function pageOf(platform: PlatformName, name: SceneName): Promise<string> {
  const shown = readGolden(platform, name);
  const pictures = new Map<string, string>();
  for (const [id, file] of Object.entries(shown.pictures)) {
    const png = await drawPicture(readFileSync(svgUrl(file), 'utf8'));
    pictures.set(id, `data:image/png;base64,${Buffer.from(png).toString('base64')}`);
  }
  return drawSigns(
    platform === 'slack'
      ? slackPage(readGolden<SlackShown>(platform, name), pictures)
      : discordPage(readGolden<DiscordShown>(platform, name), pictures),
  );
}

async function shoot(browser: Browser, html: string): Promise<Uint8Array> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 80 }, deviceScaleFactor: 1 });
  await page.setContent(html);
  const png = await page.screenshot({ fullPage: true });
  await page.close();
  return shrinkPng(png);
}
