import { DAY, dayStamp, MINUTE, secondStamp, workingHour } from './calendar.ts';
import { mailbox } from './encode.ts';
import { listAddress } from './mail.ts';
import type { PersonKey } from './people.ts';
import { people } from './people.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Draft, ListName, Mailer, Person } from './types.ts';

/** Where all mails of the world are gathered while it is made. */
export type Mailbag = {
  seed: number;
  start: number;
  end: number;
  drafts: Draft[];
};

/** A mail in the making: what is not said here is filled in by {@link post}. */
export type Posting = Pick<Draft, 'subject' | 'body' | 'lists' | 'category' | 'kind'> & {
  by: PersonKey | Person;
  date: number;
  mailer: Mailer;
} & Partial<Draft>;

export function chanceFor(bag: Mailbag, key: string): Random {
  return createRandom(bag.seed, key);
}

/** A moment `days` before the end of the world, moved to an hour at which `by` is awake. */
export function moment(bag: Mailbag, days: number, by: PersonKey): number {
  return Math.min(workingHour(bag.end - days * DAY, people[by].zone), bag.end - 20 * MINUTE);
}

export function addressOf(key: PersonKey): string {
  return mailbox(people[key].name, people[key].email);
}

export function addressesOf(lists: readonly ListName[]): string[] {
  return lists.map((list) => listAddress[list]);
}

const domain = (person: Person): string => person.email.split('@').at(-1) ?? 'example.org';

/** A Message-ID in the form that the sender's program makes. */
function freshId(mailer: Mailer, person: Person, date: number, chance: Random): string {
  if (mailer === 'git') return `${secondStamp(date)}.${chance.int(10_000, 3_999_999)}-1-${person.email}`;
  if (mailer === 'b4')
    return `${dayStamp(date)}-b4-${chance.hex(6)}-v1-1-${chance.hex(12)}@${domain(person)}`;
  if (mailer === 'thunderbird') {
    const uuid = [8, 4, 4, 4, 12].map((length) => chance.hex(length));
    return `${uuid.join('-')}@${domain(person)}`;
  }
  if (mailer === 'gmail') return `CA+${chance.hex(9)}=${chance.hex(22).toUpperCase()}@mail.${domain(person)}`;
  if (mailer === 'bot')
    return `${Math.floor(date / 1000)}.${chance.int(1e5, 9e6)}.${chance.int(1e9, 9e9)}@${domain(person)}`;
  return `ac${chance.hex(4).toUpperCase()}.${chance.hex(6)}@${domain(person)}`;
}

/** Fills in the rest of a mail and puts it into the bag. */
export function post(bag: Mailbag, posting: Posting): Draft {
  const { by, ...given } = posting;
  const from = typeof by === 'string' ? people[by] : by;
  const chance = chanceFor(bag, `${posting.subject}/${posting.date}/${from.email}`);
  const draft: Draft = {
    id: freshId(posting.mailer, from, posting.date, chance),
    from,
    arrival: posting.date + chance.int(4, 140) * 1000,
    to: addressesOf(posting.lists),
    cc: [],
    references: [],
    ...given,
  };
  bag.drafts.push(draft);
  return draft;
}
