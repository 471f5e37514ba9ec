import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import type { Ask } from '../../../../src/domain/answer/ask.ts';
import { type CommandSpec, SHARE_OPTION } from '../../../../src/domain/answer/command-spec.ts';
import { createDiscordFront } from '../../../../src/platforms/discord/front/front.ts';
import type { DiscordFrontSettings } from '../../../../src/platforms/discord/front/settings.ts';
import type { Asker, Desk, Front } from '../../../../src/ports/chat.ts';
import { startFakeDiscord } from '../../../fakes/discord/discord.ts';
import type { FakeDiscord, FakeMessage, Seen } from '../../../fakes/discord/types.ts';

/** Commands as there might be: with completion, a form, choices, what is for some only, what is not shown. */
export const SPECS: readonly CommandSpec[] = [
  {
    name: 'search',
    summary: 'looks for mails',
    detail: '',
    options: [
      { name: 'query', summary: 'what is looked for', kind: 'text', required: true, suggests: 'filter' },
      SHARE_OPTION,
    ],
    rest: 'query',
    manages: false,
    examples: [],
  },
  {
    name: 'stats',
    summary: 'figures',
    detail: '',
    options: [
      { name: 'weeks', summary: 'how many', kind: 'number' },
      { name: 'measure', summary: 'of what', kind: 'text', choices: ['series', 'people'] },
      SHARE_OPTION,
    ],
    manages: false,
    examples: [],
  },
  {
    name: 'subscribe',
    summary: 'tells this place what matches',
    detail: '',
    options: [
      { name: 'filter', summary: 'what', kind: 'text', required: true },
      { name: 'cadence', summary: 'when', kind: 'text' },
      { name: 'zone', summary: 'by whose clocks', kind: 'text', suggests: 'zone' },
    ],
    rest: 'filter',
    manages: true,
    form: {
      title: 'Subscribe this place',
      send: 'Subscribe',
      fields: [
        { option: 'filter', label: 'What', hint: 'area:drm', required: true },
        { option: 'cadence', label: 'When', hint: 'now', choices: ['now', 'daily'] },
      ],
    },
    examples: [],
  },
  {
    name: 'follow',
    summary: 'tracks a series',
    detail: '',
    options: [{ name: 'mail', summary: 'which', kind: 'text', required: true }],
    manages: true,
    examples: [],
  },
  { name: 'why', summary: 'why', detail: '', options: [], manages: false, examples: [], hidden: true },
];

export type Asked = { readonly ask: Ask; readonly asker: Asker };

/** A desk that says what it is told to say, and keeps what it was asked. */
export type ScriptedDesk = Desk & {
  readonly asked: Asked[];
  readonly forgotten: string[];
  /** What it says from now on. */
  says: (ask: Ask, asker: Asker) => Answer | Promise<Answer>;
  suggests: Desk['suggest'];
  /** How often forgetting fails first. */
  failsToForget: number;
  /** Resolves when so many were asked. */
  readonly wasAsked: (count: number) => Promise<void>;
  readonly hasForgotten: (count: number) => Promise<void>;
};

export function told(title: string, ask: Ask, more: Partial<Answer> = {}): Answer {
  return { tone: 'told', title, parts: [], buttons: [], ask, ...more };
}

function createScriptedDesk(): ScriptedDesk {
  const watchers = new Set<() => void>();
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watch = (): void => {
        if (!isSo()) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
    });
  const changed = () => {
    for (const watch of [...watchers]) watch();
  };
  const desk: ScriptedDesk = {
    asked: [],
    forgotten: [],
    failsToForget: 0,
    says: (ask) => told('an answer', ask),
    suggests: async () => [],
    read: () => ({ wrong: 'not here' }),
    answer: async (ask, asker) => {
      desk.asked.push({ ask, asker });
      changed();
      return desk.says(ask, asker);
    },
    suggest: (ask, what, typed, asker) => desk.suggests(ask, what, typed, asker),
    forget: async (tenant) => {
      if (desk.failsToForget-- > 0) throw new Error('the store is busy');
      desk.forgotten.push(tenant);
      changed();
      return 1;
    },
    installations: { list: async () => [], keep: async () => undefined },
    wasAsked: (count) => until(() => desk.asked.length >= count),
    hasForgotten: (count) => until(() => desk.forgotten.length >= count),
  };
  return desk;
}

export type Stage = {
  readonly fake: FakeDiscord;
  readonly front: Front;
  readonly desk: ScriptedDesk;
  /** All that was said in the log. */
  readonly log: () => string;
  /** Where interactions arrive over HTTP. */
  readonly url: string;
  /** Sends the last one that arrived there once more, signature and all. */
  readonly again: () => Promise<number>;
};

type Setting = Partial<DiscordFrontSettings> & {
  readonly mode?: 'gateway' | 'http';
  readonly specs?: readonly CommandSpec[];
  readonly start?: false;
  /** A Discord that is there already. */
  readonly on?: FakeDiscord;
};

/** A front before a Discord of our own; both end with the test, and nothing may have broken the contract by then. */
export async function setStage(setting: Setting = {}): Promise<Stage> {
  const { mode = 'gateway', specs = SPECS, start, on, ...settings } = setting;
  const fake = on ?? (await startFakeDiscord());
  const desk = createScriptedDesk();
  const lines: string[] = [];
  const front = createDiscordFront(
    {
      api: fake.api,
      token: fake.token,
      ...(mode === 'http' ? { publicKey: fake.publicKey } : {}),
      managers: [],
      guilds: [],
      draw: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      ...settings,
    },
    {
      desk,
      specs,
      now: Date.now,
      talk: (level, sentence, facts) => lines.push(`${level} ${sentence} ${JSON.stringify(facts ?? {})}`),
      version: '0.0.0',
    },
  );
  let last: { body: Buffer; headers: Record<string, string> } | undefined;
  const web = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const signed = Object.entries(request.headers).filter(([name]) => name.startsWith('x-signature'));
      last = {
        body: Buffer.concat(parts),
        headers: Object.fromEntries(signed.map(([name, value]) => [name, `${value}`])),
      };
    });
    if (front.http?.paths.includes(request.url ?? '') === true) return front.http.handle(request, response);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/discord/interactions`;
  onTestFinished(async () => {
    await front.close();
    web.closeAllConnections();
    web.close();
    if (on === undefined) await fake.close();
  });
  if (mode === 'http') fake.interactAt(url);
  if (start !== false) await front.start();
  const again = async () => (last ? (await fetch(url, { method: 'POST', ...last })).status : 0);
  return { fake, front, desk, log: () => lines.join('\n'), url, again };
}

/** The message that was seen; throws where it was something else. */
export function messageOf(seen: Seen): FakeMessage {
  if (seen.what !== 'message') throw new Error(`a message was expected, not ${seen.what}: ${seen.text}`);
  return seen.message;
}
