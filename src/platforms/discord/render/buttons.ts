import type { APIButtonComponent } from 'discord.js';
import type { Card } from '../../../domain/card/card.ts';
import { keyOf } from '../../../domain/thread.ts';
import { clip } from './clip.ts';
import { plainText } from './escape.ts';
import { LIMITS } from './limits.ts';
import { discordUrl } from './link.ts';
import type { DiscordRow } from './message.ts';
import { pressId } from './press.ts';

const STYLES = { primary: 1, secondary: 2, danger: 4, link: 5 } as const;
const BUTTON = 2;
const ROW = 1;
/** Ids of cards that go into a button as they are. */
const PLAIN_ID = /^[!-~]{1,60}$/;

/** undefined where there is nothing on it, or nothing to be asked. */
export function askButton(
  label: string,
  id: string | undefined,
  style: 'primary' | 'secondary' | 'danger' = 'secondary',
): APIButtonComponent | undefined {
  const shown = clip(plainText(label), LIMITS.label);
  if (shown === '' || id === undefined || id === '' || id.length > LIMITS.customId) return undefined;
  return { type: BUTTON, style: STYLES[style], label: shown, custom_id: id };
}

/** Leads to a page; undefined where the address is none. */
export function linkButton(label: string, url: string | null | undefined): APIButtonComponent | undefined {
  const shown = clip(plainText(label), LIMITS.label);
  const address = discordUrl(url, LIMITS.buttonUrl);
  return shown === '' || address === undefined
    ? undefined
    : { type: BUTTON, style: STYLES.link, label: shown, url: address };
}

/** Rows of five; what is missing is left out, and what asks the same twice: Discord takes no id two times. */
export function buttonRows(
  buttons: readonly (APIButtonComponent | undefined)[],
  most: number = LIMITS.rows,
): DiscordRow[] {
  const seen = new Set<string>();
  const kept = buttons.filter((button) => {
    if (button === undefined || !('custom_id' in button)) return button !== undefined;
    const isNew = !seen.has(button.custom_id);
    seen.add(button.custom_id);
    return isNew;
  });
  const all = kept.filter((button) => button !== undefined);
  const rows: DiscordRow[] = [];
  for (let at = 0; at < all.length && rows.length < most; at += LIMITS.buttons)
    rows.push({ type: ROW, components: all.slice(at, at + LIMITS.buttons) });
  return rows;
}

/** How commands are told which card is meant: by its id, by the key of it where that is no short word. */
function nameOfCard({ id }: Pick<Card, 'id'>): string {
  return PLAIN_ID.test(id) ? id : `#${keyOf(id)}`;
}

/** Why it is told, follow it (what has revisions), open it. */
export function cardButtons(card: Card): DiscordRow[] {
  const name = nameOfCard(card);
  const isFollowed = card.kind === 'series' || card.kind === 'pull';
  const why = pressId({ command: 'why', values: { what: name }, page: 0 });
  const follow = pressId({ command: 'follow', values: { mail: name }, page: 0 });
  return buttonRows([
    askButton('Why', why),
    isFollowed ? askButton('Follow', follow) : undefined,
    linkButton('Open', card.url),
  ]);
}
