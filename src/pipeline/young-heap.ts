import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Of the young generation, both halves (bytes). */
const ENOUGH = 16 << 20;

let bounded = false;

/**
 * Left alone, V8 lets the young generation grow to 128 MiB while mails stream through it, which costs
 * memory and, cold as it is, time too. To be called now and then while much is read.
 */
export function boundYoungHeap(): void {
  if (bounded) return;
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  if (young === undefined || young.space_size < ENOUGH) return;
  setFlagsFromString('--semi-space-growth-factor=1');
  bounded = true;
}
