import type { APIAttachment, APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import { MessageFlags } from 'discord.js';
import { checkMessage, type MessageUse } from './check/message.ts';
import { bodyOf, isRecord, type Spot } from './form.ts';
import { broken } from './refusal.ts';
import type { Context, UploadedFile } from './route.ts';
import type { MessageState, Ping } from './types.ts';
import { numbered } from './wire.ts';
import type { Message } from './world/message.ts';
import type { World } from './world/world.ts';

type Files = Context['files'];

/** What is to be written into a message, checked. */
export type Draft = { readonly body: Spot; readonly files: Files; readonly route: string };

/** Checks what a message is to become. Throws what Discord would answer. */
export function draftOf(
  { body, files, route }: Pick<Context, 'body' | 'files' | 'route'>,
  use: MessageUse,
  message?: Message,
): Draft {
  const spot = bodyOf(body);
  checkMessage(spot, use, ((message?.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0);
  checkAttachments(spot, files, message);
  spot.finish();
  return { body: spot, files, route };
}

function checkAttachments(body: Spot, files: Files, message: Message | undefined): void {
  const known = [...files.keys(), ...(message?.attachments ?? []).map(({ id }) => id)];
  for (const item of body.get('attachments').items(10)) {
    item.object(['id', 'filename', 'description', 'title', 'duration_secs', 'waveform', 'is_spoiler']);
    if (!isRecord(item.value) || known.includes(`${item.value.id}`)) continue;
    item.get('id').wrong('ATTACHMENT_NOT_FOUND', 'Attachment not found');
  }
  for (const [at, { bytes }] of files)
    if (bytes.length > 10 * 1024 * 1024)
      throw broken(413, 40005, 'Request entity too large', `files[${at}] is larger than 10 MiB`);
}

/** Writes a draft into a message: a new state of it, and whom it pings. */
export function write(world: World, message: Message, { body, files, route }: Draft): void {
  const before = message.state;
  const isNew = message.history.length === 0 || message.loading;
  const content = given(body, 'content', before.content, '');
  const attachments = attach(world, message, body, files);
  const state: MessageState = {
    content: typeof content === 'string' ? content.trim() : '',
    embeds: embedsOf(given(body, 'embeds', before.embeds, [])),
    components: numbered(given(body, 'components', before.components, [])) as APIMessageTopLevelComponent[],
    attachments,
    flags: flagsOf(body, before.flags),
    at: world.now(),
  };
  if (!state.content && state.embeds.length + state.components.length + attachments.length === 0)
    throw broken(400, 50006, 'Cannot send an empty message');
  for (const { name, bytes } of files.values()) message.files.set(name, bytes);
  if (message.loading) message.history.length = 0;
  message.loading = false;
  message.history.push(state);
  if (!isRecord(body.value) || !isRecord(body.value.allowed_mentions))
    world.violate(route, `allowed_mentions is missing in ${isNew ? 'a message' : 'an edit'}`, true);
  world.pings.push(...pingsOf(message, body.get('allowed_mentions').value));
  lookAround(world, route, state);
  world.changed();
}

/** What the body says; null empties it, and what is missing stays. */
function given(body: Spot, key: string, before: unknown, empty: unknown): unknown {
  const { value } = body.get(key);
  if (value === undefined) return before;
  return value ?? empty;
}

function flagsOf(body: Spot, before: number): number {
  const { value } = body.get('flags');
  const flags = typeof value === 'number' ? value : before;
  // Once laid out by components it stays so.
  return (flags & ~MessageFlags.Ephemeral) | (before & MessageFlags.IsComponentsV2);
}

function embedsOf(value: unknown): APIEmbed[] {
  const list = Array.isArray(value) ? value : [];
  return list.map((one) => {
    const embed = numbered(one) as APIEmbed;
    const fields = embed.fields?.map((field) => ({ inline: false, ...field }));
    return { ...embed, ...(fields ? { fields } : {}), type: 'rich' } as APIEmbed;
  });
}

function attach(world: World, message: Message, body: Spot, files: Files): readonly APIAttachment[] {
  const listed = body.get('attachments');
  const items = listed.isSet
    ? listed.items(10).map(({ value }) => (isRecord(value) ? value : {}))
    : undefined;
  const kept = message.attachments.filter(({ id }) => !items || items.some((item) => `${item.id}` === id));
  const added = [...files].map(([at, file]) => {
    const about = items?.find((item) => `${item.id}` === at);
    return wireFile(world, message, file, about);
  });
  return [...kept, ...added];
}

function wireFile(
  world: World,
  message: Message,
  file: UploadedFile,
  about: Record<string, unknown> | undefined,
): APIAttachment {
  const id = world.newId();
  const filename = typeof about?.filename === 'string' ? about.filename : file.name;
  const url = `https://cdn.discordapp.com/attachments/${message.channel.id}/${id}/${encodeURIComponent(filename)}`;
  return {
    id,
    filename,
    size: file.bytes.length,
    url,
    proxy_url: url,
    ...(file.type === '' ? {} : { content_type: file.type }),
    ...(typeof about?.description === 'string' ? { description: about.description } : {}),
  };
}

/** What Discord takes, and shows wrongly. */
function lookAround(world: World, route: string, { embeds, attachments }: MessageState): void {
  const urls = embeds.flatMap(({ url }) => (url ? [url] : []));
  if (new Set(urls).size < urls.length)
    world.violate(route, 'two embeds have the same url: only the first one is shown', true);
  for (const { image, thumbnail, author, footer } of embeds)
    for (const url of [image?.url, thumbnail?.url, author?.icon_url, footer?.icon_url]) {
      const name = url?.startsWith('attachment://') ? url.slice(13) : undefined;
      if (name !== undefined && !attachments.some(({ filename }) => filename === name))
        world.violate(route, `${url} is not attached`, true);
    }
}

/** Whom a message wakes: by the words in it, as far as allowed_mentions lets them. */
function pingsOf(message: Message, allowed: unknown): readonly Ping[] {
  const rules = isRecord(allowed) ? allowed : { parse: ['everyone', 'roles', 'users'] };
  const parse: readonly unknown[] = Array.isArray(rules.parse) ? rules.parse : [];
  const may = (kind: 'roles' | 'users', id: string): boolean => {
    const list = rules[kind];
    return parse.includes(kind) || (Array.isArray(list) && list.includes(id));
  };
  const text = [message.content, JSON.stringify(message.components)].join('\n');
  const pings: Ping[] = [];
  for (const [, mark = '', id = ''] of text.matchAll(/<@([!&]?)(\d{1,20})>/g)) {
    const isRole = mark === '&';
    if (may(isRole ? 'roles' : 'users', id)) pings.push({ kind: isRole ? 'role' : 'user', id, message });
  }
  for (const [, kind] of text.matchAll(/@(everyone|here)/g))
    if (parse.includes('everyone'))
      pings.push({ kind: kind === 'here' ? 'here' : 'everyone', id: message.channel.id, message });
  return pings;
}
