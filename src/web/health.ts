import type { Hono } from 'hono';
import type { FrontHealth } from '../ports/chat.ts';
import type { WebDeps } from './deps.ts';

/** More news than this that nobody matched yet means that matching stands still. */
const UNMATCHED = 5000;

type Check = { readonly ok: boolean; readonly why: string };
type Facts = Readonly<Record<string, unknown>>;

/** `/healthz`: the process answers. `/readyz`: it can do its work, or what is in the way. */
export function addHealth(app: Hono, deps: WebDeps): void {
  app.get('/healthz', (context) => context.json({ status: 'ok', version: deps.version }));
  app.get('/readyz', async (context) => {
    const checks = await runChecks(deps);
    const ok = Object.values(checks).every((check) => check.ok);
    return context.json({ status: ok ? 'ready' : 'not ready', checks }, ok ? 200 : 503, {
      'cache-control': 'no-store',
    });
  });
}

async function runChecks(deps: WebDeps): Promise<Readonly<Record<string, Check & Facts>>> {
  const store = attempt(deps, 'the store', () => storeCheck(deps));
  const { ok, why, waiting, running } = await deps.queueHealth();
  const fronts = deps.fronts().map((front) => [front.platform, frontCheck(front)] as const);
  return { store, queue: { ok, why, waiting, running }, ...Object.fromEntries(fronts) };
}

function frontCheck({ connected, why, mode, since, installations }: FrontHealth): Check & Facts {
  return { ok: connected, why, mode, since: new Date(since).toISOString(), installations };
}

function storeCheck({ store }: WebDeps): Check & Facts {
  const unmatched = store.lastNews() - store.matchedUpTo();
  const deliveries = store.countDeliveries();
  const brake = store.brake();
  const ok = unmatched < UNMATCHED;
  const why = ok ? '' : `${unmatched} news wait to be matched`;
  const paused = brake === undefined ? {} : { paused: new Date(brake.since).toISOString() };
  return { ok, why, unmatched, deliveries, ...paused };
}

function attempt(deps: WebDeps, what: string, act: () => Check): Check {
  try {
    return act();
  } catch (error) {
    deps.onMistake(what, error);
    return { ok: false, why: 'the store cannot be asked; the log tells more' };
  }
}
