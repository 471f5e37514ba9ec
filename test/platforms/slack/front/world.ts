import { createServer, type Server } from 'node:http';
import { readWords } from '../../../../src/commands/read-words.ts';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import type { Ask } from '../../../../src/domain/answer/ask.ts';
import type { CommandSpec } from '../../../../src/domain/answer/command-spec.ts';
import { createSlackFront } from '../../../../src/platforms/slack/front/front.ts';
import type { SlackFrontSettings } from '../../../../src/platforms/slack/front/settings.ts';
import type { Asker, Desk, Front, Talk } from '../../../../src/ports/chat.ts';
import { startFakeSlack } from '../../../fakes/slack/slack.ts';
import type { FakeSlack, FakeSlackOptions } from '../../../fakes/slack/types.ts';

const share = { name: 'share', summary: 'show it to everybody', kind: 'flag' } as const;
const base = { summary: 'does something', detail: 'It does it.', manages: false, examples: [] as string[] };
const text = (name: string) => ({ name, summary: `the ${name}`, kind: 'text' }) as const;

const SPECS: readonly CommandSpec[] = [
  { ...base, name: 'help', options: [text('command'), share], rest: 'command' },
  { ...base, name: 'search', options: [text('words'), share], rest: 'words' },
  { ...base, name: 'stats', options: [share] },
  { ...base, name: 'why', options: [text('what'), share], rest: 'what' },
  { ...base, name: 'follow', options: [text('mail')], rest: 'mail', manages: true },
  { ...base, name: 'pause', options: [text('subscription')], rest: 'subscription', manages: true },
  {
    ...base,
    name: 'subscribe',
    options: [text('filter'), text('cadence'), text('zone')],
    rest: 'filter',
    manages: true,
    examples: ['subscribe milestone:any now'],
    form: {
      title: 'Subscribe',
      send: 'Subscribe',
      fields: [
        { option: 'filter', label: 'What', hint: 'area:drm or milestone:any' },
        {
          option: 'cadence',
          label: 'When',
          hint: 'now or weekly',
          choices: ['now', 'weekly'],
          required: true,
        },
      ],
    },
  },
  { ...base, name: 'home', options: [], hidden: true },
];

export type Asked = { readonly ask: Ask; readonly asker: Asker };
export type Script = (ask: Ask, asker: Asker) => Answer | Promise<Answer>;

/** A desk that answers as it is told, and remembers what it was asked. */
export type ScriptedDesk = Desk & {
  readonly asked: Asked[];
  readonly forgotten: string[];
  readonly kept: Map<string, string>;
  script: Script;
};

export function told(ask: Ask, title: string, more: Partial<Answer> = {}): Answer {
  return { tone: 'told', title, parts: [], buttons: [], ask, ...more };
}

export function createScriptedDesk(script: Script = (ask) => told(ask, `told ${ask.command}`)): ScriptedDesk {
  const asked: Asked[] = [];
  const forgotten: string[] = [];
  const kept = new Map<string, string>();
  const desk: ScriptedDesk = {
    asked,
    forgotten,
    kept,
    script,
    read: (words) => readWords(words, SPECS),
    answer: async (ask, asker) => {
      asked.push({ ask, asker });
      return structuredClone(await desk.script(structuredClone(ask), structuredClone(asker)));
    },
    suggest: async () => [],
    forget: async (tenant) => {
      forgotten.push(tenant);
      kept.delete(tenant);
      return 1;
    },
    installations: {
      list: async (prefix) =>
        Array.from(kept, ([tenant, sealed]) => ({ tenant, sealed })).filter(({ tenant }) =>
          tenant.startsWith(prefix),
        ),
      keep: async (tenant, sealed) => void kept.set(tenant, sealed),
    },
  };
  return desk;
}

export type World = {
  readonly slack: FakeSlack;
  readonly front: Front;
  readonly desk: ScriptedDesk;
  /** All that was said to the log, as one text. */
  readonly log: () => string;
  /** Resolves with the first line of the log that has these words, once it was said. */
  readonly logged: (words: string) => Promise<string>;
  readonly url: string;
  readonly close: () => Promise<void>;
};

type Wanted = {
  readonly mode?: 'socket' | 'http';
  readonly oauth?: boolean;
  readonly script?: Script;
  readonly desk?: ScriptedDesk;
  readonly slack?: FakeSlack;
  readonly fake?: FakeSlackOptions;
  readonly settings?: Partial<SlackFrontSettings>;
  readonly now?: () => number;
};

export const KEY = 'a key of forty letters that nobody guesses';

/** The real Bolt against the fake Slack, with a scripted desk. */
export async function openWorld(wanted: Wanted = {}): Promise<World> {
  const slack = wanted.slack ?? (await startFakeSlack(wanted.fake));
  const desk = wanted.desk ?? createScriptedDesk(wanted.script);
  const said: string[] = [];
  const waiting = new Set<() => void>();
  const talk: Talk = (...words) => {
    said.push(JSON.stringify(words));
    for (const look of waiting) look();
  };
  const server = createServer((request, response) => {
    if (front.http) front.http.handle(request, response);
    else response.writeHead(404).end();
  });
  const url = await listen(server);
  const front: Front = createSlackFront(
    {
      api: slack.api,
      ...(wanted.mode === 'http'
        ? { http: { signingSecret: slack.signingSecret } }
        : { socket: { appToken: slack.appToken } }),
      ...(wanted.oauth === true
        ? { oauth: { clientId: slack.clientId, clientSecret: slack.clientSecret, key: KEY, publicUrl: url } }
        : { botToken: slack.botToken }),
      managers: [],
      draw: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
      ...wanted.settings,
    },
    {
      desk,
      specs: SPECS,
      now: wanted.now ?? Date.now,
      talk,
      version: '1.2.3',
    },
  );
  if (wanted.mode === 'http') slack.deliverTo(`${url}/slack/events`);
  await front.start();
  return {
    slack,
    front,
    desk,
    url,
    log: () => said.join('\n'),
    logged: (words) =>
      new Promise((resolve) => {
        const look = (): void => {
          const line = said.find((each) => each.includes(words));
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      await front.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (!wanted.slack) await slack.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** A promise that is resolved by hand. */
export function gate<Value>(): { readonly wait: Promise<Value>; readonly open: (value: Value) => void } {
  let open: (value: Value) => void = () => {};
  const wait = new Promise<Value>((resolve) => {
    open = resolve;
  });
  return { wait, open };
}
