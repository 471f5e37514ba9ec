import type { DatabaseSync } from 'node:sqlite';
import type { KeptText } from '../../domain/kept.ts';
import type { Evidence } from '../../domain/verdict.ts';
import { packEvidence, packFiles, packTrailers } from './rows.ts';

export type Keeper = {
  /** Rows and words of a kept mail; `date` in seconds. What was kept of it before is replaced. */
  readonly keep: (id: number, date: number, keep: KeptText) => void;
  readonly unkeep: (id: number) => void;
  readonly setContext: (id: number, context: string | null) => void;
};

/** Full-text row ids are `seconds * SLOTS + n`: newest first without sorting, exact in a double. */
export const SLOTS = 4096;

export function createKeeper(database: DatabaseSync): Keeper {
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
  function unkeep(id: number): string | null {
    const row = old.get(id);
    if (row === undefined) return null;
    unsay.run(Number(row.doc));
    drop.run(id);
    return typeof row.context === 'string' ? row.context : null;
  }
  return {
    keep: (id, date, { kept, words }) => {
      const was = unkeep(id);
      const doc = freeDoc(date, id);
      const { verdict, files, trailers, areas, findings } = kept;
      add.run(
        id,
        doc,
        Math.round(verdict.confidence * 100),
        packEvidence(verdict.evidence),
        was,
        packFiles(files),
        packTrailers(trailers),
        areas.length > 0 ? areas.join(' ') : null,
        findings.length > 0 ? JSON.stringify(findings) : null,
      );
      say.run(doc, words);
    },
    unkeep: (id) => {
      unkeep(id);
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
