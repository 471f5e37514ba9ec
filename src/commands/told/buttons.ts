import type { AnswerButton } from '../../domain/answer/answer.ts';

/** Why it is told, and what became of it here. `what`: as `why` takes it. */
export function whyButton(what: string): AnswerButton {
  return { label: 'Why', ask: { command: 'why', values: { what }, page: 0 } };
}

/** Posts what becomes of it from now on. */
export function followButton(mail: string): AnswerButton {
  return { label: 'Follow', ask: { command: 'follow', values: { mail }, page: 0 } };
}

/** The whole story of the series that the mail belongs to. */
export function storyButton(mail: string): AnswerButton {
  return { label: 'Story', ask: { command: 'series', values: { mail }, page: 0 } };
}
