import { existsSync } from 'node:fs';
import type { MessageId } from '../../domain/ids.ts';
import type { Topic } from '../../domain/topic.ts';
import type { Explained } from '../../pipeline/rejudge.ts';
import { UserError } from '../../ports/errors.ts';
import type { CliCommand, OptionValues } from '../command.ts';
import { type CliContext, EXIT } from '../context.ts';
import { UsageError } from '../usage-error.ts';
import type { Belongs } from '../why-told.ts';

/** Nobody asks why of more mails at once. */
const MOST = 50;

export const whyCommand: CliCommand = {
  name: 'why',
  arguments: '<what>',
  summary: 'why a mail, a CVE, a commit, a release or an article is about the topic, or is not',
  detail: `The mail is a Message-ID, a link to it in a public-inbox archive, or a file that holds it (judged by itself).
What a link names and the store does not have yet is fetched, with its thread. A CVE id, a commit id, a version or the
address of an article asks for what came in beside mail.`,
  options: [{ flags: '--json', summary: 'one JSON object' }],
  uses: ['data', 'config'],
  examples: [
    'why 20260405235309.418950-1-a@example.org',
    'why https://lore.kernel.org/rust-for-linux/20260405235309.418950-1-a@example.org/',
    'why patch.eml',
    'why CVE-2026-12345',
  ],
  run: async ([asked = ''], options, context) => {
    const { readCatalog } = await import('../wiring.ts');
    const { topic } = await readCatalog(context, options);
    if (await printItem(asked, topic, options, context)) return EXIT.done;
    const isFile = asked === '-' || (asked !== '' && existsSync(asked));
    const told: readonly Told[] = isFile
      ? (await fromFile(asked, topic, context)).map((mail) => ({ mail, belongs: undefined }))
      : [await fromStore(asked, topic, options, context)];
    const { jsonLine } = await import('../json.ts');
    const { whyObject, whyText } = await import('../why-told.ts');
    for (const { mail, belongs } of told) {
      context.print(
        options.json === true ? jsonLine(whyObject(mail, belongs)) : whyText(mail, topic, belongs, context),
      );
    }
    return EXIT.done;
  },
};

/** A CVE, a commit, a release or an article: false where the words name none that is stored. */
async function printItem(
  asked: string,
  topic: Topic,
  options: OptionValues,
  context: CliContext,
): Promise<boolean> {
  const { findItem, namesItem } = await import('../../pipeline/find-item.ts');
  const { hasStore, withStore } = await import('../wiring.ts');
  const isAddress = /^https?:\/\//i.test(asked);
  if (!(isAddress || namesItem(asked)) || !hasStore(context, options)) return false;
  const known = await withStore(context, options, (store) => findItem(store, asked));
  if (!known) {
    if (isAddress) return false;
    throw new UserError(`the store has no ${asked} yet: \`lorewatch sources\` tells what is followed`);
  }
  const { itemObject, itemText } = await import('../item-told.ts');
  const { jsonLine } = await import('../json.ts');
  context.print(options.json === true ? jsonLine(itemObject(known)) : itemText(known, topic, context));
  return true;
}

type Told = { readonly mail: Explained; readonly belongs: Belongs | undefined };

async function fromFile(path: string, topic: Topic, context: CliContext): Promise<Explained[]> {
  const { findArchives } = await import('../../sources/archive/detect.ts');
  const { classify } = await import('../../pipeline/classify.ts');
  const { withScratchFolder } = await import('../scratch.ts');
  const { lookalikes } = await import('../../domain/relevance/lookalikes.ts');
  return withScratchFolder(context, async (dataDir) => {
    const told: Explained[] = [];
    for (const reader of await findArchives(path, { dataDir, stdin: context.stdin })) {
      for await (const one of classify(reader, topic, { full: true })) {
        if ('unreadable' in one)
          throw new UserError(`${path} holds a mail that cannot be read: ${one.unreadable}`);
        if (told.length === MOST) {
          throw new UserError(`${path} holds more than ${MOST} mails: import it and ask by Message-ID`);
        }
        const { mail, lists, verdict } = one;
        const alone = verdict.evidence.every(({ where }) => where !== 'thread');
        const note = alone ? 'Judged by itself: its thread may add to this.' : null;
        told.push({
          ...mail,
          lists,
          verdict,
          lookalikes: lookalikes(topic, `${mail.subject}\n${mail.text}`),
          note,
        });
      }
    }
    if (told.length === 0) throw new UserError(`${path} holds no mail`);
    return told;
  });
}

async function fromStore(
  asked: string,
  topic: Topic,
  options: OptionValues,
  context: CliContext,
): Promise<Told> {
  const { readMailReference } = await import('../../domain/links.ts');
  const id = readMailReference(asked);
  if (id === undefined) {
    throw new UsageError(
      `\`${asked}\` is neither a Message-ID, nor a link to a mail, nor a file that is there, nor a CVE, a commit or a version`,
    );
  }
  const { fetchMissing } = await import('../on-demand.ts');
  const { hasStore } = await import('../wiring.ts');
  const isNew = asked.includes('://') && !hasStore(context, options);
  const known = isNew ? undefined : await askStore(id, topic, options, context);
  if (known) return known;
  const fetched = await fetchMissing(asked, options, context);
  const told = fetched ? await askStore(id, topic, options, context) : undefined;
  if (told) return told;
  throw new UserError(
    `the store has no mail ${id}: import the archive that holds it, or give the mail as a link or a file`,
  );
}

/** undefined where the store does not have it. */
async function askStore(
  id: MessageId,
  topic: Topic,
  options: OptionValues,
  context: CliContext,
): Promise<Told | undefined> {
  const { withStore } = await import('../wiring.ts');
  const { explainMail } = await import('../../pipeline/rejudge.ts');
  const { fetchBlobs } = await import('../../sources/archive/bodies.ts');
  const { seriesOfMails } = await import('../../pipeline/series.ts');
  const { listMilestones } = await import('../../pipeline/milestones.ts');
  const { findMail } = await import('../../pipeline/answer.ts');
  return withStore(context, options, async (store): Promise<Told | undefined> => {
    const mail = await explainMail(store, fetchBlobs, id, topic);
    const stored = findMail(store, id);
    if (!mail || !stored) return undefined;
    const now = { now: context.now() };
    const series = seriesOfMails(store, topic, [stored], now).get(id);
    const milestones = listMilestones(store, topic, now).filter(({ mails }) => mails.includes(id));
    return { mail, belongs: { series, milestones } };
  });
}
