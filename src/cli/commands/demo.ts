import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../ports/errors.ts';
import { type CliCommand, textOption } from '../command.ts';
import { type CliContext, EXIT, isColored, tell } from '../context.ts';
import { count, duration } from '../progress.ts';
import { explainWrite } from '../write-file.ts';

/** A folder that the demo made and may make anew. */
const MARK = '.lorewatch-demo';
const DEFAULT_FOLDER = './demo-world';

export const demoCommand: CliCommand = {
  name: 'demo',
  summary: 'the whole way on a small made-up world: no network, no tokens',
  detail: `Writes twelve weeks of mail as two public-inbox archives, imports them with a release, a
CVE and articles, prints the digest of the last week and leaves it as a page. What an earlier demo left in the folder is made anew.`,
  options: [{ flags: '--out <folder>', summary: 'where the world is made', fallback: DEFAULT_FOLDER }],
  uses: [],
  examples: ['demo', 'demo --out /tmp/lorewatch-demo'],
  run: async (_words, options, context) => {
    const folder = resolve(textOption(options, 'out') ?? DEFAULT_FOLDER);
    const started = context.now();
    try {
      prepareFolder(folder);
      const until = await makeWorld(folder, context);
      const { text, page } = await readWorld(folder, until, context);
      writeFileSync(join(folder, 'digest.html'), page);
      context.print(text);
    } catch (error) {
      throw explainWrite(error, folder);
    }
    const took = duration(context.now() - started);
    tell(context, `done in ${took}; the same as a page: ${join(folder, 'digest.html')}`);
    tell(
      context,
      `ask it more with --data ${join(folder, 'data')}: search bindgen, status, digest --until 2026-03-23`,
    );
    return EXIT.done;
  },
};

function prepareFolder(folder: string): void {
  if (existsSync(folder) && !existsSync(join(folder, MARK))) {
    throw new UserError(
      `${folder} is there already and was not made by the demo: name another folder with --out`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MARK), '');
}

/** Gives the time at which the world ends. */
async function makeWorld(folder: string, context: CliContext): Promise<number> {
  const { createDemoWorld } = await import('../../demo/world.ts');
  const { writeWorld } = await import('../../demo/epoch.ts');
  const world = createDemoWorld();
  writeWorld(world, join(folder, 'archives'));
  const mails = world.lists.reduce((sum, list) => sum + list.commits.length, 0);
  tell(context, `a world of ${count(mails)} mails on ${world.lists.length} lists in ${folder}`);
  return world.end;
}

type Answer = { readonly text: string; readonly page: string };

async function readWorld(folder: string, until: number, context: CliContext): Promise<Answer> {
  const { findArchives } = await import('../../sources/archive/detect.ts');
  const { fetchBlobs } = await import('../../sources/archive/bodies.ts');
  const { openStore } = await import('../../store/sqlite/store.ts');
  const { ingest } = await import('../../pipeline/ingest.ts');
  const { createItemJudge } = await import('../../pipeline/items.ts');
  const { ITEM_JUDGES } = await import('../../pipeline/item-judges.ts');
  const { makeBeside } = await import('../../demo/beside.ts');
  const { composeDigest } = await import('../../pipeline/digest.ts');
  const { DIGEST_FORMATS } = await import('../../render/formats.ts');
  const { TOPICS } = await import('../../../config/topics/index.ts');
  const { ENDPOINTS } = await import('../../../config/endpoints.ts');
  const { WEEK } = await import('../../domain/compose/period.ts');
  const topic = TOPICS.rust;
  if (!topic) throw new Error('the topic of the demo world does not ship');
  const data = join(folder, 'data');
  const store = openStore(data, 'write', context.now);
  try {
    for (const reader of await findArchives(join(folder, 'archives'), { dataDir: data })) {
      await ingest({ store, topic, fetchBodies: fetchBlobs }, reader, { count: false, onProgress: () => {} });
    }
    const items = createItemJudge(topic, store, ITEM_JUDGES)(makeBeside(until));
    store.rememberItems({ source: 'demo', items, broken: [], memory: undefined, as: 'history' });
    const period = { since: until - WEEK, until };
    const digest = composeDigest({ store, topic, lore: ENDPOINTS.lore }, { period, filter: { kind: 'all' } });
    const text = DIGEST_FORMATS.text.render(digest, { color: isColored(context) });
    return { text, page: DIGEST_FORMATS.html.render(digest) };
  } finally {
    store.close();
  }
}
