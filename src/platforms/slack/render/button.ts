import type { types } from '@slack/bolt';
import { type Ask, encodeAsk } from '../../../domain/answer/ask.ts';
import type { Card } from '../../../domain/card/card.ts';
import { keyOf } from '../../../domain/thread.ts';
import { plain } from './escape.ts';
import { type KnownBlock, MOST } from './message.ts';

/** What the value of a button of a post begins with: pressing it brings a message of its own. front/codes.ts reads it. */
const ANEW = 'n:';

/** What action ids begin with; behind it stands a number, so that no two in a row are the same. */
const PRESS = 'press.';
/** Of buttons that only lead to a page. Slack tells of the press all the same, and wants it acknowledged. */
const OPEN = 'open.';

/** Of one row; Slack takes 25. */
const ROW = 25;
/** An id in a post's button: longer ones are told by their key, so that a digest has room for what it says. */
const LONGEST_ID = 200;

export type SlackButton = { readonly label: string; readonly style?: 'primary' | 'danger' | undefined } & (
  | { readonly value: string }
  | { readonly url: string }
);

/** Buttons in a row, or none where there are none. Those whose value or address is too long are left out. */
export function row(buttons: readonly SlackButton[]): KnownBlock[] {
  const elements = buttons.filter(fits).slice(0, ROW).map(element);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function fits(button: SlackButton): boolean {
  return 'value' in button
    ? button.value !== '' && button.value.length <= MOST.value
    : button.url !== '' && button.url.length <= MOST.url;
}

/** A button beside a section; undefined where it has none that fits. */
export function aside(buttons: readonly SlackButton[]): types.Button | undefined {
  const first = buttons.find(fits);
  return first && element(first, 0);
}

function element(button: SlackButton, at: number): types.Button {
  const text = plain(button.label, MOST.label) || '…';
  return {
    type: 'button',
    text: { type: 'plain_text', text, emoji: false },
    ...('value' in button
      ? { action_id: `${PRESS}${at}`, value: button.value }
      : { action_id: `${OPEN}${at}`, url: button.url }),
    ...(button.style === undefined ? {} : { style: button.style }),
  };
}

/** A button of a post that asks something; its answer is a message of its own. */
export function pressFor(label: string, ask: Ask): SlackButton[] {
  const code = encodeAsk(ask, MOST.value - ANEW.length);
  return code === undefined ? [] : [{ label, value: ANEW + code }];
}

/** Why, and for what goes on for weeks Follow. `id`: of a card or of an entry of a digest. */
export function subjectButtons(id: string, isFollowed: boolean): SlackButton[] {
  const named = id.length <= LONGEST_ID ? id : `#${keyOf(id)}`;
  return [
    ...pressFor('Why', { command: 'why', values: { what: named }, page: 0 }),
    ...(isFollowed ? pressFor('Follow', { command: 'follow', values: { mail: named }, page: 0 }) : []),
  ];
}

/** Whether it can be followed. */
export function isFollowable({ kind }: Pick<Card, 'kind'>): boolean {
  return kind === 'series' || kind === 'pull';
}
