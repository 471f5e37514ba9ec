import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Turns a byte in the middle of each pack. */
export function damagePacks(gitDir: string): void {
  const folder = join(gitDir, 'objects', 'pack');
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.pack'))) {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
    chmodSync(path, 0o644);
    writeFileSync(path, bytes);
  }
}
