import { type Chat, createChat } from '../chat/chat.ts';
import type { PageAnswer, PageRequest } from '../chat/http.ts';
import type { Log } from '../log.ts';
import { createFrontWatch } from './front-watch.ts';
import type { Service } from './service.ts';

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
  const watch = createFrontWatch({ store, now, log, trouble });
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
