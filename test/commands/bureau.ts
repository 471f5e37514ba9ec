import type { Command, CommandDeps } from '../../src/commands/command.ts';
import { createDesk } from '../../src/commands/desk.ts';
import { followCommand } from '../../src/commands/follow.ts';
import { homeCommand } from '../../src/commands/home.ts';
import { pauseCommand } from '../../src/commands/pause.ts';
import { previewCommand } from '../../src/commands/preview.ts';
import { resumeCommand } from '../../src/commands/resume.ts';
import { subscribeCommand } from '../../src/commands/subscribe.ts';
import { subscriptionsCommand } from '../../src/commands/subscriptions.ts';
import { unfollowCommand } from '../../src/commands/unfollow.ts';
import { unsubscribeCommand } from '../../src/commands/unsubscribe.ts';
import type { Answer } from '../../src/domain/answer/answer.ts';
import type { Ask } from '../../src/domain/answer/ask.ts';
import { readTarget } from '../../src/domain/subscription/read-target.ts';
import type { Asker } from '../../src/ports/chat.ts';
import type { Platform, Platforms } from '../../src/ports/platform.ts';
import { buildTown, type Town } from '../pipeline/matching/town.ts';

export const CHANGING: readonly Command[] = [
  subscribeCommand,
  unsubscribeCommand,
  subscriptionsCommand,
  pauseCommand,
  resumeCommand,
  previewCommand,
  followCommand,
  unfollowCommand,
  homeCommand,
];

export type Bureau = {
  readonly town: Town;
  readonly deps: CommandDeps;
  readonly mistakes: unknown[];
  /** Why nothing can be posted to a target, by its text, as the platform says when it is asked. */
  readonly refusing: Map<string, string>;
  readonly woken: () => number;
  /** As somebody types it. */
  readonly say: (words: string, asker?: Asker) => Promise<Answer>;
  readonly ask: (ask: Pick<Ask, 'command'> & Partial<Ask>, asker?: Asker) => Promise<Answer>;
  /** What was queued to be told, place and sentence, oldest first. */
  readonly notices: () => string[];
};

export const ADA = askerIn('slack:T1/C1');

/** Somebody who may manage the place. */
export function askerIn(text: string, more: Partial<Asker> = {}): Asker {
  const place = readTarget(text);
  if ('wrong' in place || (place.platform !== 'slack' && place.platform !== 'discord')) throw new Error(text);
  return {
    platform: place.platform,
    tenant: text.slice(0, text.indexOf('/') + 1),
    place,
    user: { id: 'U1', name: 'Ada' },
    mayManage: true,
    managers: 'people who may manage this place',
    prefix: '/lorewatch ',
    ...more,
  };
}

/** A desk over a real store, with platforms that post nothing. */
export function openBureau(folder: string, fetchMissing?: CommandDeps['fetchMissing']): Bureau {
  const town = buildTown(folder);
  const refusing = new Map<string, string>();
  const mistakes: unknown[] = [];
  let woken = 0;
  const platforms = platformsThat(refusing);
  const deps: CommandDeps = {
    store: town.store,
    topic: town.deps.topic,
    lore: town.deps.lore,
    now: town.deps.now,
    platforms,
    match: { ...town.deps, skills: (id) => platforms.get(id)?.can },
    fetchBodies: async () => new Map(),
    fetchMissing: fetchMissing ?? (async () => false),
    sources: () => [{ id: 'list:made-up', lastSuccess: town.clock.now, failingSince: undefined, lost: 0 }],
    issueUrl: () => undefined,
    specs: CHANGING,
    wake: () => {
      woken++;
    },
  };
  const desk = createDesk(deps, CHANGING, (what, error) => mistakes.push(what, error));
  return {
    town,
    deps,
    refusing,
    mistakes,
    woken: () => woken,
    say: async (words, asker = ADA) => {
      const read = desk.read(words);
      if ('wrong' in read) throw new Error(read.wrong);
      return desk.answer(read, asker);
    },
    ask: (ask, asker = ADA) => desk.answer({ values: {}, page: 0, ...ask }, asker),
    notices: () =>
      town
        .deliveries()
        .filter(({ kind }) => kind === 'notice')
        .map(({ target, payload }) => `${target} ${textOf(payload)}`),
  };
}

function platformsThat(refusing: ReadonlyMap<string, string>): Platforms {
  const make = (id: 'slack' | 'discord'): Platform => ({
    id,
    can: { edit: true, lines: true, nonce: 0 },
    check: () => undefined,
    probe: async ({ text }) => refusing.get(text),
    send: () => Promise.reject(new Error('a command sends nothing itself')),
    close: async () => undefined,
  });
  return new Map([
    ['slack', make('slack')],
    ['discord', make('discord')],
  ]);
}

function textOf(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'text' in payload) return String(payload.text);
  throw new Error('a notice without a text');
}

/** All that somebody can read of an answer. */
export function wordsOf(answer: Answer): string {
  return JSON.stringify(answer);
}

export function labels({ buttons, parts }: Answer): string[] {
  const entries = parts.flatMap((part) => (part.what === 'entries' ? part.entries : []));
  return [...entries.flatMap((entry) => entry.buttons ?? []), ...buttons].map(({ label }) => label);
}
