import type { DigestEntry } from '../digest.ts';
import type { SeriesMail } from '../series/mail.ts';
import { mailsOf } from '../series/postings.ts';
import { REVIEW_TAGS, trailerPerson } from '../trailers.ts';
import type { Happening } from './happenings.ts';

/**
 * Who vouched for the newest revision: in the patches themselves, or in answers since it was posted. Each
 * person once a tag, however often and under however many addresses; nobody vouches for himself.
 */
export function tagsOf({ newest, answers }: Happening): DigestEntry['tags'] {
  if (!newest) return [];
  const given = [...mailsOf(newest), ...answers.filter((mail) => mail.date >= newest.date)];
  return REVIEW_TAGS.flatMap((name) => {
    const by = new Map<string, string>();
    for (const mail of given) {
      for (const person of peopleOf(mail, name)) {
        const key = person.toLowerCase();
        if (!isAuthor(person, newest.author) && !by.has(key)) by.set(key, person);
      }
    }
    return by.size === 0 ? [] : [{ name, by: [...by.values()].sort() }];
  });
}

function peopleOf({ trailers }: SeriesMail, tag: string): string[] {
  return trailers.filter(({ name }) => name === tag).map(({ value }) => trailerPerson(value));
}

function isAuthor(person: string, author: { readonly name: string; readonly email: string }): boolean {
  return [author.name, author.email].some((own) => own !== '' && own.toLowerCase() === person.toLowerCase());
}
