import { elementsOf } from './blocks.ts';
import { isActive } from './elements.ts';
import { pingsOf, pingsOfBlocks, readMrkdwn } from './mrkdwn.ts';
import { isObject } from './schema.ts';
import { readBlocks } from './seen.ts';
import type { Trace } from './trace.ts';
import type { FakeMessage, Json, Shown } from './types.ts';
import { keyOf, nameOf, sightOf, teamOf, type World } from './world.ts';

export type Content = {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata: Json | undefined;
  /** `@name` is a mention. */
  readonly names: boolean;
};

export type Draft = Content & {
  readonly team: string;
  readonly channel: string;
  readonly author: string;
  readonly own: boolean;
  readonly thread?: string | undefined;
  readonly broadcast?: boolean;
  readonly ephemeral?: string | undefined;
  readonly unfurlLinks?: boolean;
  readonly unfurlMedia?: boolean;
};

/** Puts a message into its channel, and before everybody's eyes. */
export function post(world: World, draft: Draft, trace?: Trace): FakeMessage {
  const message: FakeMessage = {
    team: draft.team,
    channel: draft.channel,
    ts: world.ts(),
    thread: draft.thread,
    broadcast: draft.broadcast ?? false,
    author: draft.author,
    own: draft.own,
    ephemeral: draft.ephemeral,
    unfurlLinks: draft.unfurlLinks ?? false,
    unfurlMedia: draft.unfurlMedia ?? true,
    history: [],
    deleted: false,
    ...stateOf(world, draft.team, draft),
  };
  world.messages.set(keyOf(message), message);
  show(world, message, { what: 'message', message }, trace);
  return message;
}

/** Changes what stands; what stood is kept in its history. */
export function edit(world: World, message: FakeMessage, content: Content, trace?: Trace): FakeMessage {
  const { at, text, blocks, metadata, pings } = message;
  const next: FakeMessage = {
    ...message,
    ...stateOf(world, message.team, { ...content, metadata: content.metadata ?? metadata }),
    history: [...message.history, { at, text, blocks, metadata, pings }],
  };
  world.messages.set(keyOf(next), next);
  show(world, next, { what: 'changed', message: next }, trace);
  return next;
}

export function remove(world: World, message: FakeMessage, trace?: Trace): void {
  const gone = { ...message, deleted: true };
  world.messages.set(keyOf(gone), gone);
  show(world, gone, { what: 'deleted', message: gone }, trace);
}

/** Replies that stand under a message. */
export function repliesOf(world: World, { team, channel, ts }: FakeMessage): readonly FakeMessage[] {
  return [...world.messages.values()].filter(
    (message) =>
      message.team === team && message.channel === channel && message.thread === ts && !message.deleted,
  );
}

function stateOf(
  world: World,
  team: string,
  { text, blocks, metadata, names }: Content,
): Pick<FakeMessage, 'at' | 'text' | 'blocks' | 'metadata' | 'pings' | 'seen'> {
  const named = blocks.map((block) => withIds(world, block));
  const name = nameOf(world, team);
  return {
    at: world.now(),
    text,
    blocks: named,
    metadata,
    pings: [...pingsOf(text, names), ...pingsOfBlocks(blocks)],
    seen: blocks.length > 0 ? readBlocks(named, name) : readMrkdwn(text, name),
  };
}

/** Slack names whatever the app left without a name. */
export function withIds(world: World, block: Json): Json {
  const name = (value: unknown): unknown =>
    isObject(value) && isActive(value) && value.action_id === undefined
      ? { ...value, action_id: world.id('a') }
      : value;
  const elements = elementsOf(block).length > 0;
  return {
    ...block,
    block_id: block.block_id ?? world.id('b'),
    ...(elements && Array.isArray(block.elements) ? { elements: block.elements.map(name) } : {}),
    ...(block.accessory === undefined ? {} : { accessory: name(block.accessory) }),
    ...(block.element === undefined ? {} : { element: name(block.element) }),
  };
}

function show(world: World, message: FakeMessage, shown: Shown, trace: Trace | undefined): void {
  trace?.shown.push(shown);
  const members = teamOf(world, message.team).channels.get(message.channel)?.members ?? [];
  for (const user of message.ephemeral === undefined ? members : [message.ephemeral]) {
    sightOf(world, message.team, user).seen.push(shown);
  }
  world.changed();
}
