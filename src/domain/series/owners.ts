import { type SeriesMail, subjectLine } from './mail.ts';
import { mailsOf, type Posting } from './postings.ts';
import { normalTitle } from './title.ts';

/** What an answer can belong to: a posting, a pull request, or the talk of a thread. */
export type Owner =
  | { readonly what: 'posting'; readonly posting: Posting }
  | { readonly what: 'pull'; readonly pull: SeriesMail }
  | { readonly what: 'talk'; readonly thread: number };

const MAX_CLIMB = 200;

/** Tells whom an answer belongs to: what stands next above it, else what its subject names in the thread. */
export function findOwners(
  mails: readonly SeriesMail[],
  postings: readonly Posting[],
): (mail: SeriesMail) => Owner {
  const byKey = new Map(mails.map((mail) => [mail.key, mail]));
  const byMail = new Map(postings.flatMap((posting) => mailsOf(posting).map((mail) => [mail.key, posting])));
  const byThread = Map.groupBy(postings, ({ head }) => head.thread);
  return (mail) => {
    let at: SeriesMail | undefined = mail;
    for (let i = 0; at !== undefined && i < MAX_CLIMB; i++) {
      const posting = byMail.get(at.key);
      if (posting) return { what: 'posting', posting };
      if (at.kind === 'pull') return { what: 'pull', pull: at };
      at = mailAbove(at, byKey);
    }
    const named = findNamed(mail, byThread.get(mail.thread) ?? []);
    return named ? { what: 'posting', posting: named } : { what: 'talk', thread: mail.thread };
  };
}

/** The mail that it answers, else the oldest of its thread that it names. */
export function mailAbove(mail: SeriesMail, byKey: ReadonlyMap<number, SeriesMail>): SeriesMail | undefined {
  const parent = mail.parent === undefined ? undefined : byKey.get(mail.parent);
  return parent ?? (mail.up === undefined ? undefined : byKey.get(mail.up));
}

/** The way up is broken where a mail is missing, a cover letter above all: its number and title remain. */
function findNamed(mail: SeriesMail, postings: readonly Posting[]): Posting | undefined {
  const { patch, title } = subjectLine(mail);
  if (patch === undefined || postings.length === 0) return undefined;
  const wanted = normalTitle(title);
  const earlier = postings.filter(({ date }) => date <= mail.date);
  return earlier.findLast(
    (one) =>
      one.revision === patch.revision &&
      one.total === patch.total &&
      (patch.part === 0 ? one.cover === undefined : mailsOf(one).some((part) => sameTitle(part, wanted))),
  );
}

function sameTitle(part: SeriesMail, wanted: string): boolean {
  return normalTitle(subjectLine(part).title) === wanted;
}
