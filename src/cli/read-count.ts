import { UsageError } from './usage-error.ts';

const MOST = 10_000;

/** The number that an option was given; undefined where it was not given. Throws UsageError that names the option. */
export function readCount(option: string, text: string): number;
export function readCount(option: string, text: string | undefined): number | undefined;
export function readCount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > MOST) {
    throw new UsageError(`${option} takes a number from 1 to ${MOST}, not \`${text}\``);
  }
  return count;
}
