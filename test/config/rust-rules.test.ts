import { describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { judge } from '../../src/domain/relevance/judge.ts';
import type { MailExample } from '../../src/domain/relevance/rule.ts';
import { CATEGORIES } from '../../src/domain/verdict.ts';
import { mailOf } from './example-mail.ts';

function firedBy(rule: (typeof RUST.rules)[number], example: MailExample): boolean {
  const { verdict } = judge(mailOf(example), { ...RUST, rules: [rule] });
  return verdict.evidence.some((evidence) => evidence.rule === rule.id);
}

describe.each(RUST.rules.map((rule) => ({ id: rule.id, rule })))('rule $id', ({ rule }) => {
  it('has examples of both kinds, a sentence and a sure place', () => {
    expect(rule.examples.yes.length).toBeGreaterThan(0);
    expect(rule.examples.no.length).toBeGreaterThan(0);
    expect(rule.summary).toMatch(/^[A-Za-z].*\.$/);
    expect(rule.id).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
    expect(CATEGORIES).toContain(rule.category);
    expect(rule.confidence).toBeGreaterThan(0);
    expect(rule.confidence).toBeLessThan(1);
  });

  it.each(rule.examples.yes.map((example) => ({ example })))('fires on $example.subject', ({ example }) => {
    expect(firedBy(rule, example)).toBe(true);
  });

  it.each(rule.examples.no.map((example) => ({ example })))(
    'is silent on $example.subject',
    ({ example }) => {
      expect(firedBy(rule, example)).toBe(false);
    },
  );
});

describe('the rules together', () => {
  it('have ids of their own', () => {
    const ids = RUST.rules.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stand in the order of their categories, the strongest first', () => {
    const places = RUST.rules.map((rule) => CATEGORIES.indexOf(rule.category));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it.each([
    { text: 'I trust robust code; thrust, frustrated, Rustagi and Procrustean too.' },
    { text: 'Rusty wrote module.c. CONFIG_SYSTEM_TRUSTED_KEYRING=y' },
    { text: 'Entrusted to antitrust; crusty, rusted.' },
  ])('say nothing of $text', ({ text }) => {
    expect(judge(mailOf({ subject: 'Re: [PATCH] lib: tidy', body: text }), RUST).verdict.category).toBe(
      'none',
    );
  });

  it('take an address or a link for a trace at most', () => {
    const body =
      'mail to a.person@rust.example.org, see https://example.org/rust/ and https://example.org/rust/rust\n';
    const cc = 'rust-for-linux@vger.kernel.org';
    expect(judge(mailOf({ subject: 'Re: lib', body }), RUST).verdict.category).toBe('incidental');
    expect(judge(mailOf({ subject: 'Re: lib', body, cc }), RUST).verdict.category).toBe('cc-only');
  });
});
