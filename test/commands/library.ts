import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Command, CommandDeps } from '../../src/commands/command.ts';
import { createDesk } from '../../src/commands/desk.ts';
import { digestCommand } from '../../src/commands/digest.ts';
import { helpCommand } from '../../src/commands/help.ts';
import { milestonesCommand } from '../../src/commands/milestones.ts';
import { releaseCommand } from '../../src/commands/release.ts';
import { searchCommand } from '../../src/commands/search.ts';
import { seriesCommand } from '../../src/commands/series.ts';
import { statsCommand } from '../../src/commands/stats.ts';
import { statusCommand } from '../../src/commands/status.ts';
import { whyCommand } from '../../src/commands/why.ts';
import type { Answer, AnswerEntry, AnswerPart } from '../../src/domain/answer/answer.ts';
import type { Ask } from '../../src/domain/answer/ask.ts';
import { toMessageId } from '../../src/domain/ids.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import type { Asker } from '../../src/ports/chat.ts';
import type { Store } from '../../src/ports/store.ts';
import { fetchBlobs } from '../../src/sources/archive/bodies.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import {
  batch,
  DAY,
  judged,
  makeAdvisory,
  makeArticle,
  makeCommit,
  makeRelease,
} from '../contracts/item-world.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';

/** Those that ask and change nothing. */
export const ASKING: readonly Command[] = [
  digestCommand,
  searchCommand,
  seriesCommand,
  milestonesCommand,
  releaseCommand,
  statsCommand,
  whyCommand,
  statusCommand,
  helpCommand,
];

export const OPERATOR: Asker = {
  platform: 'console',
  tenant: '',
  place: { platform: 'console', text: 'console:' },
  user: { id: 'op', name: 'the operator' },
  mayManage: true,
  managers: '',
  prefix: 'lorewatch ask ',
};

export type Library = {
  readonly demo: DemoStore;
  readonly store: Store;
  readonly deps: CommandDeps;
  readonly mistakes: unknown[];
  /** What was asked to be fetched. */
  readonly fetched: string[];
  readonly say: (words: string, asker: Asker, page?: number) => Promise<Answer>;
  readonly ask: (ask: Ask, asker: Asker) => Promise<Answer>;
};

/** A desk over the demo world, with releases, a CVE, commits and an article beside its mails. */
export async function openLibrary(
  fields: Partial<CommandDeps> = {},
  mails: readonly Buffer[] = [],
): Promise<Library> {
  const demo = await makeDemoStore();
  await addMails(demo, mails);
  const { store, world } = demo;
  const now = (): number => world.end;
  fillItems(store, world.end);
  const mistakes: unknown[] = [];
  const fetched: string[] = [];
  const lore = 'https://lore.example.org';
  const deps: CommandDeps = {
    store,
    topic: RUST,
    lore,
    now,
    platforms: new Map(),
    match: { store, topic: RUST, lore, now, skills: () => ({ edit: true, lines: true, nonce: 0 }) },
    fetchBodies: fetchBlobs,
    fetchMissing: async (asked) => {
      fetched.push(asked);
      return false;
    },
    sources: () => [
      { id: 'list:made-up', lastSuccess: world.end - 60_000, failingSince: undefined, lost: 0 },
    ],
    issueUrl: (id) => `https://watch.example.org/digests/${id}`,
    specs: ASKING,
    wake: () => undefined,
    ...fields,
  };
  const desk = createDesk(deps, ASKING, (what, error) => mistakes.push(what, error));
  return {
    demo,
    store,
    deps,
    mistakes,
    fetched,
    say: async (words, asker, page = 0) => {
      const read = desk.read(words);
      if ('wrong' in read) throw new Error(read.wrong);
      return desk.answer({ ...read, page }, asker);
    },
    ask: (ask, asker) => desk.answer(ask, asker),
  };
}

/** Further mails, as if somebody had imported them from files. */
async function addMails({ folder, store }: DemoStore, mails: readonly Buffer[]): Promise<void> {
  for (const [at, bytes] of mails.entries()) {
    const path = join(folder, `more-${at}.eml`);
    writeFileSync(path, bytes);
    for (const reader of await findArchives(path, { dataDir: folder })) {
      const options = { count: false, onProgress: () => undefined };
      await ingest({ store, topic: RUST, fetchBodies: fetchBlobs }, reader, options);
    }
  }
}

/** 7.2 has the commit that was made of the demo world's applied patch set; 7.3-rc1 one that nobody posted. */
function fillItems(store: Store, end: number): void {
  const landed = store
    .keptBetween({ since: 0, until: end })
    .find(({ subject }) => /\[PATCH v2 01\/12\]/.test(subject));
  const link = toMessageId(landed?.messageId ?? '');
  if (link === undefined) throw new Error('the demo world has no patch set that landed');
  const date = end + 2 * DAY;
  const commits = [
    judged(
      makeCommit({
        id: 'c'.repeat(40),
        subject: 'rust: bump it',
        links: [link],
        release: '7.2',
        tree: 'mainline',
        date: end,
        committed: end,
      }),
    ),
    judged(
      makeCommit({
        id: 'd'.repeat(40),
        subject: 'rust: gizmo: turn',
        links: [],
        release: '7.3-rc1',
        tree: 'mainline',
        date: end,
      }),
    ),
  ];
  const releases = [
    makeRelease({
      id: '7.2',
      moniker: 'mainline',
      date: end - DAY,
      url: 'https://kernel.example.org/7.2',
      log: { commits: 14_000, about: ['c'.repeat(40)] },
      code: { files: 482, lines: 98_213 },
    }),
    makeRelease({
      id: '7.3-rc1',
      moniker: 'mainline',
      date: end - 1,
      log: { commits: 900, about: ['d'.repeat(40)] },
    }),
    makeRelease({ id: 'next-20260330', moniker: 'linux-next', date }),
    ...Array.from({ length: 14 }, (_, n) =>
      makeRelease({ id: `7.1.${n + 1}`, date: end - (n + 2) * DAY, changelog: undefined }),
    ),
  ];
  store.rememberItems(batch([...commits, ...releases.map((one) => judged(one))]));
  store.rememberItems(
    batch([
      judged(makeAdvisory({ id: 'CVE-2026-12345', published: end - DAY })),
      judged(makeArticle(), 'code', ['https://press.example.org/gizmo']),
    ]),
  );
}

export function entriesOf({ parts }: Answer): readonly AnswerEntry[] {
  return parts.flatMap((part) => (part.what === 'entries' ? part.entries : []));
}

export function partsOf<What extends AnswerPart['what']>(
  { parts }: Answer,
  what: What,
): readonly Extract<AnswerPart, { what: What }>[] {
  return parts.filter((part): part is Extract<AnswerPart, { what: What }> => part.what === what);
}

/** All that somebody can read of an answer. */
export function wordsOf(answer: Answer): string {
  return JSON.stringify(answer);
}
