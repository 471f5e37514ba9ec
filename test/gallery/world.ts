import { RUST } from '../../config/topics/rust/topic.ts';
import type { CommandDeps } from '../../src/commands/command.ts';
import { createDesk } from '../../src/commands/desk.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { toMessageId } from '../../src/domain/ids.ts';
import type { Item, JudgedItem } from '../../src/domain/item/item.ts';
import type { Desk } from '../../src/ports/chat.ts';
import type { Platform, Platforms } from '../../src/ports/platform.ts';
import type { Store } from '../../src/ports/store.ts';
import { fetchBlobs } from '../../src/sources/archive/bodies.ts';
import {
  batch,
  DAY,
  judged,
  makeAdvisory,
  makeArticle,
  makeCommit,
  makeRelease,
} from '../contracts/item-world.ts';
import { makeDemoStore } from '../pipeline/demo-store.ts';

const LORE = 'https://lore.kernel.org';
const GIT = 'https://git.kernel.org/torvalds/c/';

/** The demo world, with releases, a CVE and an article of its last days, and a desk over it. */
export type GalleryWorld = {
  readonly store: Store;
  readonly desk: Desk;
  /** When all of it is shown, ms. */
  readonly now: number;
  readonly deps: Pick<CommandDeps, 'store' | 'topic' | 'lore'>;
  readonly remove: () => void;
};

export async function openGalleryWorld(): Promise<GalleryWorld> {
  const demo = await makeDemoStore();
  const { store, world } = demo;
  const now = (): number => world.end;
  addItems(store, world.end);
  const platforms = platformsOf();
  const deps: CommandDeps = {
    store,
    topic: RUST,
    lore: LORE,
    now,
    platforms,
    match: { store, topic: RUST, lore: LORE, now, skills: (id) => platforms.get(id)?.can },
    fetchBodies: fetchBlobs,
    fetchMissing: async () => false,
    sources: () => [
      { id: 'list:rust-for-linux', lastSuccess: world.end - 60_000, failingSince: undefined, lost: 0 },
      { id: 'releases', lastSuccess: world.end - 900_000, failingSince: undefined, lost: 0 },
      {
        id: 'list:linux-pci',
        lastSuccess: world.end - 3 * 3_600_000,
        failingSince: world.end - 3 * 3_600_000,
        lost: 0,
      },
    ],
    issueUrl: (id) => `https://watch.example.org/digests/${id}`,
    specs: COMMANDS,
    wake: () => undefined,
  };
  const desk: Desk = {
    ...createDesk(deps, COMMANDS, (what, error) => {
      throw new Error(what, { cause: error });
    }),
    forget: async () => 0,
    installations: { list: async () => [], keep: async () => undefined },
  };
  return { store, desk, now: world.end, deps, remove: demo.remove };
}

/** Platforms that post nothing. */
function platformsOf(): Platforms {
  const make = (id: 'slack' | 'discord'): Platform => ({
    id,
    can: { edit: true, lines: true, nonce: 0 },
    check: () => undefined,
    probe: async () => undefined,
    send: () => Promise.reject(new Error('the gallery sends nothing')),
    close: async () => undefined,
  });
  return new Map([
    ['slack', make('slack')],
    ['discord', make('discord')],
  ]);
}

const MADE = [
  { id: '3f1c9a7e5b2d', subject: 'rust: bump `RUSTC_MIN_VERSION` to 1.88' },
  { id: '8d40b6e2c1fa', subject: 'rust: sync: add `SeqLock`' },
  { id: 'b7725e09d3c4', subject: 'hwmon: add a driver for the QTS-75' },
] as const;

function addItems(store: Store, end: number): void {
  const landed = store
    .keptBetween({ since: 0, until: end })
    .find(({ subject }) => /\[PATCH v2 01\/12\]/.test(subject));
  const link = toMessageId(landed?.messageId ?? '');
  if (link === undefined) throw new Error('the demo world has no patch set that landed');
  const commits = MADE.map(({ id, subject }, at) => ({
    ...makeCommit({
      id: id.padEnd(40, '0'),
      subject,
      author: { name: 'Mireille Castelnau', email: 'mireille@castelnau.example.org' },
      body: 'As discussed.',
      links: at === 0 ? [link] : [],
      release: '7.0-rc6',
      tree: 'mainline',
      date: end - 2 * DAY,
      committed: end - DAY,
    }),
  }));
  const release = (id: string, days: number, fields: object = {}) =>
    makeRelease({
      id,
      date: end - days * DAY,
      changelog: undefined,
      url: `https://www.kernel.org/#${id}`,
      ...fields,
    });
  const releases = [
    release('7.0-rc6', 0.5, {
      moniker: 'mainline',
      log: { commits: 312, about: commits.map(({ id }) => id) },
      code: { files: 482, lines: 98_213 },
    }),
    release('7.0-rc5', 7.5, { moniker: 'mainline', log: { commits: 287, about: [] } }),
    release('6.19.10', 4),
    release('6.18.20', 4),
  ];
  store.rememberItems(batch([...commits, ...releases].map((one) => seen(one, 'rust/kernel/sync.rs'))));
  store.rememberItems(
    batch([
      seen(cve(end), 'drivers/android/binder/node.rs'),
      seen(article(end), 'rust/kernel/sync.rs', [`${GIT}${MADE[1].id}`]),
    ]),
  );
}

const cve = (end: number) =>
  makeAdvisory({
    id: 'CVE-2026-23987',
    title: 'rust_binder: fix a race in the death list',
    description: 'A death recipient could be released twice.',
    files: ['drivers/android/binder/node.rs'],
    fixes: [
      { commit: 'b'.repeat(40), version: '6.18.20' },
      { commit: 'c'.repeat(40), version: '6.19.10' },
    ],
    introduced: ['6.18'],
    published: end - 3 * DAY,
    url: 'https://lore.kernel.org/linux-cve-announce/CVE-2026-23987',
  });

const article = (end: number) =>
  makeArticle({
    id: 'https://press.example.org/seqlock',
    source: 'Kernel Weekly',
    title: 'Sequence locks come to Rust',
    url: 'https://press.example.org/seqlock',
    date: end - 2 * DAY,
    author: 'Jane Doe',
    text: 'The kernel gets sequence locks in Rust.',
  });

/** About Rust, by a file. */
function seen<I extends Item>(item: I, file: string, keys?: string[]): JudgedItem<I> {
  const made = judged(item, 'code', keys);
  const evidence = [{ rule: 'affected-file', where: 'files' as const, text: file }];
  return { ...made, verdict: { ...made.verdict, evidence } };
}
