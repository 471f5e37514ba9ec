import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip } from '../../../../src/platforms/discord/render/clip.ts';
import { codeBlock, codeSpan, escapeText } from '../../../../src/platforms/discord/render/escape.ts';
import { discordUrl, linkText } from '../../../../src/platforms/discord/render/link.ts';
import { spanLine } from '../../../../src/platforms/discord/render/span.ts';
import { cleanLine } from '../../../../src/render/clean.ts';
import { fuzz } from '../../../fuzz.ts';
import { HOSTILE, hostileWords } from '../any-words.ts';
import { look } from '../seen.ts';

const RUNS = fuzz(10_000);
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe("Discord's Markdown", () => {
  it.each(HOSTILE)('R8: shows %j as it is, and pings nobody', (words) => {
    const { text, links, wrong } = look(escapeText(words));
    expect({ text, links, wrong }).toEqual({
      text: cleanLine(words).replaceAll('\u200b', ''),
      links: [],
      wrong: [],
    });
  });

  it('R8: shows any words as they are', () => {
    fc.assert(
      fc.property(hostileWords, (words) => {
        const { text, links, wrong } = look(escapeText(words));
        expect(wrong).toEqual([]);
        expect(links).toEqual([]);
        expect(text).toBe(cleanLine(words));
        expect(escapeText(words)).not.toMatch(/@(?:everyone|here)|(?<!\\)</);
      }),
      RUNS,
    );
  });

  it.each([
    ['# heading', '\\# heading'],
    ['-# small', '-\\# small'],
    ['1. one', '1\\. one'],
    ['- item', '\\- item'],
    ['6.0%', '6.0%'],
    ['@everyone', '@\u200beveryone'],
    ['<t:1700000000:R>', '\\<t:1700000000:R\\>'],
    ['https://evil.example.org/x', 'https:\\//evil.example.org\\/x'],
    ['discord.gg/abc', 'discord.gg\\/abc'],
    ['rust_binder', 'rust\\_binder'],
    ['drivers/gpu: a - b', 'drivers/gpu: a - b'],
  ])('writes %j as %j', (given, written) => {
    expect(escapeText(given)).toBe(written);
  });

  it('R7: links are whole or not there, in whatever room there is', () => {
    const url = 'https://lore.example.org/r/(x)_[y]*z*&copy;@everyone/?q=1';
    fc.assert(
      fc.property(hostileWords, fc.integer({ min: 0, max: 700 }), (words, most) => {
        const shown = linkText(words, url, most);
        const { links, wrong, text } = look(shown);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(wrong).toEqual([]);
        for (const { url: target } of links) expect(target).toBe(discordUrl(url, 500));
        // Whole graphemes of what was given, then perhaps the mark that it was cut.
        const label = text.replace(/ link$/, '').replace(/…$/, '');
        expect(cleanLine(words).startsWith(label) || cleanLine(words).startsWith(text)).toBe(true);
      }),
      RUNS,
    );
  });

  it('R7: clips between graphemes', () => {
    fc.assert(
      fc.property(hostileWords, fc.integer({ min: 0, max: 60 }), (words, most) => {
        const clean = cleanLine(words);
        const shown = clip(clean, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        if (shown === clean || shown === '') return;
        const kept = shown.slice(0, -1);
        const ends = Array.from(GRAPHEMES.segment(clean), ({ index }) => index);
        expect(clean.startsWith(kept)).toBe(true);
        expect(ends.some((end) => clean.slice(0, end).trimEnd() === kept)).toBe(true);
      }),
      RUNS,
    );
  });

  it('R7: code stays closed', () => {
    fc.assert(
      fc.property(hostileWords, hostileWords, (one, two) => {
        expect(look(codeBlock(`${one}\n${two}`)).wrong).toEqual([]);
        expect(look(codeSpan(one)).wrong).toEqual([]);
        expect(look(codeSpan(one)).text).toBe(cleanLine(one));
      }),
      fuzz(3000),
    );
  });

  it('R7: lines of spans are whole in whatever room there is', () => {
    const span = fc.oneof(
      hostileWords,
      fc.record({
        text: hostileWords,
        url: fc.constantFrom('https://lore.example.org/r/a@example.org/', 'javascript:x', undefined),
        style: fc.constantFrom('strong' as const, 'code' as const, 'quiet' as const, undefined),
      }),
    );
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.integer({ min: 0, max: 900 }), (line, most) => {
        const shown = spanLine(line, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(look(shown).wrong).toEqual([]);
      }),
      RUNS,
    );
  });

  it('keeps what stands below a letter below it', () => {
    const block = codeBlock('area:drm stte:x\n         ^^^^');
    expect(block).toBe('```\narea:drm stte:x\n         ^^^^\n```');
  });

  it('takes only addresses that Discord takes', () => {
    expect(discordUrl('https://example.org/a b', 500)).toBeUndefined();
    expect(discordUrl('javascript:alert(1)', 500)).toBeUndefined();
    expect(discordUrl('https://example.org:99999/', 500)).toBeUndefined();
    expect(discordUrl('https://example.org/ü?q=[1]%', 500)).toBe('https://example.org/%C3%BC?q=%5B1%5D%25');
    expect(discordUrl(`https://example.org/${'x'.repeat(600)}`, 500)).toBeUndefined();
    expect(discordUrl('http://[::1]:80/a', 500)).toBe('http://[::1]/a');
  });
});
