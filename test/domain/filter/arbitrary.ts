import fc from 'fast-check';
import {
  allOf,
  anyOf,
  type Clause,
  type FieldValue,
  type Filter,
  negate,
  type TextTerm,
  textTerm,
} from '../../../src/domain/filter/ast.ts';
import { FILTER_FIELDS, type FieldSpec } from '../../../src/domain/filter/fields.ts';
import { BLANK_SUBJECT, FILTER_FLAGS, type FilterSubject } from '../../../src/domain/filter/subject.ts';
import { tokens } from '../../../src/domain/filter/tokens.ts';
import { MAIL_KINDS } from '../../../src/domain/message.ts';
import { CATEGORIES } from '../../../src/domain/verdict.ts';

/** Few enough words that a random filter often meets a random text. */
const word = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('rust', 'pci', 'rusty', 'pc', 'a', 'or', 'not', '_', 'ж', '3'),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 4 })
      .map((text) => tokens(text)[0] ?? 'none'),
  },
);

const term: fc.Arbitrary<TextTerm> = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([words, open]) => textTerm(words, open))
  .filter((found) => found !== undefined);

const text = fc
  .oneof(
    fc.constantFrom(
      'drm',
      'drm/nova',
      'any',
      'd*',
      'Miguel Ojeda',
      'a,b',
      '"',
      '\\',
      '“',
      '(x)',
      ':x',
      '-',
      'NOT',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  )
  .map((typed) => typed.trim())
  .filter((typed) => typed !== '');

const day = fc
  .integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2099, 0, 1) })
  .map((time) => new Date(time).toISOString().slice(0, 10));

const IDS = ['a@x', 'b@x', 'A@x', 'drm/nova@x', 'a,b@x', '"q"@x', ':c@x', '-d@x', '*@x', 'a*@x', '(e)@x'];
const id = fc.constantFrom(...IDS);

function valueFor(field: FieldSpec): fc.Arbitrary<FieldValue> {
  switch (field.takes) {
    case 'choice':
      return fc.constantFrom(...(field.choices ?? [])).map((choice) => ({ type: 'choice', text: choice }));
    case 'number':
      return fc.record({
        type: fc.constant('number' as const),
        compare: fc.constantFrom('=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const),
        number: fc.nat(30),
      });
    case 'day':
      return day.map((written) => ({ type: 'day', text: written }));
    case 'glob':
    case 'text': {
      const type = field.takes;
      return text.map((typed) => ({ type, text: typed }));
    }
    case 'id':
      return id.map((written) => ({ type: 'text', text: written }));
    case 'term':
      return term.map((found) => ({ type: 'term', term: found }));
  }
}

const field: fc.Arbitrary<Clause> = fc.constantFrom(...FILTER_FIELDS).chain((spec: FieldSpec) =>
  fc.array(valueFor(spec), { minLength: 1, maxLength: spec.takes === 'day' ? 1 : 2 }).map((values) => ({
    kind: 'field' as const,
    field: spec.name as (typeof FILTER_FIELDS)[number]['name'],
    values,
  })),
);

const { clause } = fc.letrec<{ clause: Clause }>((tie) => {
  const inner = tie('clause');
  const members = fc.tuple(inner, inner, inner);
  return {
    clause: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      term,
      field,
      members.map((of) => allOf(of) as Clause),
      members.map((of) => anyOf(of)),
      inner.map(negate),
    ),
  };
});

/** Filters in normal form. */
export const anyFilter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Filter>({ kind: 'all' }) },
  { weight: 30, arbitrary: clause },
);

/** Filters of words only, which is where a full-text index can help. */
export const wordFilter: fc.Arbitrary<Filter> = fc.letrec<{ clause: Clause }>((tie) => ({
  clause: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    { weight: 3, arbitrary: term },
    { weight: 1, arbitrary: fc.constant<Clause>({ kind: 'not', clause: { kind: 'word', word: 'zzz' } }) },
    { weight: 2, arbitrary: fc.tuple(tie('clause'), tie('clause')).map((of) => allOf(of) as Clause) },
    { weight: 2, arbitrary: fc.tuple(tie('clause'), tie('clause')).map((of) => anyOf(of)) },
  ),
})).clause;

/** Text of the same few words, with all kinds of things between them. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '-', '\n', '🦀', '🫠', '́', '·', '/', '.')), { maxLength: 12 })
  .map((pairs) => pairs.flat().join(''));

export const anySubject: fc.Arbitrary<FilterSubject> = fc
  .record({
    text: anyText,
    subject: anyText,
    kind: fc.constantFrom(...MAIL_KINDS, null),
    category: fc.constantFrom(...CATEGORIES),
    areas: fc.subarray(['drm', 'drm/nova', 'pci']),
    paths: fc.subarray(['rust/kernel/pci.rs', 'drivers/gpu/a.c']),
    flags: fc.subarray([...FILTER_FLAGS]),
    revision: fc.option(fc.nat(5)),
    series: fc.subarray(IDS),
    date: fc.nat(4_000_000_000_000),
  })
  .map((known) => ({ ...BLANK_SUBJECT, ...known }));
