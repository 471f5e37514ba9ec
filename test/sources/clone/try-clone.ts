import { join } from 'node:path';
import { createCloneSource } from '../../../src/sources/clone/clone.ts';
import type { FakeKernelOrg } from '../../fakes/kernel-org/kernel-org.ts';
import { type Tried, trySource } from '../../fakes/kernel-org/try.ts';
import { runGit } from '../../fakes/lore/epoch.ts';

export const NOW = Date.UTC(2026, 7, 30, 12);
export const DAY = 86_400_000;

/** One try of a clone of the fake's tree, two weeks deep at first. */
export function tryClone(
  host: FakeKernelOrg,
  folder: string,
  memory?: Tried['memory'],
  paths: readonly string[] = ['*.rs', 'rust/'],
): Promise<Tried> {
  const source = createCloneSource({
    id: 'torvalds',
    kind: 'clone',
    url: `${host.url}/${host.repository}`,
    branch: 'master',
    tree: 'mainline',
    paths,
    why: '',
    schedule: '',
  });
  return trySource(source, { memory, now: NOW, since: NOW - 14 * DAY, folder });
}

/** What the clone holds, by kind: ids. */
export function objectsIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const all = ['cat-file', '--batch-all-objects', '--batch-check'];
  const objects = new Map<string, string[]>();
  for (const line of runGit([`--git-dir=${join(folder, 'mirror.git')}`, ...all]).split('\n')) {
    const [oid = '', type = ''] = line.split(' ');
    objects.set(type, [...(objects.get(type) ?? []), oid]);
  }
  return objects;
}
