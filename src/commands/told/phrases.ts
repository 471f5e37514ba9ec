// How titles, days and counts are put into the lines of an answer.
import type { Line, Span } from '../../domain/answer/answer.ts';
import { bound, MAX_TITLE } from '../../domain/card/bound.ts';
import { figure } from '../../domain/compose/figure.ts';
import { clock } from '../../domain/source/moment.ts';

const MAX_ANSWER_TITLE = 150;
const MAX_QUOTE = 240;
const BETWEEN = ' · ';

/** The title of an answer: one line of at most 150 characters. */
export function answerTitle(text: string): string {
  return bound(text, MAX_ANSWER_TITLE);
}

/** What something is called, leading to its page where it has one. */
export function titleLink(text: string, url: string): Span {
  const shown = bound(text, MAX_TITLE) || '(no subject)';
  return url === '' ? { text: shown, style: 'strong' } : { text: shown, url, style: 'strong' };
}

/** A stranger's words, to stand out from ours. */
export function quoted(text: string): Line {
  const words = bound(text, MAX_QUOTE);
  return words === '' ? [] : [{ text: `“${words}”`, style: 'quiet' }];
}

/** Facts side by side; what is empty is left out. */
export function sideBySide(facts: readonly (Span | undefined)[]): Line {
  return facts
    .filter((fact) => fact !== undefined && textOf(fact) !== '')
    .flatMap((fact, at): Span[] => (fact === undefined ? [] : at === 0 ? [fact] : [BETWEEN, fact]));
}

function textOf(span: Span): string {
  return typeof span === 'string' ? span : span.text;
}

/** "1 patch", "12,483 mails". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** `2026-04-05`, UTC; ms. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** `21 Nov 10:12 UTC`; ms. */
export function moment(time: number): string {
  return `${clock(time)} UTC`;
}
