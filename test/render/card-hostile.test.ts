import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card, CardStep } from '../../src/domain/card/card.ts';
import {
  renderCardHtml,
  renderLineHtml,
  renderNoticeHtml,
  renderSummaryHtml,
} from '../../src/render/card-html.ts';
import { cardJson } from '../../src/render/card-json.ts';
import { cardSubject, lineSubject, noticeSubject, summarySubject } from '../../src/render/card-subject.ts';
import type { Summary } from '../../src/render/card-summary.ts';
import {
  renderCardText,
  renderLineText,
  renderNoticeText,
  renderSummaryText,
} from '../../src/render/card-text.ts';
import { viewCard } from '../../src/render/card-view.ts';
import { displayWidth } from '../../src/render/width.ts';
import { anyCard, anyStep, anySummary } from './any-card.ts';
import { words } from './any-digest.ts';

/** What may reach no reader: controls but the line break, overrides, isolates, noncharacters. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;
const ADDRESS_LINE = /^ {0,4}https?:\/\/\S+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes that are ours
const OUR_COLOR = /\u001b\[[\d;]+m/g;
const ELEMENTS = new Set('div span a bdi table tbody tr td details summary'.split(' '));

type Stuff = {
  readonly card: Card;
  readonly step: CardStep;
  readonly summary: Summary;
  readonly notice: string;
};
const anything = fc.record({ card: anyCard, step: anyStep, summary: anySummary, notice: words });

function always(check: (stuff: Stuff) => void): void {
  fc.assert(fc.property(anything, check), { numRuns: 80 });
}

function texts({ card, step, summary, notice }: Stuff, width: number, color = false): string[] {
  return [
    renderCardText(card, { width, color, why: true }),
    renderLineText(card, step, { width, color }),
    renderSummaryText(summary, { width, color }),
    renderNoticeText(notice, { width, color }),
  ];
}

function pages({ card, step, summary, notice }: Stuff): string[] {
  return [
    renderCardHtml(card, { why: true }),
    renderLineHtml(card, step),
    renderSummaryHtml(summary),
    renderNoticeHtml(notice),
  ];
}

function subjects({ card, step, summary, notice }: Stuff): string[] {
  return [cardSubject(card), lineSubject(card, step), summarySubject(summary), noticeSubject(notice)];
}

/** Elements that are open at the end, or closed without having been opened: none. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z0-9]+)(?: [a-z-]+(?:="[^"<>]*")?)*>/g)) {
    if (slash === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

describe('whatever strangers write', () => {
  it('nothing invisible gets through, and bytes do not change', () => {
    always((stuff) => {
      const made = [...texts(stuff, 72), ...pages(stuff), ...subjects(stuff)];
      for (const one of made) {
        expect(one).not.toMatch(FORBIDDEN);
        expect(one.isWellFormed()).toBe(true);
      }
      const again = structuredClone(stuff);
      expect([...texts(again, 72), ...pages(again), ...subjects(again)]).toEqual(made);
    });
  });

  it.each([40, 72, 100])('text keeps to %d columns, and ends no line with white space', (width) => {
    always((stuff) => {
      for (const color of [false, true]) {
        const lines = texts(stuff, width, color).flatMap((one) => one.replace(OUR_COLOR, '').split('\n'));
        expect(lines.filter((line) => displayWidth(line) > width && !ADDRESS_LINE.test(line))).toEqual([]);
        expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
      }
    });
  });

  it('HTML has only its own elements, attributes and ordinary links, and is well-formed', () => {
    always((stuff) => {
      for (const html of pages(stuff)) {
        expect(unbalanced(html)).toEqual([]);
        // Every angle bracket is one of ours.
        const bare = html.replace(/<\/?[a-z0-9]+(?: [a-z-]+(?:="[^"<>]*")?)*>/g, '');
        expect(bare).not.toMatch(/[<>"']/);
        expect(bare).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39|nbsp);)/);
        const $ = load(html, null, false);
        for (const element of $('*').toArray()) {
          expect(ELEMENTS).toContain($(element).prop('tagName')?.toLowerCase());
          const names = Object.keys($(element).attr() ?? {});
          expect(names.filter((name) => /^(?:on|src|srcset|action)/i.test(name))).toEqual([]);
          const href = $(element).attr('href');
          if (href !== undefined) expect(href).toMatch(/^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?#]|$)/i);
        }
      }
    });
  });

  it('HTML says what was written', () => {
    always(({ card }) => {
      const view = viewCard(card);
      const text = load(renderCardHtml(card, { why: true }), null, false)('*').text();
      expect(text).toContain(view.title);
      for (const { title } of view.milestones) expect(text).toContain(title);
      for (const line of view.evidence) expect(text).toContain(line);
    });
  });

  it('a subject is one line, not empty and not endless', () => {
    always((stuff) => {
      for (const subject of subjects(stuff)) {
        expect(subject).not.toMatch(/[\r\n]/);
        expect(subject).not.toBe('');
        expect(displayWidth(subject)).toBeLessThanOrEqual(160);
      }
    });
  });

  it('programs get it as it is', () => {
    always(({ card }) => {
      expect(JSON.parse(JSON.stringify(cardJson(card)))).toEqual(card);
    });
  });
});

it('a megabyte in every field makes a small post, soon', () => {
  const huge = 'a\u0301</td>\n@everyone \u202e'.repeat(60_000);
  const step: CardStep = { key: huge, word: 'reply', text: huge, date: huge, url: huge, line: true };
  const some = Array.from({ length: 12 }, () => huge);
  const card: Card = {
    kind: 'series',
    id: huge,
    title: huge,
    url: huge,
    author: { name: '', email: huge },
    date: huge,
    category: 'code',
    areas: [],
    lists: [],
    state: huge,
    revision: huge,
    facts: some,
    tags: [],
    milestones: some.map((title) => ({ title, type: 'x', significance: 'major' })),
    steps: some.map(() => step),
    press: [],
    evidence: [],
  };
  const summary = {
    since: huge,
    until: huge,
    entries: some.map((title) => ({ title, url: huge, text: huge })),
    more: 0,
  };
  const stuff = { card, step, summary, notice: huge };
  for (const one of texts(stuff, 72)) expect(one.length).toBeLessThan(300_000);
  for (const one of pages(stuff)) expect(one.length).toBeLessThan(400_000);
  for (const one of subjects(stuff)) expect(one.length).toBeLessThan(400);
}, 10_000);
