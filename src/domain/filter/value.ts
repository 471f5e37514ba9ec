import { readMailReference } from '../links.ts';
import { type Compare, type FieldValue, type TextTerm, textTerm } from './ast.ts';
import { failure, type Outcome, orList, type Span } from './error.ts';
import type { FieldName, FieldSpec } from './fields.ts';
import { hasWildcard } from './glob.ts';
import type { RawValue } from './lex.ts';
import { listName, meansName } from './names.ts';
import { nearest } from './nearest.ts';
import { endsInToken, tokens } from './tokens.ts';

/** Names that are known for fields that take any text, so that a slip is told instead of never matching. */
export type FilterVocabulary = {
  readonly [Field in 'area' | 'list' | 'milestone' | 'tag']?: readonly string[];
};

type Spec = FieldSpec & { readonly name: FieldName };

/** Reads one value of a field, or says what could stand there. */
export function readFieldValue(field: Spec, raw: RawValue, known: FilterVocabulary): Outcome<FieldValue> {
  const text = raw.text.trim();
  if (text === '') return missing(field, raw);
  switch (field.takes) {
    case 'choice':
      return readChoice(field, raw, text);
    case 'number':
      return readNumber(field, raw, text);
    case 'day':
      return readDay(field, raw, text);
    case 'glob':
      return { ok: true, value: { type: 'glob', text } };
    case 'id':
      return readId(field, raw, text);
    case 'text':
      return readName(field, raw, text, knownNames(field.name, known));
    case 'term': {
      const term = readTerm(raw, raw.quoted);
      return term.ok ? { ok: true, value: { type: 'term', term: term.value } } : term;
    }
  }
}

/** Reads words: in quotes as they are, bare with a `*` at the end for a prefix. */
export function readTerm(raw: Span & { readonly text: string }, quoted: boolean): Outcome<TextTerm> {
  const star = quoted ? -1 : raw.text.indexOf('*');
  const bare = star < 0 ? raw.text : raw.text.slice(0, star);
  if (star >= 0 && tokens(raw.text.slice(star)).length > 0) {
    const message = '`*` can only stand at the end of a word; for patterns there is `path:`';
    return failure({ at: raw.at + star, end: raw.at + star + 1 }, message, ['word*', 'path:a*b']);
  }
  const term = textTerm(tokens(bare), star >= 0 && endsInToken(bare));
  if (term) return { ok: true, value: term };
  return failure(raw, 'there is no word in this to look for', ['word', '"phrase"']);
}

function missing(field: Spec, raw: RawValue): Outcome<FieldValue> {
  const message = `\`${field.name}:\` needs a value right behind it, such as \`${sample(field)}\``;
  return failure(raw, message, field.choices ?? [shape(field)]);
}

function readChoice(field: Spec, raw: RawValue, text: string): Outcome<FieldValue> {
  const choices = field.choices ?? [];
  const lower = text.toLowerCase();
  if (choices.includes(lower)) return { ok: true, value: { type: 'choice', text: lower } };
  const excluded = lower.replace(/^[-!]/, '');
  if (excluded !== lower && choices.includes(excluded)) {
    const instead = `-${field.name}:${excluded}`;
    return failure(raw, `to leave out a value, write \`${instead}\``, [instead]);
  }
  return unknownValue(field, raw, text, choices);
}

function readName(field: Spec, raw: RawValue, text: string, known?: readonly string[]): Outcome<FieldValue> {
  const wanted = field.name === 'list' ? listName(text) : text;
  const isOpen = known === undefined || hasWildcard(text) || text.toLowerCase() === 'any';
  if (isOpen || known.some((name) => meansName(wanted, name))) {
    return { ok: true, value: { type: 'text', text } };
  }
  return unknownValue(field, raw, text, known);
}

function knownNames(field: FieldName, known: FilterVocabulary): readonly string[] | undefined {
  return field === 'area' || field === 'list' || field === 'milestone' || field === 'tag'
    ? known[field]
    : undefined;
}

function unknownValue(
  field: Spec,
  raw: RawValue,
  text: string,
  names: readonly string[],
): Outcome<FieldValue> {
  const near = nearest(text, names);
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const rest = near !== undefined || names.length > 12 ? undefined : `it takes ${orList(names)}`;
  const hint = near === undefined ? rest : `did you mean \`${near}\`?`;
  const message = [`\`${field.name}:\` does not know \`${shown}\``, ...(hint ? [hint] : [])].join(', ');
  const others = names.filter((name) => name !== near);
  return failure(raw, message, near === undefined ? others : [near, ...others]);
}

function readNumber(field: Spec, raw: RawValue, text: string): Outcome<FieldValue> {
  const found = /^(>=|<=|>|<|=)?\s*v?(\d{1,6})$/i.exec(text);
  if (found) {
    const compare = (found[1] ?? '=') as Compare;
    return { ok: true, value: { type: 'number', compare, number: Number(found[2]) } };
  }
  const message = `\`${field.name}:\` takes a number, with \`>=\`, \`<=\`, \`>\`, \`<\` or \`=\` before it`;
  return failure(raw, message, ['3', '>=3']);
}

/** Reads bare ids, ids in brackets, and links to a mail, to the bare id: what is read once is read so again. */
function readId(field: Spec, raw: RawValue, text: string): Outcome<FieldValue> {
  const bare = text.replace(/^<(.*)>$/s, '$1').trim();
  const id = isLink(bare) ? readMailReference(bare) : bare;
  if (id !== undefined && !isLink(id) && /^[^<>\s]+@[^<>\s]+$/.test(id))
    return { ok: true, value: { type: 'text', text: id } };
  const message = `\`${field.name}:\` takes the Message-ID of a mail, or a link to it, such as \`${sample(field)}\``;
  return failure(raw, message, [shape(field)]);
}

function isLink(text: string): boolean {
  return /^https?:/i.test(text);
}

function readDay(field: Spec, raw: RawValue, text: string): Outcome<FieldValue> {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const time = Date.parse(`${text}T00:00:00Z`);
    const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
    if (real) return { ok: true, value: { type: 'day', text } };
    return failure(raw, `there is no day \`${text}\``, ['YYYY-MM-DD']);
  }
  return failure(raw, `\`${field.name}:\` takes a day, such as \`2026-03-01\``, ['YYYY-MM-DD']);
}

function shape(field: Spec): string {
  const shapes = {
    choice: 'name',
    text: 'name',
    glob: 'pattern',
    number: '>=3',
    day: 'YYYY-MM-DD',
    term: 'word',
    id: 'Message-ID',
  };
  return shapes[field.takes];
}

function sample(field: Spec): string {
  return field.examples[0]?.filter ?? `${field.name}:${shape(field)}`;
}
