import type { Answer } from '../../../domain/answer/answer.ts';
import type { Card } from '../../../domain/card/card.ts';

/** The stripe beside an embed; 24 bits. */
export const COLORS = {
  plain: 0x5865f2,
  new: 0x3b82c4,
  reviewed: 0x8a63d2,
  good: 0x2f9e5b,
  done: 0x1a7f4b,
  doubt: 0xd9822b,
  ended: 0x6b7280,
  alarm: 0xc93c37,
  milestone: 0xd4a017,
  quiet: 0x9aa4b2,
} as const;

/** By the first word of the state, or what is to be feared. */
const STATES: readonly (readonly [RegExp, number])[] = [
  [/^(?:merged|released)/, COLORS.done],
  [/^applied/, COLORS.good],
  [/^(?:rejected|withdrawn|superseded|end of life)/, COLORS.ended],
  [/^(?:objected|changes|NACKed)/, COLORS.doubt],
  [/^reviewed/, COLORS.reviewed],
];

/** A major milestone before all, then how far it got, then what it is. */
export function colorOf({ kind, state, milestones }: Pick<Card, 'kind' | 'state' | 'milestones'>): number {
  if (milestones.some(({ significance }) => significance === 'major')) return COLORS.milestone;
  const known = STATES.find(([words]) => words.test(state));
  if (known !== undefined) return known[1];
  switch (kind) {
    case 'advisory':
      return COLORS.alarm;
    case 'release':
    case 'commit':
      return COLORS.done;
    case 'story':
    case 'talk':
      return COLORS.quiet;
    case 'series':
    case 'pull':
      return COLORS.new;
  }
}

export function toneColor(tone: Answer['tone']): number {
  switch (tone) {
    case 'told':
      return COLORS.plain;
    case 'done':
      return COLORS.good;
    case 'wrong':
      return COLORS.alarm;
  }
}
