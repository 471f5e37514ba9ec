import type { Entry } from './entry.ts';

/** The thread of a mail, as the entries lie; empty where nobody has the mail, or heard of it. */
export function threadOf(entries: readonly Entry[], id: string): Entry[] {
  const related = new Set([id]);
  const found = new Set<Entry>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const entry of entries) {
      if (found.has(entry)) continue;
      const ids = [entry.id, ...entry.references];
      if (!ids.some((one) => related.has(one))) continue;
      for (const one of ids) related.add(one);
      found.add(entry);
      grown = true;
    }
  }
  return entries.filter((entry) => found.has(entry));
}
