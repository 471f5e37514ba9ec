import type { DatabaseSync } from 'node:sqlite';
import type { Digest } from '../../../domain/digest.ts';
import { canonicalJson } from '../../../domain/item/json.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Issue, IssueStore } from '../../../ports/issues.ts';
import { explained } from '../failure.ts';
import { readDoc } from '../items/rows.ts';
import type { Row } from '../rows.ts';
import type { Write } from '../write.ts';

const NEWEST_FIRST = 'ORDER BY created DESC, until DESC, id LIMIT ?';

/** The questions as SQL, so that a test can ask how SQLite answers them. */
export const ISSUE_QUESTIONS = {
  all: `SELECT * FROM issue ${NEWEST_FIRST}`,
  ofFilter: `SELECT * FROM issue WHERE filter = ? ${NEWEST_FIRST}`,
} as const;

/** The digests that were made. */
export function createIssues(database: DatabaseSync, path: string, write: Write, clock: Clock): IssueStore {
  const add = database.prepare(
    'INSERT OR IGNORE INTO issue (id, filter, since, until, created, digest) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const byId = database.prepare('SELECT * FROM issue WHERE id = ?');
  const all = database.prepare(ISSUE_QUESTIONS.all);
  const ofFilter = database.prepare(ISSUE_QUESTIONS.ofFilter);

  function find(id: string): Issue | undefined {
    const row = byId.get(id);
    return row && issueOf(row);
  }
  function save({ id, filter, since, until, digest }: Omit<Issue, 'created'>): Issue {
    add.run(id, filter, Math.floor(since), Math.floor(until), Math.floor(clock()), canonicalJson(digest));
    const saved = find(id);
    if (saved === undefined) throw new Error(`the issue ${id} was not written`);
    return saved;
  }
  return {
    saveIssue: (issue) => write(() => save(issue)),
    issue: explained(path, find),
    issues: explained(path, ({ filter, limit }) =>
      (filter === undefined ? all.all(limit) : ofFilter.all(filter, limit)).map(issueOf),
    ),
  };
}

function issueOf(row: Row): Issue {
  const id = String(row.id);
  return {
    id,
    filter: String(row.filter),
    since: Number(row.since),
    until: Number(row.until),
    digest: readDoc<Digest>(row.digest, `the digest ${id}`),
    created: Number(row.created),
  };
}
