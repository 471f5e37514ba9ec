import type { Topic } from '../../domain/topic.ts';
import type { IngestReport } from '../../pipeline/ingest.ts';
import type { ArchiveReader } from '../../ports/archive.ts';
import type { KnownAs, Store } from '../../ports/store.ts';
import type { CliCommand } from '../command.ts';
import { type CliContext, EXIT, isColored, tell } from '../context.ts';
import { checkPaths } from '../paths.ts';
import { plain } from '../plain.ts';
import { count, createProgress, duration } from '../progress.ts';
import { createStyle } from '../style.ts';

export const importCommand: CliCommand = {
  name: 'import',
  arguments: '<path...>',
  summary: 'read local archives of mail into the store',
  detail: `Reads a public-inbox v2 epoch or list folder, a git bundle, mbox, mboxrd, their .gz, a maildir, an .eml,
or - for standard input. Reading again adds only what is new; it may be interrupted at any time.`,
  options: [{ flags: '--json', summary: 'one JSON line for each archive' }],
  uses: ['data', 'config'],
  examples: [
    'import linux-kbuild/git/0.git',
    'import ~/lore/rust-for-linux',
    'import thread.mbox.gz mail.eml',
    'import - < thread.mbox',
  ],
  run: async (paths, options, context) => {
    checkPaths(paths);
    // It takes all cores there are, and whoever asks a running daemon something waits for an answer.
    context.giveWay?.();
    const { dataFolder, readCatalog } = await import('../wiring.ts');
    const { findArchives } = await import('../../sources/archive/detect.ts');
    const { openStore } = await import('../../store/sqlite/store.ts');
    const { knownAs } = await import('../../pipeline/known-as.ts');
    const { topic } = await readCatalog(context, options);
    const dataDir = dataFolder(context, options);
    const readers: ArchiveReader[] = [];
    for (const path of paths) readers.push(...(await findArchives(path, { dataDir, stdin: context.stdin })));
    const store = openStore(dataDir, 'write', context.now);
    try {
      let losses = false;
      // As it is before the first of them is read: all epochs of a new list are history.
      const before = store.archives();
      for (const reader of readers) {
        const deps = { store, topic, as: knownAs(before, reader.ref) };
        const report = await importOne(reader, deps, options.json === true, context);
        losses ||= report.losses.length > 0 || report.unreadable > 0;
      }
      return losses ? EXIT.losses : EXIT.done;
    } finally {
      store.close();
    }
  },
};

type Deps = { readonly store: Store; readonly topic: Topic; readonly as: KnownAs };

async function importOne(
  reader: ArchiveReader,
  { store, topic, as }: Deps,
  json: boolean,
  context: CliContext,
): Promise<IngestReport> {
  const { ingest } = await import('../../pipeline/ingest.ts');
  const { fetchBlobs } = await import('../../sources/archive/bodies.ts');
  const { jsonLine } = await import('../json.ts');
  const progress = createProgress(context, plain(reader.ref.list));
  const started = context.now();
  const settle = context.onInterrupt(() => {
    progress.clear();
    tell(context, 'interrupted; what was read is stored, and the same command goes on from there');
  });
  try {
    const report = await ingest({ store, topic, fetchBodies: fetchBlobs }, reader, {
      count: context.stderrIsTty,
      onProgress: ({ read, total }) => progress.update(read, total),
      as,
    });
    progress.clear();
    const elapsed = context.now() - started;
    context.print(
      json ? jsonLine(reportObject(reader, report, elapsed)) : sentence(reader, report, elapsed, context),
    );
    for (const loss of report.losses) tell(context, loss);
    return report;
  } finally {
    settle();
    progress.clear();
  }
}

function reportObject({ ref }: ArchiveReader, report: IngestReport, elapsed: number): object {
  const { added, known, removed, unreadable, read, losses } = report;
  return {
    list: ref.list,
    path: ref.locator,
    epoch: ref.epoch,
    read,
    added,
    known,
    removed,
    unreadable,
    losses,
    elapsed_ms: elapsed,
  };
}

function sentence(
  { ref }: ArchiveReader,
  report: IngestReport,
  elapsed: number,
  context: CliContext,
): string {
  const style = createStyle(isColored(context));
  const name = style.bold(plain(ref.epoch === null ? ref.list : `${ref.list}/${ref.epoch}`));
  if (report.upToDate) return `${name}: nothing new\n`;
  const parts = [`${count(report.added)} new`];
  if (report.known > 0) parts.push(`${count(report.known)} known`);
  if (report.removed > 0) parts.push(`${count(report.removed)} removed`);
  if (report.unreadable > 0) parts.push(style.red(`${count(report.unreadable)} unreadable`));
  const rate = elapsed > 0 ? `, ${count(Math.round((report.read / elapsed) * 1000))} mails/s` : '';
  const mails = report.read === 1 ? '1 mail' : `${count(report.read)} mails`;
  return `${name}: ${mails} read in ${duration(elapsed)}${rate}: ${parts.join(', ')}\n`;
}
