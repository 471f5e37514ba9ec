import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ArchiveRef } from '../../src/ports/archive.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { cursorAt, mailEntry, remember } from '../contracts/store-world.ts';
import { makeMails } from '../sources/mails.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();

/** A mirror as a list's source keeps it, below the store's own folder. */
function mirror(data: string, source: string, list: string, epoch: number): ArchiveRef {
  const locator = join(data, 'sources', source, 'git', `${epoch}.git`);
  mkdirSync(locator, { recursive: true });
  return { kind: 'git', list, locator, epoch };
}

it('mirrors that move with the data folder are the same archives', () => {
  const before = join(temp(), 'before');
  const after = join(temp(), 'after');
  const places = (data: string): ArchiveRef[] => [
    mirror(data, 'lkml', 'linux-kernel', 0),
    mirror(data, 'lkml', 'linux-kernel', 1),
    mirror(data, 'rust', 'rust-for-linux', 0),
  ];
  const first = openStore(before, 'write', () => 0);
  const ids = places(before).map((ref, n) => {
    const { id } = first.openArchive(ref);
    remember(first, id, makeMails(2, `m${n}`).map(mailEntry), cursorAt(`c${n}`));
    return id;
  });
  first.close();
  renameSync(before, after);
  const second = openStore(after, 'write', () => 0);
  // A new list in the moved folder takes nobody's place.
  const fresh = second.openArchive(mirror(after, 'mm', 'linux-mm', 0));
  expect(fresh.cursor).toBeUndefined();
  expect(places(after).map((ref) => second.openArchive(ref))).toMatchObject(
    ids.map((id, n) => ({ id, cursor: cursorAt(`c${n}`), locator: places(after)[n]?.locator })),
  );
  expect(second.archives()).toHaveLength(4);
  // Told of by its new place once more, and from then on.
  expect(places(after).map((ref) => second.openArchive(ref).id)).toEqual(ids);
  second.close();
});

it('a copy of the data folder leaves the archive where it still is', () => {
  const here = temp();
  const store = openStore(here, 'write', () => 0);
  const known = store.openArchive(mirror(here, 'rust', 'rust-for-linux', 0));
  const other = store.openArchive(mirror(temp(), 'rust', 'rust-for-linux', 0));
  expect(other.id).not.toBe(known.id);
  store.close();
});
