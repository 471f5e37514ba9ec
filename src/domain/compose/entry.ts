import type { DigestEntry } from '../digest.ts';
import { areasOf, strongest } from '../series/gist.ts';
import type { SeriesMail } from '../series/mail.ts';
import { mailsOf, type Posting } from '../series/postings.ts';
import { CATEGORIES, type Evidence, relevanceOf } from '../verdict.ts';
import { changeOf } from './change.ts';
import type { Happening } from './happenings.ts';
import { inPeriod, type Period } from './period.ts';
import { stateOf } from './state.ts';
import { stepsOf } from './steps.ts';
import { tagsOf } from './tags.ts';

/** Gives the address of a mail's page. */
export type LinkTo = (mail: Pick<SeriesMail, 'messageId' | 'lists'>) => string;

const MAX_EVIDENCE = 4;

/** Tells a happening as an entry: what, who, where, how far, and what of it fell into the period. */
export function makeEntry(happening: Happening, period: Period, link: LinkTo): DigestEntry {
  const { head, newest } = happening;
  const own = ownMails(happening);
  const answers = repliesIn(happening, period);
  return {
    id: head.messageId,
    title: happening.title,
    url: link(head),
    author: newest?.author ?? head.author,
    category: strongest(own),
    areas: areasOf(newest ? own : [head]),
    revision: newest?.revision ?? null,
    rfc: newest?.rfc ?? false,
    resend: newest?.resend ?? false,
    parts: newest ? { seen: newest.parts.size, total: newest.total } : null,
    diff: newest ? diffOf(newest) : null,
    tags: tagsOf(happening),
    replies: answers.length,
    people: new Set(answers.map((mail) => mail.author.email)).size,
    state: stateOf(happening, period),
    change: changeOf(happening, period),
    series: happening.series?.id ?? null,
    steps: stepsOf(happening, period, link),
    milestone: null,
    lists: [...new Set(happening.mails.flatMap((mail) => mail.lists))].sort(),
    evidence: evidenceOf(own),
  };
}

/** The mails that are the happening itself, without the talk about it; of a talk all of them. */
function ownMails({ what, newest, head, mails }: Happening): readonly SeriesMail[] {
  if (newest) return mailsOf(newest);
  return what === 'pull' ? [head] : mails;
}

/** True where the happening itself is what a reader of the topic wants, not only a word said about it. */
export function isTopical(happening: Happening): boolean {
  return ownMails(happening).some(
    ({ verdict }) => relevanceOf(verdict.category) === 'yes' || verdict.category === 'prereq',
  );
}

/** Answers of the period; where the set itself is about something else, those that are about the topic. */
function repliesIn(happening: Happening, period: Period): SeriesMail[] {
  const all = happening.answers.filter((mail) => mail.kind === 'reply' && inPeriod(period, mail));
  return isTopical(happening) ? all : all.filter(({ verdict }) => relevanceOf(verdict.category) === 'yes');
}

function diffOf(posting: Posting): DigestEntry['diff'] {
  const files = [...posting.parts.values()].flatMap((part) => part.files);
  if (files.length === 0) return null;
  return {
    files: new Set(files.map(({ path }) => path)).size,
    added: files.reduce((sum, file) => sum + file.added, 0),
    removed: files.reduce((sum, file) => sum + file.removed, 0),
  };
}

/** The strongest reasons first, each once. */
function evidenceOf(mails: readonly SeriesMail[]): Evidence[] {
  const rank = (mail: SeriesMail): number => CATEGORIES.indexOf(mail.verdict.category);
  const ranked = [...mails].sort((a, b) => rank(a) - rank(b) || a.part - b.part);
  const all = new Map<string, Evidence>();
  for (const one of ranked.flatMap((mail) => mail.verdict.evidence)) {
    const name = `${one.rule} ${one.text}`;
    if (!all.has(name)) all.set(name, one);
  }
  return [...all.values()].slice(0, MAX_EVIDENCE);
}
