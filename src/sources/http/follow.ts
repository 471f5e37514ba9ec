import type { HttpFailure, HttpRequest } from '../../ports/http.ts';
import {
  type Budget,
  type Content,
  type ExchangeOptions,
  exchange,
  type Hop,
  type Reply,
} from './exchange.ts';
import { isUnsent, tellError } from './failure.ts';
import { AddressRefused, refuseUrl } from './guard.ts';
import { hostKey, type IsAllowed } from './host.ts';
import { tellUrl, tellWhere } from './redact.ts';
import { readRedirect } from './redirect.ts';
import type { Robots } from './robots.ts';

export type FollowOptions = ExchangeOptions & {
  readonly isAllowed: IsAllowed;
  readonly maxRedirects: number;
  readonly timeout: number;
  readonly robots: Robots;
};

export type Opened = { readonly kind: 'opened'; readonly reply: Reply } | HttpFailure;

/** Asks, and follows redirects; every hop is checked, paced and asked of robots.txt as if it were the first. */
export async function follow(request: HttpRequest, options: FollowOptions): Promise<Opened> {
  const url = URL.parse(request.url);
  if (!url) return { kind: 'forbidden', why: `${tellUrl(request.url)}: cannot be asked` };
  const budget: Budget = { left: request.timeout ?? options.timeout };
  let hop = firstHop(url, request);
  for (let redirects = 0; redirects <= options.maxRedirects; redirects++) {
    const step = await stepTo(hop, request, budget, options);
    if (!('next' in step)) return step;
    hop = step.next;
  }
  return {
    kind: 'failed',
    why: `${tellWhere(url, request)}: redirects more than ${options.maxRedirects} times`,
  };
}

async function stepTo(
  hop: Hop,
  request: HttpRequest,
  budget: Budget,
  options: FollowOptions,
): Promise<Opened | { readonly next: Hop }> {
  const where = tellWhere(hop.url, request);
  const refused = refuseUrl(hop.url, hop.trust, options.isAllowed);
  if (refused) return { kind: 'forbidden', why: `${where}: ${refused}` };
  try {
    const unwanted = request.robots ? await askRobots(hop, request, options) : undefined;
    if (unwanted) return unwanted;
    const reply = await exchange(hop, request, budget, options);
    const redirect =
      request.redirects === 'refuse' ? undefined : readRedirect(hop, reply.status, reply.header('location'));
    if (!redirect) return { kind: 'opened', reply };
    await discard(reply);
    return 'next' in redirect ? redirect : { kind: 'forbidden', why: `${where}: ${redirect.refused}` };
  } catch (error) {
    const why = `${where}: ${tellError(error)}`;
    if (error instanceof AddressRefused) return { kind: 'forbidden', why };
    return { kind: 'failed', why, ...(isUnsent(error) ? { unsent: true } : {}) };
  }
}

function firstHop(url: URL, request: HttpRequest): Hop {
  const credentials = readCredentials(url);
  const bare = new URL(url.href);
  bare.username = '';
  bare.password = '';
  bare.hash = '';
  const { trust, method = 'GET', headers = {} } = request;
  const content = method === 'POST' ? contentOf(request) : undefined;
  return { url: bare, trust, method, content, credentials, headers };
}

function contentOf({ form = '', body }: HttpRequest): Content {
  return body ?? { type: 'application/x-www-form-urlencoded', text: form };
}

/** RFC 7617. */
function readCredentials({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function askRobots(
  hop: Hop,
  request: HttpRequest,
  options: FollowOptions,
): Promise<HttpFailure | undefined> {
  const rules = await options.robots.ask(hop.url, hop.trust, request.signal);
  if (rules.delay > 0) options.pace.slowDown(hostKey(hop.url), rules.delay);
  return rules.judge(hop.url);
}

/** A short body is read, so that the connection lives on. */
async function discard(reply: Reply): Promise<void> {
  let left = 16 * 1024;
  try {
    for await (const chunk of reply.body) {
      left -= chunk.length;
      if (left < 0) break;
    }
  } catch {
    // Nobody wanted it.
  }
  reply.end();
}
