import { escapeInvisible } from '../render/clean.ts';

/** One JSON line; what a terminal would obey stands in it as an escape. */
export function jsonLine(value: object): string {
  return `${escapeInvisible(JSON.stringify(value))}\n`;
}
