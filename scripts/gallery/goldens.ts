import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PlatformName, SceneName } from './plan.ts';

/** How something is shown. `messages`: what the platform is sent, whole. */
export type Shown<Message = unknown> = {
  /**
   * `post`: in the place; `thread`: the same, and what is behind the first is in its thread; `whisper`: only to him who
   * asked; `shared`: to all, asked by one.
   */
  readonly surface: 'post' | 'thread' | 'whisper' | 'shared' | 'form' | 'home';
  /** What was typed; '' = nothing. */
  readonly asked: string;
  readonly messages: readonly Message[];
  /** Of the pictures in it, by the name that the message calls them: the file of the SVG, in test/fixtures/gallery/pictures. */
  readonly pictures: Readonly<Record<string, string>>;
};

const GOLDEN = new URL('../../test/fixtures/gallery/', import.meta.url);

export function goldenUrl(platform: PlatformName, name: SceneName): URL {
  return new URL(`${platform}/${name}.json`, GOLDEN);
}

export function svgUrl(file: string): URL {
  return new URL(`pictures/${file}`, GOLDEN);
}

/** `Message`: as the renderers of the platform make it. */
export function readGolden<Message>(platform: PlatformName, name: SceneName): Shown<Message> {
  return JSON.parse(readFileSync(goldenUrl(platform, name), 'utf8'));
}

/** Of all that a picture is made from, hexadecimal: it is another one where the picture has to be made anew. */
export function hashOf(platform: PlatformName, name: SceneName): string {
  const { pictures } = readGolden<unknown>(platform, name);
  const hash = createHash('sha256').update(readFileSync(goldenUrl(platform, name)));
  for (const file of Object.values(pictures).sort()) hash.update(readFileSync(svgUrl(file)));
  return hash.digest('hex').slice(0, 16);
}
