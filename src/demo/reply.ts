import type { Category } from '../domain/verdict.ts';
import { spokenDate } from './calendar.ts';
import { mailbox } from './encode.ts';
import type { Mailbag, Posting } from './mailbag.ts';
import { chanceFor, post } from './mailbag.ts';
import type { PersonKey } from './people.ts';
import { people } from './people.ts';
import type { Random } from './random.ts';
import type { Draft, Mailer } from './types.ts';

/** What a reply is about: that of its parent, and talk about a Rust patch is talk about Rust. */
function replyCategory(parent: Draft): Category {
  const rust = ['code', 'build', 'docs', 'maintainers', 'discussion'].includes(parent.category);
  return rust ? 'discussion' : parent.category;
}

const quote = (lines: string[]): string => lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');

/** Some added lines of a patch, with the names of the file and the hunk above them. */
function diffExcerpt(lines: string[], chance: Random): string[] {
  const headers = lines.flatMap((line, index) => (line.startsWith('+++ b/') ? [index] : []));
  if (headers.length === 0) return [];
  const file = chance.pick(headers);
  const next = lines.findIndex((line, index) => index > file && (line.startsWith('diff ') || line === '-- '));
  const hunk = lines.slice(file + 2, next === -1 ? undefined : next);
  const from = chance.int(0, Math.max(0, hunk.length - 14));
  return [lines[file] ?? '', lines[file + 1] ?? '', ...hunk.slice(from, from + chance.int(5, 14))];
}

/** The first paragraph that somebody wrote, without quotes, trailers and diff. */
function textExcerpt(lines: string[], chance: Random): string[] {
  const end = lines.findIndex((line) => line === '---' || line.startsWith('Signed-off-by:'));
  const own = lines
    .slice(0, end === -1 ? 40 : end)
    .filter((line) => !line.startsWith('>') && !line.endsWith('wrote:'));
  const first = own.findIndex((line) => line !== '');
  return first === -1 ? [] : own.slice(first, first + chance.int(3, 9));
}

/** The part of `parent` that an answer quotes. */
function excerpt(parent: Draft, chance: Random, what: 'diff' | 'text'): string {
  const lines = parent.body.split('\n');
  const picked = what === 'diff' ? diffExcerpt(lines, chance) : [];
  const shown = picked.length > 0 ? picked : textExcerpt(lines, chance);
  return quote(shown.join('\n').trim().split('\n'));
}

export type Answer = {
  by: PersonKey;
  date: number;
  /** The words, below the quote. `''` for a bare trailer. */
  say: string;
  /** `Reviewed-by`, ...: the trailer at the end, with the writer's own name. */
  tag?: string;
  quote?: 'diff' | 'text';
  mailer?: Mailer;
} & Partial<Draft>;

const spoken = (draft: Draft): string =>
  `On ${spokenDate(draft.date, draft.from.zone)}, ${draft.from.name || draft.from.email} wrote:`;

function answerBody(parent: Draft, answer: Answer, chance: Random): string {
  const person = people[answer.by];
  const paragraphs = [`${spoken(parent)}\n${excerpt(parent, chance, answer.quote ?? 'text')}`];
  if (answer.say !== '') paragraphs.push(answer.say.trim());
  if (answer.tag !== undefined) paragraphs.push(`${answer.tag}: ${person.name} <${person.email}>`);
  else if (chance.chance(0.4)) paragraphs.push(`${person.name.split(' ')[0]}`);
  return `${paragraphs.join('\n\n')}\n`;
}

const reSubject = (subject: string): string => (/^re:/i.test(subject) ? subject : `Re: ${subject}`);

/** Posts an answer to `parent`, with the recipients and references that a mail program would give it. */
export function answer(bag: Mailbag, parent: Draft, given: Answer): Draft {
  const chance = chanceFor(bag, `answer/${parent.id}/${given.by}/${given.date}`);
  const { by, date, say: _say, tag: _tag, quote: _quote, mailer, ...rest } = given;
  const person = people[by];
  const others = [...parent.to, ...parent.cc].filter((address) => !address.includes(person.email));
  const posting: Posting = {
    by,
    date: Math.min(date, bag.end - chance.int(60, 600) * 1000),
    mailer: mailer ?? chance.pick<Mailer>(['mutt', 'thunderbird', 'gmail', 'mutt']),
    subject: reSubject(parent.subject),
    body: answerBody(parent, given, chance),
    lists: parent.lists,
    to: parent.from === person ? parent.to : [mailbox(parent.from.name, parent.from.email)],
    cc: [...new Set(others)],
    references: [...parent.references, parent.id].slice(-12),
    category: replyCategory(parent),
    kind: 'reply',
    ...(parent.series === undefined ? {} : { series: parent.series }),
    ...rest,
  };
  return post(bag, posting);
}
