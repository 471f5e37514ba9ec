import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDisputes } from '../../eval/disputes.ts';

const head = '| Message-ID | truth says | we say | reason |\n| --- | :-- | --- | --- |\n';

describe('docs/truth-disputes.md', () => {
  it('is read table by table, words around them left out', () => {
    const text = `# Title\n\nWords | with a bar.\n\n## Relevance\n\n${head}| \`a@example.org\` | none | code | touches .rs |\n
## Series\n\n${head}|b@example.org|status applied|status unknown-in-archive|it was not|\n
## Milestones\n\n${head}\n## Else\n\n| x | y | z | w |\n`;
    expect(parseDisputes(text)).toEqual({
      relevance: [{ messageId: 'a@example.org', truth: 'none', ours: 'code', reason: 'touches .rs' }],
      series: [
        {
          messageId: 'b@example.org',
          truth: 'status applied',
          ours: 'status unknown-in-archive',
          reason: 'it was not',
        },
      ],
      milestones: [],
    });
  });

  it.each([
    ['three cells', '| a | none | code |', /truth-disputes\.md:5 is no row of four cells/],
    ['an empty cell', '| a | none | code | |', /:5 is no row/],
    ['a bar too many', '| a | none | code | this | that |', /:5 is no row/],
    ['a mail twice', '| a | none | code | x |\n| a | none | docs | y |', /:6 disputes a a second time/],
  ])('is refused with %s', (_, rows, message) => {
    expect(() => parseDisputes(`## Relevance\n\n${head}${rows}\n`)).toThrow(message);
  });

  it('as it is can be read', () => {
    const text = readFileSync(new URL('../../docs/truth-disputes.md', import.meta.url), 'utf8');
    const disputes = parseDisputes(text);
    expect(disputes.relevance.length).toBeGreaterThan(0);
    expect(disputes.series.length).toBeGreaterThan(0);
  });
});
