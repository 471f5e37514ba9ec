import { join } from 'node:path';
import { type Entry, readEntry } from './entry.ts';
import { append, type Change, changeTime, createEpoch, type Epoch, rewrite } from './epoch.ts';
import type { Ledger, LoreMail } from './ledger.ts';

export type List = {
  readonly name: string;
  readonly epochs: Epoch[];
  /** What it holds now, in the order of arrival. */
  entries: Entry[];
  /** How often anything changed, and when it last did (ms; grows with every change). */
  version: number;
  changed: number;
};

/** The name under which all lists are one. */
export const ALL = 'all';

export type Archive = Ledger & {
  /** Where the lists' folders are. */
  readonly root: string;
  readonly lists: () => readonly List[];
  /** undefined where there is no such list; `all` is every list, each Message-ID once. */
  readonly entries: (list: string) => readonly Entry[] | undefined;
};

type State = {
  readonly root: string;
  readonly lists: Map<string, List>;
  /** Lists whose newest epoch takes no more. */
  readonly full: Set<string>;
};

/** The lists of a server below `root`, as public-inbox v2 keeps them. */
export function createArchive(root: string, names: readonly string[]): Archive {
  const state: State = { root, lists: new Map(), full: new Set() };
  const open = (name: string): List => openList(state, name);
  const all = (): List[] => [...state.lists.values()];
  names.forEach(open);
  return {
    root,
    lists: all,
    entries: (name) => (name === ALL ? mergeLists(all()) : state.lists.get(name)?.entries),
    publish: (name, mails) => publish(state, open(name), mails),
    remove: (name, id, at) => remove(state, open(name), id, at),
    purge: (name, id) => purge(open(name), id),
    rollOver: (name) => {
      state.full.add(open(name).name);
    },
    published: (name) => {
      const entries = name === undefined ? all().flatMap((list) => list.entries) : open(name).entries;
      return [...new Set(entries.map(({ id }) => id))];
    },
    mails: (name) => open(name).entries,
    epoch: (name) => {
      const { length } = open(name).epochs;
      return length === 0 ? undefined : length - 1;
    },
    gitDir: (name, epoch) => epochDir(root, name, epoch),
    tip: (name, epoch) => {
      const found = open(name).epochs.at(epoch ?? -1);
      if (!found) throw new Error(`${name} has no epoch ${epoch ?? ''}`);
      return found.tip;
    },
  };
}

function openList({ lists }: State, name: string): List {
  const known = lists.get(name);
  if (known) return known;
  if (!/^[a-z0-9][\w.-]*$/.test(name) || name === ALL) throw new Error(`no name of a list: ${name}`);
  const list: List = { name, epochs: [], entries: [], version: 0, changed: 0 };
  lists.set(name, list);
  return list;
}

function publish(state: State, list: List, mails: readonly LoreMail[]): void {
  if (mails.length === 0) return;
  const entries = mails.map(readEntry);
  const changes = entries.map((entry): Change => ({ what: 'mail', entry }));
  add(state, list, changes);
  list.entries.push(...entries);
}

function remove(state: State, list: List, id: string, at: number | undefined): void {
  const time = at ?? Math.max(...list.epochs.map(newestTime)) + 1000;
  const changes = held(list, id).map((entry): Change => ({ what: 'removal', entry, at: time }));
  add(state, list, changes);
  list.entries = list.entries.filter((entry) => entry.id !== id);
}

function purge(list: List, id: string): void {
  const blobs = new Set(held(list, id).map(({ blob }) => blob));
  for (const epoch of list.epochs) purgeEpoch(epoch, list.name, blobs);
  list.entries = list.entries.filter((entry) => entry.id !== id);
  touch(list);
}

function add({ root, full }: State, list: List, changes: readonly Change[]): void {
  const newest = list.epochs.at(-1);
  if (newest && !full.has(list.name)) append(newest, list.name, changes);
  else list.epochs.push(createEpoch(epochDir(root, list.name, list.epochs.length), list.name, changes));
  full.delete(list.name);
  touch(list);
}

const epochDir = (root: string, list: string, epoch: number): string =>
  join(root, list, 'git', `${epoch}.git`);

export const newestTime = (epoch: Epoch): number => Math.max(0, ...epoch.changes.map(changeTime));

function held(list: List, id: string): Entry[] {
  const found = list.entries.filter((entry) => entry.id === id);
  if (found.length === 0) throw new Error(`${list.name} does not hold ${id}`);
  return found;
}

/** What was said in the commit stays at its place; what was in it is gone, and so is its removal. */
function purgeEpoch(epoch: Epoch, list: string, blobs: ReadonlySet<string>): void {
  const purged = (change: Change): boolean => change.what !== 'purged' && blobs.has(change.entry.blob);
  if (!epoch.changes.some(purged)) return;
  const changes = epoch.changes.map((change): Change => {
    if (change.what === 'purged' || !purged(change)) return change;
    return { what: 'purged', blob: change.entry.blob, at: changeTime(change) };
  });
  rewrite(epoch, list, changes);
}

/** Validators must never be the same for two states, however fast a test is. */
function touch(list: List): void {
  list.version++;
  list.changed = Math.max(list.changed + 1000, ...list.epochs.map(newestTime));
}

function mergeLists(lists: readonly List[]): Entry[] {
  const entries = new Map<string, Entry>();
  const all = lists.flatMap((list) => list.entries).sort((one, other) => one.arrived - other.arrived);
  for (const entry of all) if (!entries.has(entry.id)) entries.set(entry.id, entry);
  return [...entries.values()];
}
