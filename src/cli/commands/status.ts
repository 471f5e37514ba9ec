import type { OutboxStatus } from '../../commands/told/outbox.ts';
import type { ItemKind } from '../../domain/item/item.ts';
import { CATEGORIES } from '../../domain/verdict.ts';
import type { ArchiveStatus, StoreStatus } from '../../ports/store.ts';
import type { CliCommand } from '../command.ts';
import { type CliContext, EXIT, isColored } from '../context.ts';
import { outboxLines } from '../outbox-told.ts';
import { plain } from '../plain.ts';
import { count } from '../progress.ts';
import { createStyle, type Style } from '../style.ts';

export const statusCommand: CliCommand = {
  name: 'status',
  summary: 'what the store holds, how far each archive was read, what goes out, and what was lost',
  detail: 'Counts everything: on a large store that takes a moment.',
  options: [{ flags: '--json', summary: 'one JSON object' }],
  uses: ['data'],
  examples: ['status', 'status --json'],
  run: async (_words, options, context) => {
    const { withStore } = await import('../wiring.ts');
    const { readOutbox } = await import('../../commands/told/outbox.ts');
    const { outboxObject } = await import('../outbox-told.ts');
    const [status, outbox] = await withStore(
      context,
      options,
      (store) => [store.status(), readOutbox(store)] as const,
    );
    const { jsonLine } = await import('../json.ts');
    context.print(
      options.json === true
        ? jsonLine({ ...statusObject(status), outbox: outboxObject(outbox) })
        : statusText(status, outbox, context),
    );
    return EXIT.done;
  },
};

function statusObject(status: StoreStatus): object {
  return {
    store: { path: status.path, bytes: status.bytes, schema: status.schema },
    messages: status.messages,
    kept: status.kept,
    by_category: status.byCategory,
    unreadable: status.unreadable,
    items: status.items,
    unreadable_items: status.brokenItems,
    oldest: iso(status.oldest),
    newest: iso(status.newest),
    archives: status.archives.map((archive) => ({
      list: archive.list,
      kind: archive.kind,
      path: archive.locator,
      epoch: archive.epoch,
      messages: archive.messages,
      unreadable: archive.unreadable,
      last_read: iso(archive.lastRead),
      cursor: archive.cursor?.position ?? null,
    })),
  };
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

function statusText(status: StoreStatus, outbox: OutboxStatus, context: CliContext): string {
  const style = createStyle(isColored(context));
  const perMail = status.messages > 0 ? `, ${Math.round(status.bytes / status.messages)} bytes a mail` : '';
  const lost = status.unreadable === 0 ? 'nothing' : style.red(`${count(status.unreadable)} unreadable`);
  return [
    `${style.bold('Store')}     ${plain(status.path)} (${size(status.bytes)}${perMail})`,
    `${style.bold('Mails')}     ${count(status.messages)}, of them ${count(status.kept)} kept with their words`,
    `${style.bold('Period')}    ${day(status.oldest)} to ${day(status.newest)}`,
    `${style.bold('Lost')}      ${lost}`,
    '',
    style.bold('Category'),
    ...CATEGORIES.map((category) => {
      return `  ${category.padEnd(12)} ${count(status.byCategory[category] ?? 0).padStart(12)}`;
    }),
    '',
    ...itemLines(status, style),
    ...outboxLines(outbox, context.now(), style),
    style.bold('Archives'),
    ...archiveLines(status.archives, style),
    '',
  ].join('\n');
}

const KINDS: readonly (readonly [ItemKind, string])[] = [
  ['release', 'releases'],
  ['commit', 'commits'],
  ['advisory', 'advisories'],
  ['article', 'articles'],
];

function itemLines({ items, brokenItems }: StoreStatus, style: Style): string[] {
  const lines = KINDS.flatMap(([kind, name]) => {
    const counts = items[kind];
    if (counts === undefined) return [];
    return [`  ${name.padEnd(12)} ${count(counts.all).padStart(12)}, about the topic ${count(counts.about)}`];
  });
  if (brokenItems > 0)
    lines.push(`  ${style.red('unreadable'.padEnd(12))} ${count(brokenItems).padStart(12)}`);
  return lines.length === 0 ? [] : [style.bold('Beside mail'), ...lines, ''];
}

function archiveLines(archives: readonly ArchiveStatus[], style: Style): string[] {
  if (archives.length === 0) return ['  none yet: `lorewatch import PATH` reads one'];
  const width = Math.max(4, ...archives.map(({ list, epoch }) => name(list, epoch).length));
  return archives.flatMap((archive) => {
    const lost = archive.unreadable > 0 ? style.red(`  ${count(archive.unreadable)} unreadable`) : '';
    const mails = `${count(archive.messages).padStart(11)} mails`;
    return [
      `  ${name(archive.list, archive.epoch).padEnd(width)} ${mails}  read ${minute(archive.lastRead)}${lost}`,
      style.dim(`  ${' '.repeat(width)}  ${archive.kind} ${plain(archive.locator)}`),
    ];
  });
}

function minute(time: number | undefined): string {
  return time === undefined ? 'never' : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function name(list: string, epoch: number | null): string {
  return plain(epoch === null ? list : `${list}/${epoch}`);
}

function day(time: number | undefined): string {
  return time === undefined ? '-' : new Date(time).toISOString().slice(0, 10);
}

function size(bytes: number): string {
  if (bytes < 1 << 20) return `${Math.ceil(bytes / 1024)} KiB`;
  return bytes < 1 << 30 ? `${(bytes / (1 << 20)).toFixed(1)} MiB` : `${(bytes / (1 << 30)).toFixed(2)} GiB`;
}
