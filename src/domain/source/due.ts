import type { SourceState } from './state.ts';

/** `ingest-lwn-20261121T1337Z`: the same in every process, so that a tick is one job. `tick` in ms. */
export function jobId(source: string, tick: number): string {
  const minute = new Date(tick).toISOString().slice(0, 16).replace(/[-:]/g, '');
  return `ingest-${source}-${minute}Z`;
}

/** How much later than its tick a source is asked (ms), below `jitter` seconds; the same in every process. */
export function delayOf(source: string, tick: number, jitter: number): number {
  return Math.floor(chance(`${source} ${tick}`) * jitter * 1000);
}

/** 0 <= n < 1, made of the text alone (FNV-1a with a final mix). */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

type Tried = Pick<SourceState, 'lastTry' | 'nextTry'> | undefined;

/** Whether a source rests, whatever the clock says. */
export function isResting(state: Tried, now: number): boolean {
  return state?.nextTry !== undefined && now < state.nextTry;
}

/**
 * Whether a tick went by without a try. `lastTick`: the last one before now; undefined where it is not known,
 * and the `longest` pause between two of them tells.
 */
export function isBehind(state: Tried, lastTick: number | undefined, longest: number, now: number): boolean {
  if (state?.lastTry === undefined) return true;
  return lastTick === undefined ? now - state.lastTry > longest : state.lastTry < lastTick;
}
