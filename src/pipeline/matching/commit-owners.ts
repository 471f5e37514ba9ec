import type { Happening } from '../../domain/compose/happenings.ts';
import type { Commit } from '../../domain/item/commit.ts';
import { subjectLine } from '../../domain/series/mail.ts';
import { titleKey } from '../../domain/series/title.ts';
import { keyOf } from '../../domain/thread.ts';

/** Finds the happenings that a commit was made of: by the mails that it names, by the title of a patch. */
export function findOwners(happenings: readonly Happening[]): (commit: Commit) => Happening[] {
  const byKey = new Map<number, Happening[]>();
  const byTitle = new Map<number, Happening[]>();
  for (const one of happenings.filter(({ what }) => what !== 'talk')) {
    for (const mail of one.mails) {
      if (mail.kind !== 'reply' && mail.kind !== 'notice') add(byKey, mail.key, one);
      if (mail.posting !== undefined) add(byTitle, titleKey(subjectLine(mail).title), one);
    }
  }
  return ({ links, subject, merge }) => {
    const named = links.flatMap((id) => byKey.get(keyOf(id)) ?? []);
    return [...new Set([...named, ...(merge ? [] : (byTitle.get(titleKey(subject)) ?? []))])];
  };
}

function add(map: Map<number, Happening[]>, key: number, happening: Happening): void {
  const known = map.get(key);
  if (known) known.push(happening);
  else map.set(key, [happening]);
}
