import type { Address } from '../address.ts';
import { trailerPerson } from '../trailers.ts';
import type { SeriesMail } from './mail.ts';
import { isBackport, mailsOf, type Posting } from './postings.ts';
import { isVouching } from './tag.ts';

/** Nobody reviews more patches in one set. */
const MAX_PARTS = 1000;

/** Whose word decides. */
export type Authority = (person: Address) => boolean;

/** Tag -> who gave it, `Name <mail>`, each person once. */
export type TagTable = ReadonlyMap<string, readonly string[]>;

/** Tags that were given in answers, by anybody but the author. */
export function tagsGiven(answers: readonly SeriesMail[], author: Address): TagTable {
  return tableOf(
    answers.filter(({ kind }) => kind === 'reply'),
    author,
  );
}

/** Tags that the patches brought along. */
export function tagsCarried(posting: Posting): TagTable {
  return tableOf(mailsOf(posting), posting.author);
}

function tableOf(mails: readonly SeriesMail[], author: Address): TagTable {
  const table = new Map<string, Map<string, string>>();
  for (const { said } of mails) {
    for (const { name, by } of said.tags) {
      const person = trailerPerson(by).toLowerCase();
      if (
        person === author.name.toLowerCase() ||
        by.toLowerCase().includes(`<${author.email.toLowerCase()}>`)
      )
        continue;
      const people = table.get(name) ?? new Map<string, string>();
      table.set(name, people);
      if (!people.has(person)) people.set(person, by);
    }
  }
  return new Map([...table].map(([name, people]) => [name, [...people.values()].sort()]));
}

/**
 * Whether every part was vouched for (Reviewed-by or Acked-by), in the patch itself or in an answer; who
 * vouches for the cover letter vouches for all. Of a part that was never seen nobody knows. Gives the mail that
 * completed it.
 */
export function reviewedBy(posting: Posting, answers: readonly SeriesMail[]): SeriesMail | undefined {
  if (isBackport(posting)) return undefined;
  const open = new Set(Array.from({ length: Math.min(posting.total, MAX_PARTS) }, (_, i) => i + 1));
  const parts = new Map([...posting.parts].map(([part, { key }]) => [key, part]));
  let last: SeriesMail | undefined;
  for (const [part, mail] of posting.parts) {
    if (vouches(mail, posting.author)) {
      open.delete(part);
      last ??= mail;
    }
  }
  const byKey = new Map(answers.map((mail) => [mail.key, mail]));
  for (const mail of answers) {
    if (open.size === 0) break;
    if (mail.kind !== 'reply' || !vouches(mail, posting.author)) continue;
    const part = partAnswered(mail, parts, byKey);
    if (part === undefined) open.clear();
    else open.delete(part);
    last = mail;
  }
  return open.size === 0 && posting.parts.size > 0 ? last : undefined;
}

/** A Reviewed-by or an Acked-by of anybody but the author. */
function vouches({ said }: SeriesMail, of: Address): boolean {
  const own = of.email.toLowerCase();
  return said.tags.some(
    (tag) => isVouching(tag) && tag.name !== 'Tested-by' && !tag.by.toLowerCase().includes(own),
  );
}

/** undefined for the cover letter, and where the way up is broken. */
function partAnswered(
  mail: SeriesMail,
  parts: ReadonlyMap<number, number>,
  byKey: ReadonlyMap<number, SeriesMail>,
): number | undefined {
  let at: SeriesMail | undefined = mail;
  for (let i = 0; i < 100 && at !== undefined; i++) {
    const part = at.parent === undefined ? undefined : parts.get(at.parent);
    if (part !== undefined) return part;
    at = at.parent === undefined ? undefined : byKey.get(at.parent);
  }
  return undefined;
}
