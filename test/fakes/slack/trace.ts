import { randomBytes } from 'node:crypto';
import type { Acknowledged, FakeMessage, FakeView, Reaction, Shown } from './types.ts';
import type { World } from './world.ts';

/** How long a trigger_id is good, ms. */
export const TRIGGER_LIFE = 3000;
/** How long a response_url is good, ms, and for how many posts. */
export const RESPONSE_LIFE = 30 * 60_000;
export const RESPONSE_POSTS = 5;

/** What somebody did, and what comes of it. */
export type Trace = {
  readonly team: string;
  readonly user: string;
  readonly channel: string | undefined;
  /** The message whose button was pressed: what replace_original replaces. */
  original: FakeMessage | undefined;
  /** The view that it was done in, or that came of it: its id, or `home`. */
  surface: string | undefined;
  readonly at: number;
  readonly triggerId: string;
  triggerUsed: boolean;
  /** The last part of its response_url; undefined: it has none. */
  readonly responseKey: string | undefined;
  responses: number;
  readonly shown: Shown[];
  readonly reaction: Reaction;
  readonly acknowledge: (how: Acknowledged) => void;
  readonly unacknowledged: (why: string) => void;
};

export type Deed = {
  readonly team: string;
  readonly user: string;
  readonly channel?: string | undefined;
  readonly original?: FakeMessage | undefined;
  readonly surface?: string | undefined;
  /** Whether it gets a response_url. */
  readonly answerable: boolean;
};

export function createTrace(world: World, deed: Deed): Trace {
  const { promise: acknowledged, resolve, reject } = Promise.withResolvers<Acknowledged>();
  // Whoever does not look at it is not to be stopped by it.
  acknowledged.catch(() => undefined);
  const shown: Shown[] = [];
  const responseKey = deed.answerable ? randomBytes(12).toString('hex') : undefined;
  const triggerId = `${world.traces.length + 1}.${deed.team.length}.${randomBytes(8).toString('hex')}`;
  let handed = 0;
  const next = async (): Promise<Shown> => {
    const at = handed++;
    return world.until(() => shown[at], `the ${at + 1}. thing that ${deed.user} gets to see`);
  };
  const trace: Trace = {
    team: deed.team,
    user: deed.user,
    channel: deed.channel,
    original: deed.original,
    surface: deed.surface,
    at: world.now(),
    triggerId,
    triggerUsed: false,
    responseKey,
    responses: 0,
    shown,
    acknowledge: resolve,
    unacknowledged: (why) => reject(new Error(why)),
    reaction: {
      acknowledged,
      shown,
      next,
      message: async () => messageOf(await next()),
      view: async () => viewOf(await next()),
      responseUrl:
        responseKey === undefined ? undefined : `${world.url}/response/${deed.team}/${responseKey}`,
      triggerId,
    },
  };
  world.traces.push(trace);
  return trace;
}

function messageOf(shown: Shown): FakeMessage {
  if (shown.what === 'message' || shown.what === 'changed') return shown.message;
  throw new Error(`no message: ${told(shown)}`);
}

function viewOf(shown: Shown): FakeView {
  if (shown.what === 'view' || shown.what === 'home' || shown.what === 'errors') return shown.view;
  throw new Error(`no view: ${told(shown)}`);
}

function told(shown: Shown): string {
  if ('message' in shown) return `${shown.what}: ${shown.message.seen}`;
  if ('view' in shown) return `${shown.what}: ${shown.view.seen}`;
  return shown.what === 'failed' ? shown.error : shown.what;
}

/** It failed before the eyes of whoever did it. */
export function fail(world: World, trace: Trace, error: string): void {
  trace.shown.push({ what: 'failed', error });
  world.sights.get(`${trace.team}/${trace.user}`)?.seen.push({ what: 'failed', error });
  world.changed();
}
