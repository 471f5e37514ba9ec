import type { Hono } from 'hono';
import type { StoreStatus } from '../ports/store.ts';
import type { Counts, WebDeps } from './deps.ts';

const TYPE = 'text/plain; version=0.0.4; charset=utf-8';
/** Counting all mails and targets takes a while in a large store: it is done this often at most (ms). */
const STATUS_AGE = 60_000;

type Label = Readonly<Record<string, string>>;
type Sample = readonly [labels: Label, value: number];
type Family = {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly Sample[];
};

/** `/metrics`, as Prometheus reads it (exposition format 0.0.4). No target is named. */
export function addMetrics(app: Hono, deps: WebDeps): void {
  let status: { readonly at: number; readonly told: StoreStatus; readonly lanes: number } | undefined;
  app.get('/metrics', async (context) => {
    const now = deps.now();
    if (status === undefined || now - status.at > STATUS_AGE) {
      const lanes = deps.store.lanes().filter(({ waiting }) => waiting > 0).length;
      status = { at: now, told: deps.store.status(), lanes };
    }
    const families = [
      ...storeFamilies(status.told),
      ...sourceFamilies(deps),
      ...deliveryFamilies(deps, status.lanes),
      ...(await queueFamilies(deps)),
      ...frontFamilies(deps),
    ];
    const info: Family = {
      name: 'lorewatch_build_info',
      type: 'gauge',
      help: 'The version that runs.',
      samples: [[{ version: deps.version }, 1]],
    };
    const text = [info, ...families].map(write).join('') + writeLatency(deps.counts);
    return context.body(text, 200, { 'content-type': TYPE, 'cache-control': 'no-store' });
  });
}

function frontFamilies({ fronts }: WebDeps): Family[] {
  const all = fronts();
  if (all.length === 0) return [];
  return [
    gauge(
      'lorewatch_chat_connected',
      'Whether people can speak to it there.',
      all.map(({ platform, connected }): Sample => [{ platform }, connected ? 1 : 0]),
    ),
    gauge(
      'lorewatch_chat_installations',
      'Workspaces and servers that it is in.',
      all.map(({ platform, installations }): Sample => [{ platform }, installations]),
    ),
  ];
}

function storeFamilies(status: StoreStatus): Family[] {
  const verdicts = Object.entries(status.byCategory).map(([category, n]): Sample => [{ category }, n ?? 0]);
  const items = Object.entries(status.items).map(([kind, counts]): Sample => [{ kind }, counts?.all ?? 0]);
  return [
    gauge('lorewatch_mails', 'Mails that were read.', [[{}, status.messages]]),
    gauge('lorewatch_mails_kept', 'Mails by what they are about.', verdicts),
    gauge('lorewatch_items', 'Releases, commits, advisories and articles that are stored.', items),
    gauge('lorewatch_unreadable', 'Mails and items that could not be read.', [
      [{}, status.unreadable + status.brokenItems],
    ]),
    gauge('lorewatch_store_bytes', 'Size of the store.', [[{}, status.bytes]]),
  ];
}

function sourceFamilies({ sources }: WebDeps): Family[] {
  const all = sources();
  const of = (value: (one: (typeof all)[number]) => number | undefined): Sample[] =>
    all.flatMap((one): Sample[] => {
      const figure = value(one);
      return figure === undefined ? [] : [[{ source: one.id }, figure]];
    });
  return [
    gauge(
      'lorewatch_source_lag_seconds',
      'Since the source was last asked with success.',
      of(({ lag }) => lag),
    ),
    gauge(
      'lorewatch_source_failing',
      'Whether its last tries failed.',
      of(({ failing }) => (failing ? 1 : 0)),
    ),
    counter(
      'lorewatch_source_items_total',
      'What it brought.',
      of(({ items }) => items),
    ),
    counter(
      'lorewatch_source_unreadable_total',
      'What of it could not be read.',
      of(({ unreadable }) => unreadable),
    ),
    counter(
      'lorewatch_source_lost_total',
      'What was published and could not be had.',
      of(({ lost }) => lost),
    ),
  ];
}

function deliveryFamilies({ store, counts }: WebDeps, lanes: number): Family[] {
  const states = Object.entries(store.countDeliveries()).map(([state, n]): Sample => [{ state }, n ?? 0]);
  const ended = Object.entries(counts.sent).map(([state, n]): Sample => [{ state }, n]);
  return [
    gauge('lorewatch_deliveries', 'Deliveries in the outbox by state.', states),
    gauge('lorewatch_lanes_waiting', 'Targets for which something waits.', [[{}, lanes]]),
    gauge('lorewatch_news_unmatched', 'News that was not held against the subscriptions yet.', [
      [{}, store.lastNews() - store.matchedUpTo()],
    ]),
    gauge('lorewatch_paused', 'Whether everything is paused.', [[{}, store.brake() === undefined ? 0 : 1]]),
    counter('lorewatch_delivery_attempts_total', 'Attempts of this process by how they ended.', ended),
  ];
}

async function queueFamilies({ queueHealth }: WebDeps): Promise<Family[]> {
  const { ok, waiting, running } = await queueHealth();
  return [
    gauge('lorewatch_queue_up', 'Whether the queue can be reached.', [[{}, ok ? 1 : 0]]),
    gauge('lorewatch_queue_waiting', 'Jobs that wait.', [[{}, waiting]]),
    gauge('lorewatch_queue_running', 'Jobs that run.', [[{}, running]]),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'gauge', help, samples };
}

function counter(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'counter', help, samples };
}

function write({ name, type, help, samples }: Family): string {
  const lines = samples.map(([labels, value]) => `${name}${writeLabels(labels)} ${value}`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.map((line) => `${line}\n`).join('')}`;
}

function writeLabels(labels: Label): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function writeLatency({ latency }: Counts): string {
  const name = 'lorewatch_delivery_latency_seconds';
  const buckets = latency.bounds.map(
    (bound, at) => `${name}_bucket{le="${bound}"} ${latency.counts[at] ?? 0}\n`,
  );
  return [
    `# HELP ${name} From the event to the receipt, of what this process sent.\n# TYPE ${name} histogram\n`,
    ...buckets,
    `${name}_bucket{le="+Inf"} ${latency.count}\n${name}_sum ${latency.sum}\n${name}_count ${latency.count}\n`,
  ].join('');
}
