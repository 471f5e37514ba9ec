import type { Outcome, Receipt } from '../../domain/delivery/delivery.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Parcel, Platform, SendContext } from '../../ports/platform.ts';
import { type Begun, bringDigest, createBegun, findDigest } from './bring-digest.ts';
import { bringLine, standingOf } from './bring-line.ts';
import { type Drawn, renderPost } from './drawing.ts';
import { findMessage } from './finding.ts';
import { nonceOf } from './nonce.ts';
import { outcomeOf, outcomeOfLook } from './outcome.ts';
import { type Address, createPlaces, forbidden, lacking, type Place, type Places } from './places.ts';
import { createRest, type DiscordRest } from './rest.ts';
import { createThreads, isArchived, type Threads, wake } from './threads.ts';
import { type Errand, editMessage, type Wrote } from './writing.ts';

export type DiscordSettings = {
  /** `https://discord.com/api` */
  readonly api: string;
  /** DISCORD_TOKEN: a secret. */
  readonly token: string | undefined;
  /** SVG as PNG. */
  readonly draw: (svg: string) => Promise<Uint8Array>;
  /** How long one request may take, ms. */
  readonly timeout?: number;
  /** After how many refused requests of ten minutes nothing more is asked. */
  readonly mostRefused?: number;
};

/** How long Discord takes the same nonce for the same message, ms: "the past few minutes". */
const NONCE = 120_000;
const NOT_SET_UP = 'Discord is not set up: set DISCORD_TOKEN';

type Deps = {
  readonly rest: DiscordRest;
  readonly places: Places;
  readonly threads: Threads;
  readonly begun: Begun;
  readonly draw: DiscordSettings['draw'];
};

/** Posts to channels, threads and forums of Discord over its REST. Where it is not set up, `check` says so. */
export function createDiscord({ token, draw, ...settings }: DiscordSettings): Platform {
  const rest = token === undefined ? undefined : createRest({ ...settings, token });
  const deps = rest && {
    rest,
    places: createPlaces(rest),
    threads: createThreads(),
    begun: createBegun(),
    draw,
  };
  return {
    id: 'discord',
    can: { edit: true, lines: true, nonce: NONCE },
    check: (target) => {
      const address = readAddress(target);
      return deps === undefined ? NOT_SET_UP : 'wrong' in address ? address.wrong : undefined;
    },
    probe: async (target, { now, signal }) => {
      const address = readAddress(target);
      if (deps === undefined) return NOT_SET_UP;
      if ('wrong' in address) return address.wrong;
      deps.places.forget(address);
      const looked = await deps.places.look(address, now(), signal);
      if ('place' in looked) return lacking(looked.place);
      if ('wrong' in looked) return looked.wrong;
      const outcome = outcomeOfLook(looked.trouble);
      return outcome.what === 'refused' ? outcome.why : undefined;
    },
    send: async (parcel, context) => {
      const address = readAddress(parcel.target);
      if ('wrong' in address) return { what: 'refused', why: address.wrong, scope: 'target' };
      if (deps === undefined) return { what: 'refused', why: NOT_SET_UP, scope: 'platform' };
      return send(deps, parcel, address, context);
    },
    find: async (parcel, context) => {
      const address = readAddress(parcel.target);
      return deps === undefined || 'wrong' in address ? 'unknown' : find(deps, parcel, address, context);
    },
    close: async () => rest?.close(),
  };
}

function readAddress({ text }: Target): Address | { readonly wrong: string } {
  const [, guild, channel] = /^discord:(\d{1,20})\/(\d{1,20})$/.exec(text) ?? [];
  return guild === undefined || channel === undefined
    ? { wrong: 'it is no channel of a Discord server: discord:GUILD/CHANNEL, by their ids' }
    : { guild, channel };
}

async function send(deps: Deps, parcel: Parcel, address: Address, context: SendContext): Promise<Outcome> {
  const { places, rest } = deps;
  const { signal } = context;
  const looked = await places.look(address, context.now(), signal);
  if ('trouble' in looked) return outcomeOfLook(looked.trouble);
  if ('wrong' in looked) return { what: 'refused', why: looked.wrong, scope: 'target' };
  const { place } = looked;
  const why = forbidden(place);
  if (why !== undefined) {
    // Once it is granted, nobody waits for what is remembered here.
    places.forget(address);
    return { what: 'refused', why, scope: 'target' };
  }
  const drawn = await renderPost(parcel, deps.draw);
  const errand: Errand = { rest, place, key: parcel.key, signal };
  const wrote = await bring(deps, parcel, { errand, drawn });
  if ('trouble' in wrote) {
    const outcome = outcomeOf(wrote.trouble);
    if (outcome.what === 'refused' && outcome.scope === 'target') places.forget(address);
    return outcome;
  }
  deps.begun.end(parcel.key);
  await publish(parcel, place, { rest, message: wrote.message, signal });
  return { what: 'sent', receipt: receiptOf(wrote, place), wait: wrote.wait };
}

