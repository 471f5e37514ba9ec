import { UsageError } from './usage-error.ts';

/** Standard input is gone once it was read. Throws UsageError. */
export function checkPaths(paths: readonly string[]): void {
  if (paths.filter((path) => path === '-').length > 1)
    throw new UsageError('standard input (-) can be read once');
  if (paths.includes('')) throw new UsageError('a path is empty: name a file or a folder');
}
