import type { APIEmbed } from 'discord.js';
import { at, idAt, listAt, textAt } from './fields.ts';
import { may } from './places.ts';
import type { DiscordMessage } from './render/message.ts';
import { isGone } from './threads.ts';
import { type Errand, titleOf } from './writing.ts';

/** Discord counts from there: docs, Snowflakes. */
const EPOCH = 1_420_070_400_000;
/** Clocks differ. */
const SKEW = 60_000;
const PAGE = 100;
const PAGES = 5;

/** What is looked for: a message with this nonce, or what it says. */
export type Sought = {
  readonly message: DiscordMessage;
  readonly nonce: string;
  /** When it was tried first, ms. */
  readonly since: number;
};

/** The id of one, `absent`, or `unknown` where that cannot be told. */
export type Found = { readonly id: string } | 'absent' | 'unknown';

/** Looks for a message of our own in a channel or thread, from a little before its first attempt on. */
export async function findMessage(errand: Errand, channel: string, sought: Sought): Promise<Found> {
  const { rest, place, signal } = errand;
  // Who may not read what was said is shown an empty channel.
  if (!may(place, 'history')) return 'unknown';
  let after = snowflakeAt(sought.since - SKEW);
  for (let page = 0; page < PAGES; page++) {
    const query = { after, limit: `${PAGE}` };
    const reply = await rest.call({ method: 'GET', path: `/channels/${channel}/messages`, query, signal });
    // In a thread that is not there nothing was said.
    if ('trouble' in reply) return isGone(reply.trouble) ? 'absent' : 'unknown';
    const all = listAt(reply, 'body');
    const found = all.find((message) => isIt(message, sought, place.self));
    const id = idAt(found, 'id');
    if (id !== undefined) return { id };
    if (all.length < PAGE) return 'absent';
    after = newest(all) ?? after;
  }
  return 'unknown';
}

/** Looks for a forum's post of our own by its title; nobody is asked to read archived ones. */
export async function findForumPost(errand: Errand, title: string, since: number): Promise<Found> {
  const { rest, place, signal } = errand;
  const reply = await rest.call({ method: 'GET', path: `/guilds/${place.guild}/threads/active`, signal });
  if ('trouble' in reply) return 'unknown';
  const first = BigInt(snowflakeAt(since - SKEW));
  const found = listAt(reply.body, 'threads').find((thread) => {
    const id = idAt(thread, 'id');
    return (
      id !== undefined &&
      BigInt(id) >= first &&
      idAt(thread, 'parent_id') === place.channel &&
      idAt(thread, 'owner_id') === place.self &&
      textAt(thread, 'name') === titleOf(title)
    );
  });
  const id = idAt(found, 'id');
  return id === undefined ? 'absent' : { id };
}

/** The smallest id of that time. */
function snowflakeAt(ms: number): string {
  return `${BigInt(Math.max(0, Math.floor(ms) - EPOCH)) << 22n}`;
}

function newest(messages: readonly unknown[]): string | undefined {
  const ids = messages.flatMap((message) => idAt(message, 'id') ?? []);
  return ids.reduce<string | undefined>(
    (last, id) => (last === undefined || BigInt(id) > BigInt(last) ? id : last),
    undefined,
  );
}

function isIt(found: unknown, { message, nonce }: Sought, self: string): boolean {
  if (idAt(found, 'author', 'id') !== self) return false;
  const shown = at(found, 'nonce');
  if (typeof shown === 'string' || typeof shown === 'number') return `${shown}` === nonce;
  const asked = pressed(message.components);
  // A card may have changed since; what its buttons ask stays.
  if (asked !== '') return pressed(listAt(found, 'components')) === asked;
  return saysSame(found, message);
}

function pressed(rows: readonly unknown[]): string {
  const ids = rows.flatMap((row) =>
    listAt(row, 'components').flatMap((button) => textAt(button, 'custom_id') ?? []),
  );
  return ids.join('\n');
}

function saysSame(found: unknown, { content, embeds }: DiscordMessage): boolean {
  const others = listAt(found, 'embeds');
  return (
    (textAt(found, 'content') ?? '').trim() === content.trim() &&
    others.length === embeds.length &&
    embeds.every((embed, which) => gist(embed) === gist(others[which]))
  );
}

/** Of an embed what Discord gives back as it got it. */
function gist(embed: APIEmbed | unknown): string {
  const fields = listAt(embed, 'fields').map((field) => [textAt(field, 'name'), textAt(field, 'value')]);
  const texts = [textAt(embed, 'title'), textAt(embed, 'description'), textAt(embed, 'footer', 'text')];
  return JSON.stringify([texts, fields].flat(2).map((text) => text?.trim() ?? ''));
}
