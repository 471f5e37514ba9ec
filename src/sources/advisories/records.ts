import type { Advisory } from '../../domain/item/advisory.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import { parseRecord } from '../../parse/advisory/record.ts';
import { splitBlobs } from '../archive/blobs.ts';
import { gitFailure, startGit, writeAll } from '../archive/git.ts';
import type { RecordChange } from './changes.ts';

/**
 * Reads the records that changed, as many at once as come, in their order. Every change gives one item; a record
 * that cannot be read is a broken one. Nothing waits in memory but what was read last. Throws ArchiveError where
 * git cannot be asked.
 */
export async function* readRecords(
  gitDir: string,
  changes: readonly RecordChange[],
): AsyncGenerator<(Advisory | BrokenItem)[]> {
  if (changes.length === 0) return;
  const { git, finished } = startGit(gitDir, ['cat-file', '--batch', '--buffer']);
  const asked = changes.flatMap(({ places }) => places.map((place) => `${place}\n`)).join('');
  const feeding = writeAll(git.stdin, asked).then(() => git.stdin.end());
  let told: (Buffer | undefined)[] = [];
  let next = 0;
  try {
    for await (const blobs of splitBlobs(git.stdout)) {
      const items: (Advisory | BrokenItem)[] = [];
      for (const { bytes } of blobs) {
        const change = changes[next];
        // The bytes are a view into what git sent: what waits for its second half is copied.
        told.push(change !== undefined && change.places.length > 1 && bytes ? Buffer.from(bytes) : bytes);
        if (change === undefined || told.length < change.places.length) continue;
        items.push(readChange(change, told));
        told = [];
        next++;
      }
      if (items.length > 0) yield items;
    }
  } finally {
    git.kill();
  }
  await feeding;
  const end = await finished;
  if (end.code !== 0) throw gitFailure(gitDir, end);
}

/** What lies among the rejected ones is rejected, whatever state its record says: most are moved there as they are. */
function readChange(change: RecordChange, told: readonly (Buffer | undefined)[]): Advisory | BrokenItem {
  const items = change.places.map((place, n) => readPlace(place, change.id, told[n]));
  const found = items.filter((item) => item.kind === 'advisory');
  const [first, earlier] = found;
  if (first === undefined) return items[0] ?? { kind: 'broken', place: change.id, why: 'it has no record' };
  const { rejected, published } = change;
  if (!rejected) return { ...first, published: first.published ?? published };
  const said = first.title === '' && earlier ? { ...earlier, description: first.description } : first;
  return { ...said, state: 'rejected', published: said.published ?? published, updated: first.updated };
}

function readPlace(place: string, id: string, bytes: Buffer | undefined): Advisory | BrokenItem {
  const path = place.slice(place.indexOf(':') + 1);
  if (bytes === undefined) return { kind: 'broken', place: path, why: 'the mirror does not have it' };
  const item = parseRecord(bytes, path);
  if (item.kind === 'broken' || item.id === id) return item;
  return { kind: 'broken', place: path, why: `it is filed as ${id} and says that it is ${item.id}` };
}
