import { toMessageId } from '../../src/domain/ids.ts';
import type { ItemKind } from '../../src/domain/item/item.ts';
import { keyOf } from '../../src/domain/thread.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { LISTS, type World } from '../../test/fakes/world.ts';

export type Line = {
  readonly what: string;
  readonly published: number;
  readonly stored: number;
  readonly lost: number;
  readonly twice: number;
};

/** What the world published beside what the store holds. A mail that was taken out again may be in it or not. */
export function balance(world: World, data: string, takenOut: ReadonlySet<string>): Line[] {
  const store = openStore(data, 'read', Date.now);
  try {
    const all = new Set(world.lore.published());
    const most = new Set([...all, ...takenOut]).size;
    const { messages } = store.status();
    return [
      ...LISTS.map((list) => line(list, world.lore.published(list), (id) => hasMail(store, id))),
      { ...line('all lists', [...all], (id) => hasMail(store, id)), twice: Math.max(0, messages - most) },
      items(store, 'release', world.releases),
      items(store, 'commit', world.commits),
      items(store, 'advisory', world.advisories),
      articles(store, world),
      // Nothing that this world publishes is broken: what could not be read was no mail.
      misread(store),
    ];
  } finally {
    store.close();
  }
}

function misread(store: Store): Line {
  const count = store.sourceStates().reduce((sum, { unreadable }) => sum + unreadable, 0);
  return { what: 'misread', published: 0, stored: count, lost: count, twice: 0 };
}

function hasMail(store: Store, id: string): boolean {
  const known = toMessageId(id);
  return known !== undefined && store.message(known, keyOf(known)) !== undefined;
}

function items(store: Store, kind: ItemKind, ids: readonly string[]): Line {
  return line(kind, ids, (id) => store.item(kind, id) !== undefined);
}

function articles(store: Store, world: World): Line {
  const titles = store.items({ kinds: ['article'] }).map(({ item }) => item.title);
  const told = line(
    'article',
    world.articles.map(({ title }) => title),
    (title) => titles.includes(title),
  );
  return { ...told, twice: titles.length - new Set(titles).size };
}

function line(what: string, published: readonly string[], has: (id: string) => boolean): Line {
  const stored = published.filter(has).length;
  return { what, published: published.length, stored, lost: published.length - stored, twice: 0 };
}
