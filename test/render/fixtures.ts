import { readdirSync, readFileSync } from 'node:fs';
import type { Digest } from '../../src/domain/digest.ts';

export const FIXTURES = new URL('../fixtures/digest/', import.meta.url);

/** The names of the digests that are written down there. */
export const FIXTURE_NAMES = readdirSync(FIXTURES)
  .filter((file) => /^[a-z]+\.json$/.test(file))
  .map((file) => file.slice(0, -'.json'.length));

export function readDigest(name: string): Digest {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')) as Digest;
}
