import { MessageFlags } from 'discord.js';
import type { Spot } from '../form.ts';
import { checkEmbeds } from './embed.ts';
import { checkLayout, checkRows } from './layout.ts';

/** Where a body stands: what may be in it differs. */
export type MessageUse = 'create' | 'edit' | 'callback' | 'followup' | 'webhook-edit' | 'forum';

const COMMON = ['content', 'embeds', 'components', 'allowed_mentions', 'attachments', 'flags', 'poll'];
const KEYS: Record<MessageUse, readonly string[]> = {
  create: [...COMMON, 'nonce', 'enforce_nonce', 'tts', 'message_reference', 'sticker_ids'],
  edit: COMMON,
  callback: [...COMMON, 'tts'],
  followup: [...COMMON, 'tts'],
  'webhook-edit': COMMON,
  forum: [...COMMON, 'sticker_ids'],
};

const { Ephemeral, SuppressEmbeds, SuppressNotifications, IsComponentsV2 } = MessageFlags;
const FLAGS: Record<MessageUse, number> = {
  create: SuppressEmbeds | SuppressNotifications | IsComponentsV2,
  edit: SuppressEmbeds | IsComponentsV2,
  callback: SuppressEmbeds | SuppressNotifications | IsComponentsV2 | Ephemeral,
  followup: SuppressEmbeds | SuppressNotifications | IsComponentsV2 | Ephemeral,
  'webhook-edit': SuppressEmbeds | IsComponentsV2,
  forum: SuppressEmbeds | SuppressNotifications | IsComponentsV2,
};

/** Checks a message's body. `isLayout`: it has IS_COMPONENTS_V2 already, which can never be taken away again. */
export function checkMessage(body: Spot, use: MessageUse, isLayout = false): void {
  if (!body.object(KEYS[use])) return;
  // The OpenAPI says 4000 (what people with a subscription may write); bots may write 2000.
  body.get('content').text({ max: 2000 });
  checkEmbeds(body.get('embeds'));
  const flags = body.get('flags').number() ?? 0;
  if ((flags & ~FLAGS[use]) !== 0)
    body.get('flags').wrong('BITFIELD_INVALID', `Flags that cannot be set here: ${flags & ~FLAGS[use]}.`);
  if (body.get('poll').isSet) body.get('poll').wrong('UNKNOWN_KEY', 'No polls here');
  body.get('tts').flag();
  checkMentions(body.get('allowed_mentions'));
  checkNonce(body);
  if (isLayout || (flags & IsComponentsV2) !== 0) checkExclusive(body);
  else checkRows(body.get('components'));
}

function checkExclusive(body: Spot): void {
  for (const key of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const spot = body.get(key);
    const isEmpty = spot.value === '' || (Array.isArray(spot.value) && spot.value.length === 0);
    if (spot.isSet && !isEmpty)
      spot.wrong(
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The ${key} field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      );
  }
  if (body.get('components').isSet) checkLayout(body.get('components'));
}

/** nonce: at most 25 characters, or an integer. */
function checkNonce(body: Spot): void {
  const nonce = body.get('nonce');
  const isEnforced = body.get('enforce_nonce').flag() === true;
  if (typeof nonce.value === 'number') nonce.number({ min: Number.MIN_SAFE_INTEGER });
  else nonce.text({ max: 25 });
  if (isEnforced && (!nonce.isSet || nonce.value === ''))
    nonce.wrong('BASE_TYPE_REQUIRED', 'enforce_nonce without a nonce');
}

const PARSE = ['roles', 'users', 'everyone'] as const;

function checkMentions(spot: Spot): void {
  if (!spot.isSet || !spot.object(['parse', 'roles', 'users', 'replied_user'])) return;
  const parse = spot.get('parse').items(3);
  for (const item of parse) item.oneOf(PARSE);
  for (const name of ['roles', 'users']) {
    const ids = spot.get(name).items(100);
    for (const id of ids) id.snowflake(true);
    if (ids.length > 0 && parse.some(({ value }) => value === name))
      spot.get('parse').wrong('MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', `parse:["${name}"] and ${name}`);
  }
  spot.get('replied_user').flag();
}
