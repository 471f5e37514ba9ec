import { ENDPOINTS } from '../../../config/endpoints.ts';
import { RUST } from '../../../config/topics/rust/topic.ts';
import type { Delivery } from '../../../src/domain/delivery/delivery.ts';
import type { JudgedItem } from '../../../src/domain/item/item.ts';
import {
  DEFAULT_OPTIONS,
  type NewSubscription,
  type Subscription,
} from '../../../src/domain/subscription/subscription.ts';
import type { PlatformId } from '../../../src/domain/subscription/target.ts';
import { ingest } from '../../../src/pipeline/ingest.ts';
import type { MatchDeps, MatchReport } from '../../../src/pipeline/matching/match-news.ts';
import { matchNews } from '../../../src/pipeline/matching/match-news.ts';
import type { ArchiveReader, RawMail } from '../../../src/ports/archive.ts';
import type { PlatformSkills } from '../../../src/ports/platform.ts';
import type { KnownAs, Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Monday noon. */
export const START = Date.parse('2026-03-02T12:00:00Z');

export type Letter = {
  readonly id: string;
  /** ms */
  readonly date: number;
  readonly subject: string;
  readonly from?: string;
  readonly body?: string;
  readonly answers?: string;
  /** Makes it a patch. */
  readonly file?: string;
};

export type Town = {
  readonly store: Store;
  readonly deps: MatchDeps;
  readonly clock: { now: number };
  readonly bring: (letters: readonly Letter[], as?: 'news' | 'history') => Promise<void>;
  readonly bringMails: (mails: readonly RawMail[], list: string) => Promise<void>;
  readonly bringItems: (items: readonly JudgedItem[]) => void;
  readonly match: () => Promise<MatchReport>;
  readonly subscribe: (target: string, more?: Partial<NewSubscription>) => Subscription;
  /** What was queued, oldest first, in short: `1 card 3 pending`. */
  readonly queue: (subscription?: number) => string[];
  readonly deliveries: () => Delivery[];
  /** Sends all that is due, as a platform that takes everything; gives what it was. */
  readonly deliver: () => string[];
};

const SKILLS: Readonly<Partial<Record<PlatformId, PlatformSkills>>> = {
  slack: { edit: true, lines: true, nonce: 0 },
  mailto: { edit: false, lines: true, nonce: 0 },
  file: { edit: false, lines: false, nonce: 0 },
};

const ADA = 'Ada Maker <ada@example.org>';

/** A store with a clock that stands, and somebody who brings the mail. */
export function buildTown(folder: string): Town {
  const clock = { now: START };
  const store = openStore(folder, 'write', () => clock.now);
  const deps: MatchDeps = {
    store,
    topic: RUST,
    lore: ENDPOINTS.lore,
    now: () => clock.now,
    skills: (platform) => SKILLS[platform],
  };
  const deliveries = (): Delivery[] => [...store.deliveries({})].sort((a, b) => a.id - b.id);
  return {
    store,
    deps,
    clock,
    deliveries,
    bring: (letters, as) => bring(store, readerOf(letters.map(rawMail), 'rust-for-linux'), as),
    bringMails: (mails, list) => bring(store, readerOf(mails, list), 'news'),
    bringItems: (items) => {
      store.rememberItems({ source: 'made-up', items, broken: [], memory: undefined });
    },
    match: () => matchNews(deps, new AbortController().signal),
    subscribe: (target, more = {}) => subscribe(store, clock.now, target, more),
    queue: (subscription) =>
      deliveries()
        .filter((one) => subscription === undefined || one.subscription === subscription)
        .map((one) => `${one.subscription} ${one.event} ${one.suppression ?? one.state}`),
    // A minute later: edits wait a little for the next one.
    deliver: () => deliver(store, clock.now + MINUTE),
  };
}

function subscribe(store: Store, now: number, target: string, more: Partial<NewSubscription>): Subscription {
  const platform = target.slice(0, target.indexOf(':'));
  const known = (['console', 'file', 'mailto', 'https', 'slack', 'discord'] as const).find(
    (id) => id === platform,
  );
  if (known === undefined) throw new Error(target);
  const blank: NewSubscription = {
    target: { platform: known, text: target },
    filter: '',
    cadence: { kind: 'now' },
    options: DEFAULT_OPTIONS,
    created: now,
    digestUntil: now,
    digestNews: store.lastNews(),
  };
  return store.subscribe({ ...blank, ...more }).subscription;
}

/** Marks what is due as sent, lane by lane, as a delivery would. */
function deliver(store: Store, now: number): string[] {
  const sent: string[] = [];
  for (const lane of store.dueLanes(now, 1000)) {
    for (;;) {
      const one = store.claim(lane, { owner: 'test', until: now + MINUTE }, now);
      if (one === undefined) break;
      const receipt = { id: one.key };
      const subject = one.subject === undefined ? undefined : store.subject(one.subject);
      if (subject && one.kind !== 'line') {
        store.markPosted(one.target, subject.id, subject.version, receipt);
        // A card tells all that is known when it goes out.
        const steps = subject.card.steps.map(({ key }) => key);
        if (one.kind === 'card') store.markSteps(one.target, subject.id, steps);
      }
      store.settle(one.id, 'test', { state: 'sent', reason: '', receipt }, now);
      sent.push(one.event);
    }
  }
  return sent;
}

async function bring(store: Store, reader: ArchiveReader, as: KnownAs = 'news'): Promise<void> {
  const deps = { store, topic: RUST, fetchBodies: async () => new Map() };
  await ingest(deps, reader, { count: false, onProgress: () => undefined, as, workers: 0 });
}

function readerOf(mails: readonly RawMail[], list: string): ArchiveReader {
  return {
    ref: { kind: 'mbox', list, locator: `/made/up/${list}`, epoch: null },
    plan: async () => ({
      total: mails.length,
      present: undefined,
      mails: async function* () {
        yield mails;
      },
      end: undefined,
    }),
  };
}

function rawMail(letter: Letter): RawMail {
  const { id, date, subject, from = ADA, answers } = letter;
  const text = [
    `Message-ID: <${id}@example.org>`,
    `Date: ${new Date(date).toUTCString()}`,
    `From: ${from}`,
    'To: rust-for-linux@vger.kernel.org',
    `Subject: ${subject}`,
    'List-Id: <rust-for-linux.vger.kernel.org>',
    ...(answers === undefined
      ? []
      : [`In-Reply-To: <${answers}@example.org>`, `References: <${answers}@example.org>`]),
    '',
    bodyOf(letter),
    '',
  ].join('\n');
  return {
    bytes: Buffer.from(text),
    blob: null,
    arrived: date,
    removal: false,
    cut: false,
    cursor: { position: id, date, subject },
    place: id,
  };
}

function bodyOf({ body = 'Some words about it.', file, from = ADA }: Letter): string {
  if (file === undefined) return body;
  return `${body}

Signed-off-by: ${from}
---
 ${file} | 2 ++
 1 file changed, 2 insertions(+)

diff --git a/${file} b/${file}
--- a/${file}
+++ b/${file}
@@ -1,1 +1,3 @@
 // SPDX-License-Identifier: GPL-2.0
+pub fn turn() {}
+pub fn pull() {}
--
2.50.0`;
}

/** A revision of a made-up patch set: a cover letter and two patches. */
export function revision(number: number, date: number, name = 'gizmo', part = ''): Letter[] {
  const tag = number === 1 ? '' : ` v${number}`;
  const cover = `${name}-v${number}${part}-0`;
  return [
    {
      id: cover,
      date,
      subject: `[PATCH${tag} 0/2] rust: ${name}: add levers`,
      body: `This adds levers to the ${name} in Rust.`,
    },
    ...[1, 2].map((n) => ({
      id: `${name}-v${number}${part}-${n}`,
      date: date + n * 1000,
      subject: `[PATCH${tag} ${n}/2] rust: ${name}: lever ${n}`,
      body: `The ${name} gets lever number ${n}.`,
      answers: cover,
      file: `rust/kernel/${name}.rs`,
    })),
  ];
}

export function reply(
  id: string,
  answers: string,
  date: number,
  body: string,
  from = 'Bea Viewer <bea@example.org>',
): Letter {
  return { id, date, subject: 'Re: [PATCH 0/2] rust: gizmo: add levers', from, body, answers };
}

/** A town for the time of a test. */
export async function withTown(folder: string, act: (town: Town) => Promise<void>): Promise<void> {
  const town = buildTown(folder);
  try {
    await act(town);
  } finally {
    town.store.close();
  }
}

/** Time goes on, mail comes, it is matched. */
export async function next(town: Town, letters: readonly Letter[] = [], after = HOUR): Promise<MatchReport> {
  town.clock.now += after;
  await town.bring(letters);
  return town.match();
}
