import { describe, expect, it } from 'vitest';
import { parseTrailer, trailerPerson } from '../../src/domain/trailers.ts';

describe('trailers', () => {
  it.each([
    {
      line: 'Reviewed-by: Jane Doe <jane@example.org>',
      name: 'Reviewed-by',
      value: 'Jane Doe <jane@example.org>',
    },
    { line: 'REVIEWED-BY: Jane <j@x>', name: 'Reviewed-by', value: 'Jane <j@x>' },
    { line: 'Co-developed-by:\tJane <j@x>', name: 'Co-developed-by', value: 'Jane <j@x>' },
    { line: 'Fixes: 0123456789ab ("a: b")', name: 'Fixes', value: '0123456789ab ("a: b")' },
    { line: 'message-id: <a@b>', name: 'Message-ID', value: '<a@b>' },
    { line: 'Cc: stable@vger.kernel.org # 6.1  ', name: 'Cc', value: 'stable@vger.kernel.org # 6.1' },
  ])('reads $line', ({ line, name, value }) => {
    expect(parseTrailer(line)).toEqual({ name, value });
  });

  it.each([
    'Note: this is no trailer',
    ' Reviewed-by: indented <a@b>',
    'Approved-by: all of us here in the room',
    'Reviewed-by:',
    'Reviewed-by:Jane <j@x>',
    `${'A'.repeat(60)}-by: Jane <j@x>`,
    '',
  ])('leaves %j alone', (line) => {
    expect(parseTrailer(line)).toBeUndefined();
  });

  it('bounds the value', () => {
    expect(parseTrailer(`Link: ${'x'.repeat(9000)}`)?.value).toHaveLength(500);
  });

  it.each([
    { value: 'Jane Doe <jane@example.org>', person: 'Jane Doe' },
    { value: '"Doe, Jane" <jane@example.org>', person: 'Doe, Jane' },
    { value: '<jane@example.org>', person: '<jane@example.org>' },
    { value: 'jane@example.org', person: 'jane@example.org' },
  ])('names the person of $value', ({ value, person }) => {
    expect(trailerPerson(value)).toBe(person);
  });
});
