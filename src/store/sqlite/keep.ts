import type { DatabaseSync } from 'node:sqlite';
import type { KeptText } from '../../domain/kept.ts';
import type { Evidence } from '../../domain/verdict.ts';
import type { NewsLog } from './outbox/news-log.ts';
import { packEvidence, packFiles, packTrailers } from './rows.ts';

export type Keeper = {
  /**
   * Rows and words of a kept mail; `date` in seconds. What was kept of it before is replaced. What was not kept goes
   * into the log of news as of `news` (ms); undefined: it is none.
   */
  readonly keep: (id: number, date: number, keep: KeptText, news: number | undefined) => void;
  readonly unkeep: (id: number) => void;
  readonly setContext: (id: number, context: string | null) => void;
};

/** Full-text row ids are `seconds * SLOTS + n`: newest first without sorting, exact in a double. */
export const SLOTS = 4096;

export function createKeeper(database: DatabaseSync, log: NewsLog): Keeper {
  const add = database.prepare(
    'INSERT INTO kept (message, doc, confidence, evidence, context, files, trailers, areas, findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const taken = database.prepare('SELECT 1 FROM kept WHERE doc = ?');
  const old = database.prepare('SELECT doc, context FROM kept WHERE message = ?');
  const drop = database.prepare('DELETE FROM kept WHERE message = ?');
  const say = database.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  const unsay = database.prepare('DELETE FROM words WHERE rowid = ?');
  const context = database.prepare('UPDATE kept SET context = ? WHERE message = ?');

  function freeDoc(date: number, id: number): number {
    const base = date * SLOTS;
    for (let n = 0; n < SLOTS; n++) {
      const doc = base + ((id + n) % SLOTS);
      if (taken.get(doc) === undefined) return doc;
    }
    throw new Error('more than 4096 kept mails in one second');
  }
  /** undefined where it was not kept. */
  function takeOut(id: number): { readonly context: string | null } | undefined {
    const row = old.get(id);
    if (row === undefined) return undefined;
    unsay.run(Number(row.doc));
    drop.run(id);
    return { context: typeof row.context === 'string' ? row.context : null };
  }
  return {
    keep: (id, date, { kept, words }, news) => {
      const was = takeOut(id);
      const doc = freeDoc(date, id);
      const { verdict, files, trailers, areas, findings } = kept;
      add.run(
        id,
        doc,
        Math.round(verdict.confidence * 100),
        packEvidence(verdict.evidence),
        was?.context ?? null,
        packFiles(files),
        packTrailers(trailers),
        areas.length > 0 ? areas.join(' ') : null,
        findings.length > 0 ? JSON.stringify(findings) : null,
      );
      say.run(doc, words);
      if (was) log.rewordMail(id, words);
      else if (news !== undefined) log.addMail(id, words, news);
    },
    unkeep: (id) => {
      if (takeOut(id)) log.dropMail(id);
    },
    setContext: (id, packed) => {
      context.run(packed, id);
    },
  };
}

/** What the thread added: confidence in hundredths, then the evidence. */
export function packContext(confidence: number, evidence: Evidence): string {
  return JSON.stringify([Math.round(confidence * 100), evidence.rule, evidence.where, evidence.text]);
}
