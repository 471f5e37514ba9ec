import { expect } from 'vitest';
import { createSlack, type SlackDeps } from '../../../src/platforms/slack/platform.ts';
import { createSlackTokens } from '../../../src/platforms/slack/tokens.ts';
import type { Parcel, Platform, Post, SendContext } from '../../../src/ports/platform.ts';
import { POSTS, parcelFor } from '../../contracts/posts.ts';
import { startFakeSlack } from '../../fakes/slack/slack.ts';
import type { FakeSlack, FakeSlackOptions } from '../../fakes/slack/types.ts';

export const START = Date.parse('2026-04-02T12:00:00Z');

export type SlackWorld = {
  readonly slack: FakeSlack;
  readonly platform: Platform;
  readonly context: SendContext;
  readonly clock: { now: number };
  readonly target: (channel?: string) => string;
  readonly parcel: (post: Post, more?: Partial<Parcel>) => Parcel;
  readonly send: (post: Post, more?: Partial<Parcel>) => ReturnType<Platform['send']>;
  readonly close: () => Promise<void>;
};

/** A fake Slack and the platform on it, with one clock that moves when somebody waits. */
export async function startSlack(
  options: FakeSlackOptions = {},
  deps: Partial<SlackDeps> = {},
): Promise<SlackWorld> {
  const clock = { now: START };
  const slack = await startFakeSlack({ now: () => clock.now, ...options });
  const platform = createSlack({
    api: slack.api,
    tokens: createSlackTokens({ botToken: slack.botToken, sealedOf: () => undefined, key: undefined }),
    draw: async () => Promise.reject(new Error('no pictures here')),
    pause: async (ms) => {
      clock.now += ms;
    },
    ...deps,
  });
  const context: SendContext = { now: () => clock.now, signal: new AbortController().signal };
  const target = (channel = slack.channels.general.id): string => `slack:${slack.team.id}/${channel}`;
  const parcel: SlackWorld['parcel'] = (post, more = {}) =>
    parcelFor(target(), post, { since: clock.now, ...more });
  return {
    slack,
    platform,
    context,
    clock,
    target,
    parcel,
    send: (post, more) => platform.send(parcel(post, more), context),
    close: async () => {
      await platform.close();
      await slack.close();
    },
  };
}

/** A digest that no message holds. */
export const LONG_DIGEST: Post = lengthen(POSTS['huge digest']);

function lengthen(post: Post | undefined): Post {
  if (post?.what !== 'digest') throw new Error('there is no such digest');
  const { digest } = post;
  const sections = digest.sections.map((section) => ({
    ...section,
    entries: section.entries.flatMap((entry, at) =>
      Array.from({ length: 12 }, (_, copy) => ({ ...entry, id: `${at}-${copy}@example.org` })),
    ),
  }));
  return { ...post, digest: { ...digest, sections } };
}

/** What it was sent as. */
export function receiptOf(outcome: Awaited<ReturnType<Platform['send']>>): Readonly<Record<string, string>> {
  expect(outcome.what).toBe('sent');
  return outcome.what === 'sent' ? outcome.receipt : {};
}
