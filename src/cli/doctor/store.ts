import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../ports/errors.ts';
import { explainFailure } from '../../store/sqlite/failure.ts';
import { STORE_FILE } from '../../store/sqlite/open.ts';
import { checkVersion, readVersion } from '../../store/sqlite/schema.ts';
import { bad, type CheckResult, ok } from './check.ts';

/**
 * Whether the store opens and which schema it has; changes nothing in it. What lies in it is not read: that
 * would take as long as the store is large.
 */
export function checkStore(folder: string): CheckResult {
  const path = join(folder, STORE_FILE);
  if (!existsSync(path)) return ok('store', 'none yet: it will be made');
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      checkVersion(database, path);
      // The schema is read with the first question: damage at the head of the file shows.
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return ok(
        'store',
        `opens: schema ${readVersion(database)}, ${Math.ceil(statSync(path).size / 2 ** 20)} MiB`,
      );
    } finally {
      database.close();
    }
  } catch (error) {
    const told = explainFailure(error, path);
    if (!(told instanceof UserError)) throw error;
    const [found = '', ...mend] = told.message.split(': ');
    return bad(
      'store',
      mend.length > 1 ? `${found}: ${mend[0]}` : told.message,
      mend.slice(1).join(': ') || 'see above',
    );
  }
}
