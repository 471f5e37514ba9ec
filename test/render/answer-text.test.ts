import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, AnswerPart, Span } from '../../src/domain/answer/answer.ts';
import { renderAnswerText } from '../../src/render/answer-text.ts';
import { displayWidth } from '../../src/render/width.ts';
import { DIGEST, makeCard } from '../contracts/outbox-world.ts';

const ASK = { command: 'search', values: { filter: 'area:drm kind:patch' }, page: 0 };

function answer(parts: readonly AnswerPart[], more: Partial<Answer> = {}): Answer {
  return { tone: 'told', title: 'What there is', parts, buttons: [], ask: ASK, ...more };
}

/** What a terminal would obey, and what turns the direction of writing; line breaks are ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('an answer as text', () => {
  it('has its title, entries with their addresses, facts in two columns, and what its buttons lead to', () => {
    const text = renderAnswerText(
      answer(
        [
          { what: 'text', lines: [['Written as ', { text: 'a:b', style: 'code' }, '.']] },
          { what: 'heading', text: 'Hits' },
          {
            what: 'entries',
            entries: [
              {
                title: [{ text: 'rust: add a lever', url: 'https://example.org/1/', style: 'strong' }],
                lines: [['Jane', ' · ', '2026-04-05']],
                buttons: [{ label: 'Why', ask: ASK }],
              },
            ],
          },
          {
            what: 'facts',
            facts: [
              { label: 'Mails', value: ['12'] },
              { label: 'Patches', value: ['7 of 9'] },
            ],
          },
        ],
        {
          buttons: [
            { label: 'More', ask: ASK },
            { label: 'Page', url: 'https://example.org/page' },
          ],
          page: { at: 0, more: true, of: 3 },
        },
      ),
    );
    expect(text).toBe(`What there is

Written as \`a:b\`.

Hits

rust: add a lever
  https://example.org/1/
  Jane · 2026-04-05

Mails    12
Patches  7 of 9

More: search "area:drm kind:patch"
Page: https://example.org/page

page 1 of 3; the next one by --page 2
`);
  });

  it('keeps the mark below the mistake of a filter', () => {
    const code = 'area:nosuch\n     ^^^^^^ unknown';
    expect(renderAnswerText(answer([{ what: 'code', text: code }], { tone: 'wrong' }))).toBe(
      'What there is\n\n  area:nosuch\n       ^^^^^^ unknown\n',
    );
  });

  it('has cards, digests and charts as text has them', () => {
    const text = renderAnswerText(
      answer([
        { what: 'card', card: makeCard({ title: 'a card' }), why: true },
        { what: 'digest', digest: DIGEST, url: 'https://example.org/digests/1' },
      ]),
    );
    expect(text).toContain('a card');
    expect(text).toContain('The gizmo got a lever.');
    expect(text).toContain('https://example.org/digests/1');
  });

  it('shows nothing that a terminal would obey, and nothing as an address that is none', () => {
    const evil = 'x\u001b[31m\u202ey\u0007\nz';
    const text = renderAnswerText(
      answer(
        [
          { what: 'text', lines: [[evil, { text: evil, url: 'javascript:alert(1)' }]] },
          { what: 'code', text: evil },
          { what: 'facts', facts: [{ label: evil, value: [evil] }] },
          {
            what: 'entries',
            entries: [{ title: [{ text: evil, url: `https://e.org/${evil}` }], lines: [[evil]] }],
          },
        ],
        { title: evil, buttons: [{ label: evil, url: 'file:///etc/passwd' }] },
      ),
    );
    expect(text).not.toMatch(UNSAFE);
    expect(text).not.toContain('javascript');
    expect(text).not.toContain('passwd');
  });

  it('is in colour only where that is wanted', () => {
    const told = answer([{ what: 'heading', text: 'Here' }]);
    expect(renderAnswerText(told)).not.toContain('\u001b');
    expect(renderAnswerText(told, { color: true })).toContain('\u001b[');
  });

  it('of anything is never wider than the terminal, but for addresses and code', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 300 });
    const span: fc.Arbitrary<Span> = fc.oneof(
      words,
      fc.record({ text: words, style: fc.constantFrom('strong', 'code', 'quiet') }),
    );
    const line = fc.array(span, { maxLength: 4 });
    const part: fc.Arbitrary<AnswerPart> = fc.oneof(
      fc.record({ what: fc.constant('text' as const), lines: fc.array(line, { maxLength: 3 }) }),
      fc.record({ what: fc.constant('heading' as const), text: words }),
      fc.record({
        what: fc.constant('entries' as const),
        entries: fc.array(fc.record({ title: line, lines: fc.array(line, { maxLength: 3 }) }), {
          maxLength: 3,
        }),
      }),
      fc.record({
        what: fc.constant('facts' as const),
        facts: fc.array(fc.record({ label: words, value: line }), { maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 4 }),
        words,
        fc.integer({ min: 40, max: 120 }),
        (parts, title, width) => {
          const text = renderAnswerText(answer(parts, { title }), { width });
          expect(text.endsWith('\n')).toBe(true);
          expect(text).not.toMatch(UNSAFE);
          for (const each of text.split('\n')) expect(displayWidth(each)).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 300 },
    );
  });
});
