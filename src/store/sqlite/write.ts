import type { DatabaseSync } from 'node:sqlite';
import { explainFailure } from './failure.ts';

/** Runs steps in one transaction: all of them or none. */
export type Write = <T>(steps: () => T) => T;

export function createWrite(database: DatabaseSync, path: string, onRollback: () => void): Write {
  return (steps) => {
    // A step of a transaction that is open belongs to it.
    if (database.isTransaction) return steps();
    try {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = steps();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        onRollback();
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    } catch (error) {
      throw explainFailure(error, path);
    }
  };
}
