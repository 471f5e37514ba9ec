import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliContext } from './context.ts';

/** A folder for the time of the work, gone afterwards. */
export async function withScratchFolder<T>(
  { onInterrupt }: Pick<CliContext, 'onInterrupt'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lorewatch-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const settle = onInterrupt(remove);
  try {
    return await work(folder);
  } finally {
    settle();
    remove();
  }
}
