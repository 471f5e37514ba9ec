import type { FrontHealth } from '../../ports/chat.ts';
import type { Store } from '../../ports/store.ts';
import { type Chat, createChat } from '../chat/chat.ts';
import type { PageAnswer, PageRequest } from '../chat/http.ts';
import type { Log } from '../log.ts';
import type { Service } from './service.ts';

/** A front that does not serve for so long is told to the operator, ms. */
const SILENCE = 5 * 60_000;
const NAMES = { slack: 'Slack', discord: 'Discord' } as const;

type Deps = {
  readonly log: Log;
  readonly wake: () => void;
  /** The operator has to know something. */
  readonly trouble: () => void;
};

/** Starts to speak with Slack and Discord, where they are set up. Throws UserError where they are so wrongly. */
export async function openChat(service: Service, { log, wake, trouble }: Deps): Promise<Chat | undefined> {
  const { chat: plans, web, fronts, following } = service;
  if (plans === undefined) return undefined;
  const { store, now } = following.deps;
  const watch = createWatch({ store, now, log, trouble });
  const chat = createChat(plans, {
    log,
    wake,
    page: async (request) => (web ? pageOf(await web.pages.answer(requestOf(request))) : NO_PAGES),
    onStands: (health) => {
      fronts.health = health;
      for (const front of health) watch(front);
    },
  });
  const { port } = await chat.start();
  if (port !== undefined && plans.listen)
    log.info({ port, host: plans.listen.host }, `chat and pages at http://${plans.listen.host}:${port}/`);
  return chat;
}

const NO_PAGES: PageAnswer = {
  status: 404,
  headers: [['content-type', 'text/plain; charset=utf-8']],
  body: Buffer.from('This process speaks with Slack and Discord alone.\n'),
};

function requestOf({ method, url, headers, body }: PageRequest): Request {
  const { host = 'localhost' } = headers;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const at = URL.parse(url, `http://${host}`) ?? new URL('http://localhost/');
  return new Request(at, { method, headers, ...(hasBody && { body }) });
}

async function pageOf(response: Response): Promise<PageAnswer> {
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

type WatchDeps = {
  readonly store: Pick<Store, 'atomically' | 'addNotices'>;
  readonly now: () => number;
  readonly log: Log;
  readonly trouble: () => void;
};

/** Nobody notices by himself that a bot does not hear him: it is logged when it begins, and told when it lasts. */
function createWatch({ store, now, log, trouble }: WatchDeps): (front: FrontHealth) => void {
  const known = new Map<string, { connected: boolean; told: number | undefined }>();
  const tell = (key: string, text: string): void => {
    store.atomically(() => store.addNotices([{ key, at: now(), source: '', what: 'delivery', text }]));
    trouble();
  };
  return ({ platform, connected, since, why }) => {
    const name = NAMES[platform];
    const before = known.get(platform) ?? { connected: true, told: undefined };
    if (connected && !before.connected) log.info({ platform }, `${name}: people can speak to it again`);
    if (!connected && before.connected) log.warn({ platform }, `${name}: nobody can speak to it: ${why}`);
    let { told } = before;
    if (!connected && told === undefined && now() - since >= SILENCE) {
      told = since;
      tell(`chat:${platform}:${since}`, `${name} cannot be spoken with for five minutes: ${why}`);
    }
    if (connected && told !== undefined) {
      tell(`chat:${platform}:${told}:back`, `${name} can be spoken with again`);
      told = undefined;
    }
    known.set(platform, { connected, told });
  };
}
