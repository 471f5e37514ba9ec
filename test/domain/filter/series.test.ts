import { describe, expect, it } from 'vitest';
import { showFilterError } from '../../../src/domain/filter/explain.ts';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { printFilter } from '../../../src/domain/filter/print.ts';
import { readAsks } from '../../../src/pipeline/matching/asks.ts';

function normal(text: string): string {
  const parsed = parseFilter(text);
  return parsed.ok ? printFilter(parsed.filter) : parsed.error.message;
}

describe('series:', () => {
  it.each([
    ['series:a.1@example.org', 'series:a.1@example.org'],
    ['SERIES:<a.1@example.org>', 'series:a.1@example.org'],
    ['series:" <a.1@example.org> "', 'series:a.1@example.org'],
    ['series:https://lore.example.org/some-list/a.1@example.org/T/#u', 'series:a.1@example.org'],
    ['series:https://lore.example.org/r/a%2F1@example.org', 'series:a/1@example.org'],
    ['series:a@x,b@x -series:c@x', 'series:a@x,b@x -series:c@x'],
    // Case and wildcards are what they are: ids are not names.
    ['series:A*?@Example.ORG', 'series:A*?@Example.ORG'],
    ['series:"a,b(c)@x"', 'series:"a,b(c)@x"'],
    ['series:"a\\"b@x"', 'series:"a\\"b@x"'],
  ])('%s', (text, form) => {
    expect(normal(text)).toBe(form);
    expect(normal(form)).toBe(form);
  });

  it.each([
    'series:gizmo',
    'series:"two words"',
    'series:https://example.org/about',
    'series:"a@x b@x"',
    'series:<>',
  ])('does not take %s', (text) => {
    expect(normal(text)).toBe(
      '`series:` takes the Message-ID of a mail, or a link to it, such as `series:20260301-gizmo-v1-0@example.org`',
    );
  });

  it('shows where the mistake is', () => {
    const text = 'is:new series:gizmo';
    const parsed = parseFilter(text);
    if (parsed.ok) throw new Error(text);
    expect(showFilterError(text, parsed.error)).toMatch(/^is:new series:gizmo\n {14}\^{5} `series:` takes/);
    expect(normal('series:')).toContain('needs a value right behind it, such as `series:20260301');
    expect(normal('serie:a@x')).toContain('did you mean `series`?');
  });

  it('asks for what is about it however that is about the topic, and for no replies', () => {
    const parsed = parseFilter('series:a@x');
    expect(parsed.ok && readAsks(parsed.filter)).toEqual({
      anyRelevance: true,
      replies: false,
      kinds: new Set(),
    });
  });
});
