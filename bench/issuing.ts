import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RUST } from '../config/topics/rust/topic.ts';
import { parseFilter } from '../src/domain/filter/parse.ts';
import { lastDue } from '../src/domain/subscription/due.ts';
import { type Cadence, DEFAULT_OPTIONS } from '../src/domain/subscription/subscription.ts';
import { composeDigest } from '../src/pipeline/digest.ts';
import { issueDigests } from '../src/pipeline/issuing/issue-digests.ts';
import { createBodies, renderLetter } from '../src/platforms/email/render.ts';
import type { Parcel } from '../src/ports/platform.ts';
import type { Store } from '../src/ports/store.ts';
import { DIGEST_FORMATS } from '../src/render/formats.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import type { BenchRow } from './table.ts';

const SUBSCRIPTIONS = 10_000;
const FILTERS = 400;
/** The naive way is measured on so many of them. */
const NAIVE = 25;
const MONDAY: Cadence = { kind: 'weekly', day: 'MON', at: 540, zone: 'Europe/Berlin' };
const WEEK = 7 * 86_400_000;

/** The weekly digest for everybody, made from an imported store: composed, rendered for mail, and queued. */
export async function issuingRows(data: string, scratch: string): Promise<BenchRow[]> {
  const folder = join(scratch, 'issuing');
  mkdirSync(folder, { recursive: true });
  cpSync(join(data, 'lorewatch.sqlite'), join(folder, 'lorewatch.sqlite'));
  let now = 0;
  const store = openStore(folder, 'write', () => now);
  try {
    const due = lastDue(MONDAY, store.span()?.until ?? 0);
    now = due + 60_000;
    subscribeAll(store, due - WEEK);
    const deps = {
      store,
      topic: RUST,
      lore: 'https://lore.example.org',
      now: () => now,
      caughtUp: () => true,
      onMistake: (what: string, error: unknown) => {
        throw new Error(what, { cause: error });
      },
    };
    const before = process.cpuUsage();
    const report = await issueDigests(deps, now, new AbortController().signal);
    renderAll(store);
    const seconds = secondsSince(before);
    const naive = (timeNaive(store, due) * SUBSCRIPTIONS) / NAIVE;
    if (report.queued !== SUBSCRIPTIONS) throw new Error(`${report.queued} were queued`);
    return [
      {
        what: `weekly digest, ${SUBSCRIPTIONS.toLocaleString('en')} subscriptions, ${report.issues} filters (CPU)`,
        ours: `${seconds.toFixed(1)} s`,
        peer: `one by one ${naive.toFixed(0)} s`,
        value: seconds,
        limit: 60,
        unit: 's',
      },
    ];
  } finally {
    store.close();
  }
}

/** The letter to each reader, as the mail server would get it. */
function renderAll(store: Store): void {
  const bodies = createBodies();
  const head = { domain: 'example.org', listDomain: 'example.org', program: 'lorewatch' };
  // By digest, as they are queued.
  for (const delivery of store.deliveries({ kinds: ['digest'] })) {
    const { issue: id = '' } = delivery.payload as { readonly issue?: string };
    const issue = store.issue(id);
    if (issue === undefined) throw new Error(`the digest of delivery ${delivery.id} is not there`);
    const url = `https://watch.example.org/digests/${id}`;
    const { key, target: text, subscription } = delivery;
    const parcel: Parcel = {
      key,
      target: { platform: 'mailto', text },
      post: { what: 'digest', digest: issue.digest, issue: id, url },
      attempt: 1,
      since: 0,
      subscription: {
        id: subscription,
        filter: issue.filter,
        cadence: 'weekly MON 09:00',
        unsubscribe: `${url}/end`,
      },
    };
    if (renderLetter(parcel, head, bodies).text === '') throw new Error('an empty letter');
  }
}

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function subscribeAll(store: Store, digestUntil: number): void {
  store.atomically(() => {
    for (let n = 0; n < SUBSCRIPTIONS; n++) {
      store.subscribe({
        target: { platform: 'mailto', text: `mailto:reader-${n}@example.org` },
        filter: filterOf(n % FILTERS),
        cadence: MONDAY,
        options: DEFAULT_OPTIONS,
        created: digestUntil,
        digestUntil,
        digestNews: 0,
      });
    }
  });
}

/** What people ask for: everything, an area, an author, words, and mixtures. */
function filterOf(n: number): string {
  const { areas } = RUST;
  const { area = '' } = areas[n % areas.length] ?? {};
  const ways = [
    '',
    `area:${area}`,
    `kind:patch area:${area}`,
    `category:code word${n}`,
    `author:dev${n} OR area:${area}`,
  ];
  const text = n === 0 ? '' : `${ways[n % ways.length]}${n % ways.length === 0 ? `-area:${area}` : ''}`;
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(text);
  return text;
}

function timeNaive(store: Store, until: number): number {
  const before = process.cpuUsage();
  for (let n = 0; n < NAIVE; n++) {
    const parsed = parseFilter(filterOf((n * 16) % FILTERS));
    if (!parsed.ok) throw new Error('a filter that cannot be read');
    const deps = { store, topic: RUST, lore: 'https://lore.example.org' };
    const digest = composeDigest(deps, { period: { since: until - WEEK, until }, filter: parsed.filter });
    DIGEST_FORMATS.text.render(digest);
    DIGEST_FORMATS.html.render(digest);
  }
  return secondsSince(before);
}
