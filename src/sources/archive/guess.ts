import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** An index has so many bytes an object, behind a table and before two checksums (gitformat-pack(5), version 2). */
const OBJECT = 20 + 4 + 4;
const REST = 8 + 256 * 4 + 2 * 20;
/** A commit, its tree, the mail. */
const OBJECTS_OF_A_MAIL = 3;

/** About how many mails the packs of an epoch hold; undefined where it has none of its own. */
export function guessMails(gitDir: string): number | undefined {
  try {
    const folder = join(gitDir, 'objects', 'pack');
    const indexes = readdirSync(folder).filter((name) => name.endsWith('.idx'));
    const sizes = indexes.map((name) => Math.max(0, statSync(join(folder, name)).size - REST));
    const objects = sizes.reduce((sum, size) => sum + size / OBJECT, 0);
    return indexes.length === 0 ? undefined : Math.round(objects / OBJECTS_OF_A_MAIL);
  } catch {
    return undefined;
  }
}
