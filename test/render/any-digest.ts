import fc from 'fast-check';
import type { Digest, DigestEntry, DigestSection } from '../../src/domain/digest.ts';
import { SECTION_IDS } from '../../src/domain/digest.ts';
import { CATEGORIES } from '../../src/domain/verdict.ts';

const NASTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title></details></table>',
  '&lt;b&gt; &amp;amp; &#60;',
  '[text](https://evil.example)',
  '![image](https://evil.example/i.png)',
  '<https://evil.example>',
  '[ref]: https://evil.example',
  'https://evil.example www.evil.example me@evil.example',
  '@everyone @here @torvalds #1 <@123> <!channel>',
  '# heading\n## more\n---\n===\n| a | b |\n|---|---|',
  '- item\n1. item\n> quote\n    code\n```\n~~~',
  '*a* **b** _c_ __d__ ~~e~~ `f` $g$ \\ \\\\',
  '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u009b2J\u0000\u0008',
  '\u202eevil\u202c \u2066isolated\u2069 \u200f\u200b\ufeff',
  '日本語の件名がとても長いとき 👩‍👩‍👧‍👦 🇩🇪 ☎️ e\u0301\u0301\u0301\u0301\u0301',
  'עברית العربية हिन्दी',
  'x'.repeat(300),
  '\ud800 lone',
];

export const words: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.array(fc.constantFrom(...NASTY, 'rust:', 'add', 'a_b'), { maxLength: 6 }).map((all) => all.join(' ')),
);

export const address: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'https://lore.example.org/r/a@b/',
    'https://lore.example.org/r/(x)_[y]*z*&copy;@b/?q=1&r=2',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<b>',
    'https://user:pw@evil.example/',
    'https://ok.example/\u202e',
    'https://ok.example/"onclick="alert(1)',
    '//evil.example/x',
    `https://lore.example.org/${'long/'.repeat(40)}`,
  ),
  words,
);

const count = fc.oneof(fc.nat(40), fc.integer({ min: 0, max: 1e12 }));
const figure = fc.option(fc.oneof(count, fc.double({ min: 0, max: 100 })));

const evidence = fc.record({ rule: words, where: words, text: words });
const step = fc.record({
  what: words,
  date: fc.oneof(fc.constant('2026-04-05T10:00:00Z'), words),
  url: address,
});

const entry: fc.Arbitrary<DigestEntry> = fc.record({
  id: words,
  title: words,
  url: address,
  author: fc.record({ name: words, email: words }),
  category: fc.constantFrom(...CATEGORIES),
  areas: fc.array(words, { maxLength: 5 }),
  revision: fc.option(fc.integer({ min: 1, max: 1e9 })),
  rfc: fc.boolean(),
  resend: fc.boolean(),
  parts: fc.option(fc.record({ seen: count, total: count })),
  diff: fc.option(fc.record({ files: count, added: count, removed: count })),
  tags: fc.array(fc.record({ name: words, by: fc.array(words, { maxLength: 6 }) }), { maxLength: 3 }),
  replies: count,
  people: count,
  state: fc.option(words),
  change: fc.option(words),
  series: fc.option(words),
  milestone: fc.option(words),
  steps: fc.array(step, { maxLength: 11 }),
  lists: fc.array(words, { maxLength: 3 }),
  evidence: fc.array(evidence, { maxLength: 7 }),
});

const section: fc.Arbitrary<DigestSection> = fc.record({
  id: fc.constantFrom(...SECTION_IDS),
  title: words,
  entries: fc.array(entry, { maxLength: 4 }),
  more: fc.nat(200),
  moreUrl: fc.option(address),
});

const week = fc.record({ start: fc.oneof(fc.constant('2026-04-01'), words), value: fc.option(count) });

/** Any digest at all, made by people who mean harm. */
export const anyDigest: fc.Arbitrary<Digest> = fc.record({
  topic: words,
  periodName: words,
  periodLabel: words,
  since: fc.constant('2026-04-01T00:00:00Z'),
  until: fc.constant('2026-04-08T00:00:00Z'),
  zone: words,
  headline: fc.array(words, { maxLength: 3 }),
  sections: fc.array(section, { maxLength: 3 }),
  numbers: fc.array(
    fc.record({
      id: words,
      label: words,
      unit: fc.constantFrom('count', 'percent'),
      now: figure,
      before: figure,
      yearAgo: figure,
    }),
    { maxLength: 3 },
  ),
  numberColumns: fc.tuple(words, words, words),
  chart: fc.option(fc.record({ label: words, weeks: fc.array(week, { maxLength: 80 }) })),
  lists: fc.array(words, { maxLength: 8 }),
  filter: fc.option(words),
  mailsRead: count,
  notes: fc.array(words, { maxLength: 3 }),
});
