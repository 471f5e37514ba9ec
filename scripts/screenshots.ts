// Makes the pictures of the documentation from the made-up world. Wants a Chromium: CHROMIUM names it, else /usr/bin/chromium.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { run } from './run.ts';

const PICTURES = [
  { file: 'digest.png', width: 760, height: 1180, scheme: 'light' },
  { file: 'digest-phone-dark.png', width: 390, height: 1180, scheme: 'dark' },
] as const;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(browserPath)) {
  console.error(`there is no browser at ${browserPath}: install chromium, or name one with CHROMIUM`);
  process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), 'lorewatch-pictures-'));
const world = join(scratch, 'world');
await run(process.execPath, ['src/main.ts', 'demo', '--out', world]);
const folder = resolve('docs/pictures');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: browserPath, args: FLAGS });
for (const { file, width, height, scheme } of PICTURES) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    deviceScaleFactor: 1.5,
  });
  await page.goto(`file://${join(world, 'digest.html')}`);
  await page.screenshot({ path: join(folder, file) });
  console.log(`docs/pictures/${file}`);
}
await browser.close();
rmSync(scratch, { recursive: true, force: true });
