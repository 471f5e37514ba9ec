import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { askProgram } from '../../eval/ask.ts';
import { parseDisputes } from '../../eval/disputes.ts';
import { measure } from '../../eval/measure.ts';
import type { Report } from '../../eval/report.ts';
import { writeWorld } from '../../src/demo/epoch.ts';
import type { Expected } from '../../src/demo/types.ts';
import { createDemoWorld } from '../../src/demo/world.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();
const main = fileURLToPath(new URL('../../eval/main.ts', import.meta.url));

/** The demo world with what its maker says of each mail for labels: one of them is wrong on purpose. */
function makeCorpus(): { folder: string; wrong: Expected } {
  const folder = temp();
  const world = createDemoWorld();
  writeWorld(world, join(folder, 'corpus'));
  const wrong = world.expected.find(({ kind, category }) => kind === 'patch' && category === 'code');
  if (!wrong) throw new Error('the demo world has no Rust patch');
  mkdirSync(join(folder, 'truth'));
  const rows = world.expected.map((one) =>
    JSON.stringify({
      message_id: one.messageId,
      category: one === wrong ? 'none' : one.category,
      kind: one.kind,
      subject: 's',
      reason: 'made up',
    }),
  );
  writeFileSync(join(folder, 'truth', 'rustness-demo.jsonl'), rows.join('\n'));
  writeFileSync(
    join(folder, 'truth', 'series.jsonl'),
    JSON.stringify({
      series_id: 'one',
      title: 'one',
      status: 'unknown-in-archive',
      postings: [
        {
          first_message_id: wrong.messageId,
          cover_message_id: null,
          patch_message_ids: [wrong.messageId],
          subject: 's',
          date: '2026-03-02',
        },
      ],
    }),
  );
  writeFileSync(join(folder, 'truth', 'milestones.jsonl'), '');
  return { folder, wrong };
}

describe('the eval of the demo world', () => {
  let corpus: ReturnType<typeof makeCorpus>;
  let report: Report;
  beforeAll(async () => {
    corpus = makeCorpus();
    const disputes = parseDisputes(
      `## Relevance\n\n| \`${corpus.wrong.messageId}\` | none | code | wrong on purpose |\n`,
    );
    const request = {
      archives: join(corpus.folder, 'corpus'),
      truth: join(corpus.folder, 'truth'),
      sections: ['relevance', 'series', 'milestones'] as const,
    };
    report = await measure(request, temp(), disputes);
  });

  it('asks the program about every mail, store and classify alike', () => {
    expect(report.relevance?.mails).toBeGreaterThan(100);
    expect(report.relevance?.otherwise).toEqual([]);
    expect(report.relevance?.asLabelled.ours.all.hits).toBeGreaterThan(50);
  });

  it('leaves out a mail that the archive took out again', async () => {
    const commits = createDemoWorld().lists.flatMap((list) => list.commits);
    const removed = commits.flatMap(({ kind, messageId }) => (kind === 'removal' ? [messageId] : []));
    const { mails } = await askProgram(join(corpus.folder, 'corpus'), temp(), []);
    const ids = new Set<string | null>(mails.map(({ messageId }) => messageId));
    expect(ids.size).toBe(report.relevance?.mails);
    expect(removed).toHaveLength(1);
    expect(removed.filter((id) => ids.has(id))).toEqual([]);
  });

  it('takes the wrong label for a false find, until it is disputed', () => {
    const { asLabelled, withDisputes, unfit } = report.relevance ?? {};
    expect(unfit).toEqual([]);
    expect(asLabelled?.ours.patch.false).toBe((withDisputes?.ours.patch.false ?? 0) + 1);
    expect(withDisputes?.ours.patch.hits).toBe((asLabelled?.ours.patch.hits ?? 0) + 1);
  });

  it('finds the labelled posting among the series of the store', () => {
    expect(report.series).toMatchObject({ asLabelled: { postings: 1, unplaced: [] } });
    expect(report.series?.ours).toBeGreaterThan(1);
  });

  it('is one line of JSON on the command line', () => {
    const args = [main, '--corpus', corpus.folder, '--json', 'relevance'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout).relevance.mails).toBe(report.relevance?.mails);
  });
});

describe('the eval without what it needs', () => {
  function run(...args: string[]) {
    const env = { ...process.env, LOREWATCH_CORPUS: '' };
    return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env });
  }

  it('says in a sentence that there is no mail, and ends with 2', () => {
    const { status, stdout, stderr } = run();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'eval: there is no mail to measure on: name a folder with --corpus or LOREWATCH_CORPUS\n',
    );
  });

  it('says in a sentence which labels are missing, and ends with 1', () => {
    const folder = temp();
    const { status, stderr } = run('--corpus', folder, 'series');
    expect(status).toBe(1);
    expect(stderr).toBe(
      `eval: ${join(folder, 'truth', 'series.jsonl')} is missing: these labels cannot be measured against\n`,
    );
  });
});
