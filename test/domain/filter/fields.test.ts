import { describe, expect, it } from 'vitest';
import { FILTER_FIELDS, type FieldSpec, fieldNames, findField } from '../../../src/domain/filter/fields.ts';
import { matchFilter } from '../../../src/domain/filter/match.ts';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { BLANK_SUBJECT } from '../../../src/domain/filter/subject.ts';

const specs: readonly FieldSpec[] = FILTER_FIELDS;
const examples = specs.flatMap((spec) =>
  spec.examples.map((example) => [example.filter, example, spec] as const),
);

describe('the table of fields', () => {
  it.each(examples)('%s', (text, example, spec) => {
    const parsed = parseFilter(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(text).toContain(`${spec.name}:`);
    expect(matchFilter(parsed.filter, { ...BLANK_SUBJECT, ...example.matches })).toBe(true);
    expect(matchFilter(parsed.filter, { ...BLANK_SUBJECT, ...example.misses })).toBe(false);
  });

  it('is in order, has no name twice, and every field has an example', () => {
    const names = specs.map((spec) => spec.name);
    expect(names).toEqual([...names].sort());
    const all = specs.flatMap((spec) => [spec.name, ...spec.aliases]);
    expect(new Set(all).size).toBe(all.length);
    expect(fieldNames().sort()).toEqual([...all].sort());
    for (const spec of specs) {
      expect(spec.examples.length).toBeGreaterThan(0);
      expect(spec.summary).toMatch(/^[A-Z].*\.$/);
      expect(spec.choices !== undefined).toBe(spec.takes === 'choice');
    }
  });

  it('is found by alias in any case', () => {
    expect(findField('FROM')?.name).toBe('author');
    expect(findField('nothing')).toBeUndefined();
  });
});