function receiptOf({ channel, message }: { channel: string; message: string }, { kind }: Place): Receipt {
  return kind === 'forum' ? { channel, message, thread: channel } : { channel, message };
}

type Bringing = { readonly errand: Errand; readonly drawn: Drawn };

async function bring(deps: Deps, parcel: Parcel, { errand, drawn }: Bringing): Promise<Wrote> {
  const { post, attempt, since } = parcel;
  const { title, messages } = drawn;
  const { threads, begun } = deps;
  const nonce = nonceOf(parcel.key);
  const digest = { errand, begun, threads, title, attempt, since, url: urlOf(post) };
  if (post.what === 'line') {
    const isAlone = standingOf(post.under) === undefined;
    return isAlone ? bringDigest(messages.slice(1), digest) : bringLine(post, { errand, nonce, threads });
  }
  const standing = post.what === 'edit' ? standingOf(post.before) : undefined;
  const [first] = messages;
  if (first !== undefined && standing !== undefined) return edit(errand, first, standing);
  return bringDigest(messages, digest);
}

function urlOf(post: Parcel['post']): string | undefined {
  return post.what === 'digest' ? post.url : undefined;
}

/** Also where the thread that it stands in sleeps. */
async function edit(
  errand: Errand,
  message: Drawn['messages'][number],
  standing: { readonly channel: string; readonly message: string },
): Promise<Wrote> {
  const wrote = await editMessage(errand, message, standing);
  if (!('trouble' in wrote) || !isArchived(wrote.trouble)) return wrote;
  const woken = await wake(errand, standing.channel);
  return woken === undefined ? editMessage(errand, message, standing) : { trouble: woken };
}

/** A weekly digest goes on from an announcement channel to those who follow it; at most ten an hour may. */
async function publish(
  { post, subscription }: Parcel,
  { kind, channel }: Place,
  { rest, message, signal }: { rest: DiscordRest; message: string; signal: AbortSignal },
): Promise<void> {
  if (kind !== 'news' || post.what !== 'digest' || !subscription.cadence.startsWith('weekly')) return;
  // Whatever comes of it, the digest is there.
  await rest.call({ method: 'POST', path: `/channels/${channel}/messages/${message}/crosspost`, signal });
}

async function find(
  deps: Deps,
  parcel: Parcel,
  address: Address,
  { now, signal }: SendContext,
): Promise<Receipt | 'absent' | 'unknown'> {
  const looked = await deps.places.look(address, now(), signal);
  if (!('place' in looked)) return 'unknown';
  const { place } = looked;
  const errand: Errand = { rest: deps.rest, place, key: parcel.key, signal };
  const { title, messages } = await renderPost(parcel, deps.draw);
  const { threads } = deps;
  const { since, post } = parcel;
  if (post.what === 'line') return findLine(errand, parcel, messages);
  const found = await findDigest(messages, { errand, threads, title, since, url: urlOf(post) });
  return typeof found === 'string' ? found : receiptOf(found, place);
}

async function findLine(
  errand: Errand,
  { post, since, key }: Parcel,
  messages: Drawn['messages'],
): Promise<Receipt | 'absent' | 'unknown'> {
  const under = post.what === 'line' ? standingOf(post.under) : undefined;
  const { place } = errand;
  const [below, alone] = messages;
  if (below === undefined || alone === undefined) return 'absent';
  const nonce = nonceOf(key);
  const spots = [
    ...(under === undefined ? [] : [{ channel: under.thread, message: below }]),
    ...(under === undefined ? [] : [{ channel: place.channel, message: below }]),
    { channel: place.channel, message: alone },
  ];
  for (const { channel, message } of spots) {
    if (place.kind === 'forum' && channel === place.channel) continue;
    const found = await findMessage(errand, channel, { message, nonce, since });
    if (typeof found !== 'string') return { channel, message: found.id };
    if (found === 'unknown') return 'unknown';
  }
  return 'absent';
}
