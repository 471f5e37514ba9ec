import type { Digest } from '../domain/digest.ts';
import { escapeInvisible } from './clean.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The keys in the order they are written in, whatever order the digest was built in; others follow sorted. */
const KEY_ORDER: readonly string[] = (
  'topic id title url label unit periodName periodLabel since until zone headline ' +
  'name email rule where text what date start value author category areas revision rfc resend ' +
  'parts seen total diff files added removed tags by replies people state change series milestone steps ' +
  'sections entries more moreUrl numbers now before yearAgo numberColumns chart weeks ' +
  'lists evidence filter mailsRead notes'
).split(' ');

function rank(key: string): number {
  const at = KEY_ORDER.indexOf(key);
  return at < 0 ? KEY_ORDER.length : at;
}

/** Public JSON is written in snake_case. */
function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as { readonly [key: string]: Json });
  entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [snakeCase(key), ordered(each)]));
}

/**
 * The digest as it is, as JSON with a stable order of keys. Nothing is cleaned away, but characters that
 * show nothing or turn the text around are written as escapes.
 */
export function renderJson(digest: Digest): string {
  return `${escapeInvisible(JSON.stringify(ordered(digest satisfies Json), null, 2))}\n`;
}
