import type { Card, CardStep } from '../domain/card/card.ts';
import { type Summary, viewNotice, viewSummary } from './card-summary.ts';
import { shown, titleOf, viewCard } from './card-view.ts';
import { truncate } from './width.ts';

const SUBJECT_COLUMNS = 160;
const ASIDE_COLUMNS = 60;

/** "rust: bump minimum Rust version (v2, applied to rust-next)": the subject of a mail, on one line of at most 160 columns. */
export function cardSubject(card: Card): string {
  const { revision, state, kind, facts } = viewCard(card);
  const standing = [revision, state].filter((word) => word !== '');
  const first = card.kind === 'series' || card.kind === 'talk' ? [] : [facts[0] ?? kind.toLowerCase()];
  return withAside(titleOf(card), standing.length > 0 ? standing : first);
}

/** Of a line under a card: as an answer to it, "Re: rust: bump minimum Rust version (applied to rust-next by Ada Holm)". */
export function lineSubject(card: Card, step: CardStep): string {
  return withAside(`Re: ${titleOf(card)}`, [shown(step.text)]);
}

export function summarySubject(summary: Summary): string {
  return truncate(viewSummary(summary).heading, SUBJECT_COLUMNS);
}

export function noticeSubject(text: string): string {
  return truncate(viewNotice(text).find((line) => line !== '') ?? 'Notice', SUBJECT_COLUMNS);
}

/** The title gives way, not what stands behind it. */
function withAside(title: string, words: readonly string[]): string {
  const aside = truncate(words.join(', '), ASIDE_COLUMNS);
  if (aside === '') return truncate(title, SUBJECT_COLUMNS);
  return `${truncate(title, SUBJECT_COLUMNS - ASIDE_COLUMNS - 3)} (${aside})`;
}
