import type { DatabaseSync } from 'node:sqlite';

/** When a kept mail first touched a file with the suffix at each of these paths, or below it (ms). */
export type FirstTouched = (paths: readonly string[], suffix: string) => ReadonlyMap<string, number>;

/** One pass over the files of all kept mails, oldest first, until every path was seen. */
export function createFirstTouched(database: DatabaseSync): FirstTouched {
  const touching = database.prepare(
    `SELECT m.date, k.files FROM kept k JOIN message m ON m.id = k.message
     WHERE instr(k.files, ?) > 0 AND m.kind IN (0, 1) ORDER BY m.date`,
  );
  return (paths, suffix) => {
    const seen = new Map<string, number>();
    const open = new Set(paths);
    if (open.size === 0) return seen;
    for (const { date, files } of touching.iterate(suffix)) {
      for (const line of String(files).split('\n')) {
        const [path = ''] = line.split('\t');
        if (!path.endsWith(suffix)) continue;
        for (const place of placesOf(path, suffix)) {
          if (open.delete(place)) seen.set(place, Number(date) * 1000);
        }
      }
      if (open.size === 0) break;
    }
    return seen;
  };
}

/** The file itself without its suffix, and every folder above it. */
function* placesOf(path: string, suffix: string): Generator<string> {
  yield path;
  yield path.slice(0, -suffix.length);
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) yield path.slice(0, at);
}
