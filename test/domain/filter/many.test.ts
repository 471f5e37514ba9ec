import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../src/domain/filter/ast.ts';
import { FILTER_FIELDS, type FieldSpec } from '../../../src/domain/filter/fields.ts';
import { compileFilters } from '../../../src/domain/filter/many.ts';
import { matchFilter } from '../../../src/domain/filter/match.ts';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { BLANK_SUBJECT, type FilterSubject } from '../../../src/domain/filter/subject.ts';
import { anyFilter, anySubject } from './arbitrary.ts';

function filterOf(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.filter;
}

function matching(filters: readonly string[], subject: Partial<FilterSubject>): string[] {
  const match = compileFilters(filters.map((text, id) => ({ id, filter: filterOf(text) })));
  return match({ ...BLANK_SUBJECT, ...subject }).map((id) => filters[id] ?? '');
}

/** More names, people and paths than the subjects of other tests have. */
const richSubject: fc.Arbitrary<FilterSubject> = fc
  .tuple(
    anySubject,
    fc.record({
      author: fc.constantFrom(
        { name: 'Miguel Ojeda', email: 'drm@example.org' },
        { name: 'Özkan A', email: 'o@any.example' },
        { name: '', email: '' },
      ),
      lists: fc.subarray(['linux-pci', 'd', 'any', 'drm']),
      tags: fc.subarray(['Reviewed-by', 'drm']),
      milestones: fc.subarray(['drm/nova', 'toolchain']),
      paths: fc.subarray(['/x', 'drm/nova', 'a/drm', 'rust/kernel/pci.rs', 'd']),
      areas: fc.subarray(['drm', '/', 'drm/nova', 'd', '“']),
      state: fc.constantFrom('applied' as const, 'posted' as const, null),
    }),
  )
  .map(([subject, more]) => ({ ...subject, ...more }));

describe('many filters at once', () => {
  it('are exactly those that match one by one', () => {
    fc.assert(
      fc.property(
        fc.array(anyFilter, { maxLength: 30 }),
        fc.array(fc.oneof(anySubject, richSubject), { minLength: 1, maxLength: 5 }),
        (filters, subjects) => {
          const match = compileFilters(filters.map((filter, id) => ({ id, filter })));
          for (const subject of subjects) {
            const wanted = filters.flatMap((filter, id) => (matchFilter(filter, subject) ? [id] : []));
            expect(match(subject)).toEqual(wanted);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('have every field of the language', () => {
    for (const { examples } of FILTER_FIELDS as readonly FieldSpec[]) {
      for (const { filter, matches, misses } of examples) {
        expect(matching([filter, 'nothing-of-it'], matches)).toEqual([filter]);
        expect(matching([filter, 'nothing-of-it'], misses)).toEqual([]);
      }
    }
  });

  it('find names, people and paths however these are written', () => {
    const subject = {
      author: { name: 'José Ñandú', email: 'Jose@Example.org' },
      areas: ['DRM/nova'],
      paths: ['drivers/gpu/Nova/gpu.RS'],
      text: 'the wordy text of a mail',
      subject: 'rust: Gizmo driver',
    };
    const fits = [
      'author:jose',
      'author:NANDU',
      'author:"u <jose"',
      'author:*@example.org',
      'author:j?s?*',
      'area:drm',
      'area:drm/',
      'area:d*/n*',
      'path:drivers/gpu',
      'path:./drivers/gpu/',
      'path:gpu.rs',
      'path:drivers/**/*.rs',
      'path:**/nova/*',
      'wordy mail',
      'wor*',
      '"text of"',
      '"text of a m"* OR text',
      'subject:giz*',
      'subject:"rust gizmo"',
      '-nothing',
    ];
    const fails = ['author:josef', 'area:drmx', 'path:gpu', 'path:*.c', 'word', '"of text"', 'subject:text'];
    const known = fits.filter((text) => parseFilter(text).ok);
    expect(matching([...known, ...fails], subject)).toEqual(known);
    expect(known.length).toBeGreaterThan(17);
  });

  it('give the ids of equal filters, ascending', () => {
    const filter = filterOf('area:drm');
    const match = compileFilters([9, 2, 5].map((id) => ({ id, filter })));
    expect(match({ ...BLANK_SUBJECT, areas: ['drm'] })).toEqual([2, 5, 9]);
    expect(match(BLANK_SUBJECT)).toEqual([]);
  });

  it('are none where there are none', () => {
    expect(compileFilters([])(BLANK_SUBJECT)).toEqual([]);
  });
});
