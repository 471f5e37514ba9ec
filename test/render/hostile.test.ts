import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../src/domain/digest.ts';
import { DIGEST_FORMAT_IDS, DIGEST_FORMATS } from '../../src/render/formats.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderJson } from '../../src/render/json.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { renderText } from '../../src/render/text.ts';
import { viewDigest } from '../../src/render/view.ts';
import { displayWidth } from '../../src/render/width.ts';
import { anyDigest } from './any-digest.ts';

const RUNS = { numRuns: 100 };

/** What may reach no reader: controls but the line break, overrides, isolates, noncharacters. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;
const ADDRESS_LINE = /^ {4}https?:\/\/\S+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes that are ours
const OUR_COLOR = /\u001b\[[\d;]+m/g;

function always(check: (digest: Digest) => void): void {
  fc.assert(fc.property(anyDigest, check), RUNS);
}

describe('whatever strangers write', () => {
  it.each(DIGEST_FORMAT_IDS)('nothing invisible gets through as %s, and bytes do not change', (id) => {
    always((digest) => {
      const { render } = DIGEST_FORMATS[id];
      const made = render(digest, { why: true });
      expect(made).not.toMatch(FORBIDDEN);
      expect(made.isWellFormed()).toBe(true);
      expect(render(structuredClone(digest), { why: true })).toBe(made);
    });
  });

  it.each([40, 72, 100])('text keeps to %d columns, and ends no line with white space', (width) => {
    always((digest) => {
      for (const color of [false, true]) {
        const lines = renderText(digest, { width, color, why: true }).replace(OUR_COLOR, '').split('\n');
        const wide = lines.filter((line) => displayWidth(line) > width && !ADDRESS_LINE.test(line));
        expect(wide).toEqual([]);
        expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
      }
    });
  });

  it('the page has only its own elements, attributes and ordinary links', () => {
    always((digest) => {
      const $ = load(renderHtml(digest));
      const elements = $('*').toArray();
      const names = new Set(elements.map((element) => $(element).prop('tagName')?.toLowerCase() ?? ''));
      const known =
        'html head meta title style body div table tbody tr td th span a bdi h1 h2 p b details summary';
      expect([...names].filter((name) => !known.split(' ').includes(name))).toEqual([]);
      for (const element of elements) {
        expect(
          Object.keys($(element).attr() ?? {}).filter((name) => /^(on|src|srcset|action)/i.test(name)),
        ).toEqual([]);
        const href = $(element).attr('href');
        if (href !== undefined) expect(href).toMatch(/^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?#]|$)/i);
      }
    });
  });

  it('the page says what was written', () => {
    always((digest) => {
      const $ = load(renderHtml(digest));
      const view = viewDigest(digest);
      expect($('h1').text()).toBe(view.headline);
      const titles = $('div[dir=auto] bdi')
        .toArray()
        .map((element) => $(element).text());
      expect(titles).toEqual(view.sections.flatMap(({ entries }) => entries.map(({ title }) => title)));
      const text = $('body').text();
      for (const note of view.notes) expect(text).toContain(note);
    });
  });

  it('Markdown has no links, pictures, HTML or mentions but its own', () => {
    always((digest) => {
      const made = renderMarkdown(digest, { why: true });
      const bare = made.replace(/\\[!-/:-@[-`{-~]/g, '.').replace(/`[▁-█·]+`/g, '');
      const links = [...bare.matchAll(/\[[^\][]*\]\(([^()\s]*)\)/g)].map(([, target]) => target);
      for (const target of links) expect(target).toMatch(/^https?:\/\/[a-z0-9[]/i);
      const rest = bare.replace(/\[[^\][]*\]\([^()\s]*\)/g, '').replace(/^(#{1,2}|>) /gm, '');
      expect(rest.replace(/^> ?/gm, '')).not.toMatch(/[<>[\]`]/);
      expect(rest).not.toMatch(/[@#][^\s\u200b]|:\/\/|&(?!amp;|lt;|gt;)/);
    });
  });

  it('Markdown lines begin only as the layout has them', () => {
    always((digest) => {
      const starts = renderMarkdown(digest)
        .split('\n')
        .filter((line) => /^\s*(?:[-+*=>#|~`]|\d+[.)])/.test(line));
      expect(starts.filter((line) => !/^(?:#{1,2} |- |\| |>|---$)/.test(line))).toEqual([]);
    });
  });

  it('JSON gives back the words as they came', () => {
    always((digest) => {
      const parsed = JSON.parse(renderJson(digest)) as { headline: string[]; notes: string[] };
      expect(parsed.headline).toEqual(digest.headline.map((each) => each));
      expect(parsed.notes).toEqual(digest.notes);
    });
  });
});
