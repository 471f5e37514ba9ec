import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome, Receipt } from '../../domain/delivery/delivery.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Parcel, Platform, SendContext } from '../../ports/platform.ts';
import { createClients } from './client.ts';
import { createHolds } from './holds.ts';
import { type Place, readPlace } from './place.ts';
import { probePlace } from './probe.ts';
import { renderCardPost, renderLinePost } from './render/card.ts';
import { renderNoticePost, renderSummaryPost } from './render/notice.ts';
import { changeIt, type Saying, sayIt } from './say.ts';
import { type DigestDeps, findDigest, sayDigest } from './say-digest.ts';
import { createSessions, type Session, type Sessions } from './session.ts';
import { findStanding } from './standing.ts';
import type { SlackTokens } from './tokens.ts';

export type SlackDeps = {
  /** Of the Web API: `https://slack.com/api/`. */
  readonly api: string;
  readonly tokens: SlackTokens;
  /** Draws SVG as PNG. */
  readonly draw: (svg: string) => Promise<Uint8Array>;
  /** Between the parts of a digest; ends at once when the signal says so. For tests. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
};

const WRONG_PLACE = 'a channel of Slack is written as slack:TEAM/CHANNEL, with their ids';
const TS = /^\d{10}\.\d{6}$/;

/** Channels of Slack, by the Web API alone: nothing is tried twice by the SDK, and what is unclear is looked up. */
export function createSlack({ api, tokens, draw, pause = rest }: SlackDeps): Platform {
  const sessions = createSessions(createClients(api));
  const holds = createHolds();
  const enter = (target: Target, context: SendContext) => open(tokens, sessions, target, context);
  return {
    id: 'slack',
    can: { edit: true, lines: true, nonce: 0 },
    check: (target) => {
      const place = readPlace(target);
      if (place === undefined) return WRONG_PLACE;
      const found = tokens.tokenOf(place.team);
      return 'wrong' in found ? found.wrong : undefined;
    },
    probe: async (target, context) => {
      const entered = await enter(target, context);
      if ('failed' in entered) return entered.failed.what === 'refused' ? entered.failed.why : undefined;
      return probePlace(entered.session, entered.place, context.signal);
    },
    send: async (parcel, context) => {
      const { text } = parcel.target;
      const { now, signal } = context;
      const wait = holds.waitFor(text, now());
      if (wait !== undefined) return { what: 'again', why: 'Slack asked to wait', wait };
      const entered = await enter(parcel.target, context);
      if ('failed' in entered) return entered.failed;
      const hold = (ms: number): void => holds.hold(text, now() + ms);
      const outcome = await say({ draw, pause, hold }, entered, parcel, signal);
      if (outcome.what === 'refused' && outcome.scope === 'platform')
        sessions.refuse(entered.token, outcome.why, now());
      return outcome;
    },
    find: async (parcel, context) => {
      if (holds.waitFor(parcel.target.text, context.now()) !== undefined) return 'unknown';
      const entered = await enter(parcel.target, context);
      return 'failed' in entered ? 'unknown' : find(entered, parcel, context.signal);
    },
    close: async () => {},
  };
}

type Entered = { readonly session: Session; readonly place: Place; readonly token: string };

/** The workspace of a target, with a token that is its own: nobody posts to another one by writing its id. */
async function open(
  tokens: SlackTokens,
  sessions: Sessions,
  target: Target,
  context: SendContext,
): Promise<Entered | { readonly failed: Outcome }> {
  const place = readPlace(target);
  if (place === undefined) return { failed: { what: 'refused', why: WRONG_PLACE, scope: 'target' } };
  const found = tokens.tokenOf(place.team);
  if ('wrong' in found) return { failed: { what: 'refused', why: found.wrong, scope: 'platform' } };
  const session = await sessions.open(found.token, context);
  if ('failed' in session) return session;
  if (session.team === place.team) return { session, place, token: found.token };
  const why = `the token here is of the Slack workspace ${session.team}, not of ${place.team}: add lorewatch there by /slack/install`;
  return { failed: { what: 'refused', why, scope: 'target' } };
}

async function say(
  deps: DigestDeps,
  { session, place }: Entered,
  parcel: Parcel,
  signal: AbortSignal,
): Promise<Outcome> {
  const saying = sayingOf(session, place, parcel, signal);
  const { post } = parcel;
  switch (post.what) {
    case 'card':
      return sayIt(saying, renderCardPost(post.card));
    case 'edit': {
      const ts = traceOf(post.before, place);
      if (ts !== undefined) return changeIt(saying, renderCardPost(post.card), ts);
      return { what: 'refused', why: 'it is not known where the card stands', scope: 'post' };
    }
    case 'line': {
      const thread = traceOf(post.under, place);
      return sayIt(saying, renderLinePost(post.card, post.step, thread === undefined), { thread });
    }
    case 'digest':
      return sayDigest(deps, session, saying, parcel, post);
    case 'summary':
      return sayIt(saying, renderSummaryPost(post.summary));
    case 'notice':
      return sayIt(saying, renderNoticePost(post.text));
  }
}

async function find(
  { session, place }: Entered,
  parcel: Parcel,
  signal: AbortSignal,
): Promise<Receipt | 'absent' | 'unknown'> {
  const saying = sayingOf(session, place, parcel, signal);
  const { post, since, key } = parcel;
  if (post.what === 'digest') return findDigest(saying, parcel, post);
  const thread = post.what === 'line' ? traceOf(post.under, place) : undefined;
  const search = { channel: place.channel, thread, since, needed: since, key };
  const standing = await findStanding(session.call, search, signal);
  if (standing === undefined) return 'unknown';
  const [found] = standing;
  return found === undefined ? 'absent' : { channel: place.channel, ts: found.ts };
}

function sayingOf({ call }: Session, { channel }: Place, { key }: Parcel, signal: AbortSignal): Saying {
  return { call, channel, key, signal };
}

/** `ts` of a message that a receipt tells of, where it is one of this channel. */
function traceOf(receipt: Receipt | undefined, { channel }: Place): string | undefined {
  const { ts } = receipt ?? {};
  return ts !== undefined && TS.test(ts) && receipt?.channel === channel ? ts : undefined;
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  // Who is told to stop finds that out by what it does next.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
