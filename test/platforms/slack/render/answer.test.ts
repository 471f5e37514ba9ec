import { describe, expect, it } from 'vitest';
import type { Answer, AnswerPart } from '../../../../src/domain/answer/answer.ts';
import { type Ask, encodeAsk } from '../../../../src/domain/answer/ask.ts';
import { renderAnswer } from '../../../../src/platforms/slack/render/answer.ts';
import { renderCardPost } from '../../../../src/platforms/slack/render/card.ts';
import { CARD } from '../../../contracts/posts.ts';
import { readDigest } from '../../../render/fixtures.ts';
import { checkMessage, seenOf } from '../contract.ts';

const ASK: Ask = { command: 'search', values: { filter: 'area:drm' }, page: 0 };
const code = (ask: Ask): string => `n:${encodeAsk(ask, 1998)}`;

function answer(parts: readonly AnswerPart[], more: Partial<Answer> = {}): Answer {
  return { tone: 'told', title: 'Three hits', parts, buttons: [], ask: ASK, ...more };
}

const parts: readonly AnswerPart[] = [
  {
    what: 'text',
    lines: [['Of ', { text: 'area:drm', style: 'code' }, ' and ', { text: 'more', style: 'strong' }, '.']],
  },
  { what: 'code', text: 'area:drn\n     ^^^' },
  { what: 'heading', text: 'Hits' },
  {
    what: 'entries',
    entries: [
      {
        title: ['rust: one'],
        lines: [['by Ada']],
        buttons: [{ label: 'Why', ask: { ...ASK, command: 'why' } }],
      },
    ],
  },
  { what: 'facts', facts: [{ label: 'State', value: ['reviewed'] }] },
  { what: 'card', card: CARD, why: true },
  { what: 'digest', digest: readDigest('full'), url: undefined },
];

describe('an answer in Slack', () => {
  it('has all kinds of parts', () => {
    const message = renderAnswer(answer(parts, { page: { at: 1, more: true, of: 4 } }), { code });
    expect(checkMessage(message)).toEqual([]);
    const seen = seenOf(message.blocks);
    for (const told of [
      'Three hits',
      'Of area:drm and more.',
      'area:drn\n     ^^^',
      'Hits',
      'rust: one\nby Ada',
      'Why',
    ])
      expect(seen).toContain(told);
    for (const told of [
      'State: reviewed',
      'why: rust-for-linux',
      'The kernel will ask for Rust 1.85',
      'Page 2 of 4',
    ])
      expect(seen).toContain(told);
    expect(message.text).toBe('Three hits · Of `area:drm` and *more*.');
  });

  it('bears its sign, and says what was asked where everybody sees it', () => {
    expect(renderAnswer(answer([], { tone: 'wrong', title: 'no such field' }), { code }).blocks).toEqual([
      { type: 'section', text: { type: 'mrkdwn', text: '\u26a0\ufe0f No such field', verbatim: true } },
    ]);
    const shared = renderAnswer(answer([], { tone: 'done' }), { code, isShared: true });
    expect(seenOf(shared.blocks)).toBe('\u2705 Three hits\nsearch filter:area:drm');
  });

  it('counts what finds no room, and keeps its buttons', () => {
    const entry = { title: ['rust: one'], lines: [['x'.repeat(500)]], buttons: [{ label: 'Why', ask: ASK }] };
    const entries = Array.from({ length: 60 }, () => entry);
    const buttons = [{ label: 'Open', url: 'https://lore.example.org/' }] as const;
    const message = renderAnswer(answer([{ what: 'entries', entries }], { buttons }), { code });
    expect(checkMessage(message)).toEqual([]);
    const told = message.blocks.filter(({ type }) => type === 'actions').length - 1;
    expect(seenOf(message.blocks)).toContain(`and ${60 - told} more that found no room here`);
    expect(seenOf(message.blocks.slice(-1))).toBe('Open');
  });

  it('leaves out a button that cannot be written', () => {
    const message = renderAnswer(answer([], { buttons: [{ label: 'Why', ask: ASK }] }), {
      code: () => undefined,
    });
    expect(message.blocks).toHaveLength(1);
  });
});

describe('a card in Slack', () => {
  it('has a button for what can be followed, with a key where its id is too long', () => {
    const long = renderCardPost({ ...CARD, id: 'x'.repeat(3000) });
    expect(JSON.stringify(long.blocks)).toMatch(/"n:why\|\|what=#\d+"/);
    expect(seenOf(renderCardPost(CARD).blocks)).toMatch(/Why\nFollow\nOpen$/);
    expect(seenOf(renderCardPost({ ...CARD, kind: 'story' }).blocks)).toMatch(/Why\nOpen$/);
  });

  it('tells its first step and its newest', () => {
    const [step] = CARD.steps;
    const steps = Array.from({ length: 10 }, (_, at) => ({
      ...(step ?? expect.fail()),
      key: `v${at}`,
      text: `v${at}`,
    }));
    expect(seenOf(renderCardPost({ ...CARD, steps }).blocks)).toMatch(
      / v0\n… 5 more\n.* v6\n.* v7\n.* v8\n.* v9\n/,
    );
  });
});
