import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/domain/card/card.ts';
import { renderCardHtml, renderLineHtml } from '../../src/render/card-html.ts';
import { cardJson } from '../../src/render/card-json.ts';
import { cardSubject, lineSubject } from '../../src/render/card-subject.ts';
import { renderCardText, renderLineText } from '../../src/render/card-text.ts';

const FOLDER = new URL('../fixtures/card/', import.meta.url);
const NAMES = readdirSync(FOLDER)
  .filter((file) => /^[a-z]+\.json$/.test(file))
  .map((file) => file.slice(0, -'.json'.length));

function readCard(name: string): Card {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Card;
}

/** The card as a mail, and its newest step as the mail that answers it. */
function asMails(card: Card): string {
  const step = card.steps.at(-1);
  const line = step ? ['', `Subject: ${lineSubject(card, step)}`, '', renderLineText(card, step)] : [];
  return [`Subject: ${cardSubject(card)}`, '', renderCardText(card), ...line].join('\n');
}

function asHtml(card: Card): string {
  const step = card.steps.at(-1);
  return `${[renderCardHtml(card), ...(step ? [renderLineHtml(card, step)] : [])].join('\n\n')}\n`;
}

function golden(file: string, made: string): string {
  const url = new URL(file, FOLDER);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(url, made);
  return readFileSync(url, 'utf8');
}

describe.each(NAMES)('the card %s', (name) => {
  const card = readCard(name);

  it.each([
    ['text', '.txt', asMails],
    ['HTML', '.html', asHtml],
    ['text with its evidence', '.why.txt', (one: Card) => renderCardText(one, { why: true, width: 60 })],
  ] as const)('is what it was, as %s', (_, suffix, render) => {
    const made = render(card);
    expect(made).toBe(golden(name + suffix, made));
  });

  it('has all its fields for programs, in the order of the documentation', () => {
    const made = cardJson(card);
    expect(made).toEqual(card);
    expect(Object.keys(made).slice(0, 6)).toEqual(['kind', 'id', 'title', 'url', 'author', 'date']);
  });
});

it('there are cards of every kind', () => {
  expect(new Set(NAMES.map((name) => readCard(name).kind)).size).toBe(7);
});
