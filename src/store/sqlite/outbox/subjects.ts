import type { DatabaseSync } from 'node:sqlite';
import type { Card } from '../../../domain/card/card.ts';
import { canonicalJson } from '../../../domain/item/json.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { CardStore, Subject } from '../../../ports/outbox.ts';
import { explained } from '../failure.ts';
import { readDoc } from '../items/rows.ts';
import type { Row } from '../rows.ts';
import type { Write } from '../write.ts';
import type { Merge } from './merge.ts';

type Subjects = Pick<CardStore, 'follow' | 'subject' | 'subjectOf' | 'openSubjects'>;

const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/** The questions as SQL, so that a test can ask how SQLite answers them. */
export const SUBJECT_QUESTIONS = {
  one: 'SELECT * FROM subject WHERE id = ?',
  withKeys: `SELECT DISTINCT subject FROM subject_key WHERE key ${IN_LIST} ORDER BY subject`,
  open: `SELECT s.* FROM subject s WHERE s.kind ${IN_LIST} AND s.state NOT ${IN_LIST}
    AND EXISTS (SELECT 1 FROM card c WHERE c.subject = s.id) ORDER BY s.id`,
} as const;

/** What cards are about. `idOf`: the subject that has this id, or took in the one that had it. */
export function createSubjects(
  database: DatabaseSync,
  path: string,
  write: Write,
  { merge, idOf }: Merge,
  clock: Clock,
): Subjects {
  const one = database.prepare(SUBJECT_QUESTIONS.one);
  const withKeys = database.prepare(SUBJECT_QUESTIONS.withKeys);
  const open = database.prepare(SUBJECT_QUESTIONS.open);
  const add = database.prepare(
    'INSERT INTO subject (kind, state, version, updated, doc) VALUES (?, ?, 1, ?, ?) RETURNING *',
  );
  const change = database.prepare(
    'UPDATE subject SET kind = ?, state = ?, version = ?, updated = ?, doc = ? WHERE id = ? RETURNING *',
  );
  const addKey = database.prepare('INSERT OR IGNORE INTO subject_key (key, subject) VALUES (?, ?)');

  const carriers = (keys: readonly number[]): number[] =>
    withKeys.all(JSON.stringify(keys)).map((row) => Number(row.subject));
  /** Of what stands under the younger ones' cards nobody knows how it reads: a merger counts as a change. */
  function put(card: Card, [older, ...younger]: readonly number[]): Row {
    const now = Math.floor(clock());
    const doc = canonicalJson(card);
    const known = older === undefined ? undefined : one.get(older);
    if (known === undefined) return written(add.get(card.kind, card.state, now, doc));
    if (younger.length === 0 && known.doc === doc) return known;
    const version = younger.reduce((most, id) => Math.max(most, merge(Number(known.id), id, now)), 0);
    const next = Math.max(version, Number(known.version)) + 1;
    return written(change.get(card.kind, card.state, next, now, doc, Number(known.id)));
  }
  function follow(card: Card, keys: readonly number[]): Subject & { readonly changed: boolean } {
    const before = carriers(keys);
    const version = before[0] === undefined ? 0 : Number(one.get(before[0])?.version ?? 0);
    const subject = subjectOf(put(card, before));
    for (const key of keys) addKey.run(key, subject.id);
    return { ...subject, changed: subject.version !== version };
  }
  const find = (id: number | undefined): Subject | undefined => {
    const row = id === undefined ? undefined : one.get(idOf(id));
    return row && subjectOf(row);
  };
  return {
    follow: (card, keys) => write(() => follow(card, keys)),
    subject: explained(path, find),
    subjectOf: explained(path, (keys) => find(carriers(keys)[0])),
    openSubjects: explained(path, (kinds, closed) =>
      open.all(JSON.stringify(kinds), JSON.stringify(closed)).map(subjectOf),
    ),
  };
}

function written(row: Row | undefined): Row {
  if (row === undefined) throw new Error('the subject was not written');
  return row;
}

function subjectOf(row: Row): Subject {
  const id = Number(row.id);
  return {
    id,
    card: readDoc<Card>(row.doc, `the card ${id}`),
    version: Number(row.version),
    updated: Number(row.updated),
  };
}
