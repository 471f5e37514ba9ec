import type { DatabaseSync } from 'node:sqlite';
import { dateOf } from '../../../domain/item/date.ts';
import type { Item, JudgedItem } from '../../../domain/item/item.ts';
import { canonicalJson } from '../../../domain/item/json.ts';
import { mergeJudged } from '../../../domain/item/merge.ts';
import type { ItemBatch, ItemsRemembered } from '../../../ports/item-store.ts';
import { categoryCode } from '../codes.ts';
import type { NewsLog } from '../outbox/news-log.ts';
import type { Row } from '../rows.ts';
import { itemKindCode, type Judgement, judgedItem } from './rows.ts';

/** Writes the items of a batch and what was unreadable; the caller holds the transaction. `now` in ms. */
export type ItemRememberer = (batch: Omit<ItemBatch, 'memory'>, now: number) => ItemsRemembered;

type Taken = {
  readonly what: 'added' | 'changed' | 'known';
  readonly id: number;
  readonly judged: JudgedItem;
};

export function createItemRememberer(database: DatabaseSync, log: NewsLog): ItemRememberer {
  const find = database.prepare('SELECT * FROM item WHERE kind = ? AND name = ? AND scope = ?');
  const add = database.prepare(
    `INSERT INTO item (kind, name, scope, date, first_seen, changed, category, doc, judged)
     VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8)`,
  );
  const update = database.prepare(
    'UPDATE item SET date = ?, changed = ?, category = ?, doc = ?, judged = ? WHERE id = ?',
  );
  const addKey = database.prepare('INSERT OR IGNORE INTO item_key (key, item) VALUES (?, ?)');
  const addSource = database.prepare('INSERT OR IGNORE INTO item_source (item, source) VALUES (?, ?)');
  const addBroken = database.prepare(
    'INSERT OR IGNORE INTO broken_item (source, place, why) VALUES (?, ?, ?)',
  );

  function insert(judged: JudgedItem, now: number): Taken {
    const { item, verdict, keys } = judged;
    const result = add.run(
      itemKindCode(item.kind),
      item.id,
      scopeOf(item),
      dateOf(item) ?? now,
      now,
      categoryCode(verdict.category),
      canonicalJson(item),
      packJudgement(judged),
    );
    const id = Number(result.lastInsertRowid);
    for (const key of keys) addKey.run(key, id);
    return { what: 'added', id, judged };
  }
  function replace(row: Row, told: JudgedItem, now: number): Taken {
    const id = Number(row.id);
    const known = judgedItem(row);
    const judged = mergeJudged(known, told);
    const doc = canonicalJson(judged.item);
    const pack = packJudgement(judged);
    if (doc === row.doc && pack === row.judged) return { what: 'known', id, judged: known };
    const isNews = doc !== row.doc || gainsTopic(known, judged);
    const { category } = judged.verdict;
    const date = dateOf(judged.item) ?? Number(row.first_seen);
    update.run(date, isNews ? now : Number(row.changed), categoryCode(category), doc, pack, id);
    for (const key of judged.keys) addKey.run(key, id);
    return { what: isNews ? 'changed' : 'known', id, judged };
  }
  return ({ source, items, broken, as }, now) => {
    const taken = new Map<number, Taken>();
    let known = 0;
    for (const told of items) {
      const row = find.get(itemKindCode(told.item.kind), told.item.id, scopeOf(told.item));
      const one = row === undefined ? insert(told, now) : replace(row, told, now);
      addSource.run(one.id, source);
      const before = taken.get(one.id);
      if (one.what === 'known') known++;
      // Told twice in a batch: it is told of once, as it is at the end.
      if (one.what !== 'known' || before) taken.set(one.id, { ...one, what: before?.what ?? one.what });
    }
    for (const { what, id, judged } of taken.values()) {
      if (as !== 'history' && what !== 'known' && isTold(judged)) log.addItem(id, now);
    }
    let unreadable = 0;
    for (const { place, why } of broken) unreadable += Number(addBroken.run(source, place, why).changes);
    const those = (what: Taken['what']): JudgedItem[] =>
      [...taken.values()].filter((one) => one.what === what).map(({ judged }) => judged);
    return { added: those('added'), changed: those('changed'), known, unreadable };
  };
}

function scopeOf(item: Item): string {
  return item.kind === 'article' ? item.source : '';
}

function packJudgement({ verdict, areas, findings, keys }: Judgement): string {
  return canonicalJson({ verdict, areas, findings, keys });
}

/** What was not about the topic, and is now. */
function gainsTopic(before: JudgedItem, now: JudgedItem): boolean {
  return before.verdict.relevant !== 'yes' && now.verdict.relevant === 'yes';
}

/** Of what is not about the topic, releases and the commits that are remembered at all are told. */
function isTold({ item, verdict }: JudgedItem): boolean {
  return verdict.relevant === 'yes' || item.kind === 'release' || item.kind === 'commit';
}
