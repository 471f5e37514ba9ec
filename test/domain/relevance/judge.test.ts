import { describe, expect, it } from 'vitest';
import { judge, NOTHING, withoutAddresses } from '../../../src/domain/relevance/judge.ts';
import { mailOf } from '../../config/example-mail.ts';
import { ruleOf, topicOf } from './small-topic.ts';

const spoken = ruleOf('spoken', 'discussion', { in: 'own', words: /\bzig\b/i }, 0.7);
const titled = ruleOf('titled', 'discussion', { in: 'subject', words: /\bzig\b/i }, 0.9);
const passing = ruleOf('passing', 'incidental', { in: 'text', words: /zig/i }, 0.99);
const copied = ruleOf('copied', 'cc-only', { in: 'recipients', address: 'zig@example.org' });
const topic = topicOf([passing, spoken, copied, titled]);

describe('a verdict', () => {
  it('is the strongest category, with the surest of its rules and what each of them saw', () => {
    const { verdict, reading } = judge(
      mailOf({ subject: 'Re: Zig', body: 'Zig it is.\n', cc: 'zig@example.org' }),
      topic,
    );
    expect(verdict).toMatchObject({ category: 'discussion', relevant: 'yes', confidence: 0.9 });
    expect(verdict.evidence).toEqual([
      { rule: 'spoken', where: 'own words', text: 'Zig it is.' },
      { rule: 'titled', where: 'subject', text: 'Zig' },
    ]);
    expect(reading?.own).toBe('Zig it is.');
  });

  it('is nothing, and nobody reads on, where the letters are missing', () => {
    const always = ruleOf('always', 'code', { in: 'text', words: /.*/ });
    const { verdict, reading } = judge(mailOf({ subject: 'Re: C', body: 'C it is.\n' }), topicOf([always]));
    expect(verdict).toBe(NOTHING);
    expect(reading).toBeUndefined();
  });

  it('is nothing where the letters are, but no rule fires', () => {
    expect(judge(mailOf({ body: 'zigzag\n' }), topicOf([spoken])).verdict).toEqual(NOTHING);
  });

  it('takes the letters from who was copied', () => {
    expect(judge(mailOf({ cc: 'Zig <ZIG@example.org>' }), topic).verdict.category).toBe('cc-only');
  });
});

describe('addresses and links', () => {
  it.each([
    { text: 'a zig@example.org b', left: 'a   b' },
    { text: 'a <first.last+tag@zig.example.org> b', left: 'a < > b' },
    { text: 'see https://example.org/zig, then zig', left: 'see   then zig' },
    { text: 'no zig at all', left: 'no zig at all' },
  ])('are no words: $text', ({ text, left }) => {
    expect(withoutAddresses(text)).toBe(left);
  });
});
