import { existsSync } from 'node:fs';
import type { Catalog } from '../../catalog/catalog.ts';
import type { MessageId } from '../../domain/ids.ts';
import { readTarget } from '../../domain/subscription/read-target.ts';
import type { Topic } from '../../domain/topic.ts';
import type { WhyDelivery } from '../../pipeline/matching/why-delivery.ts';
import type { Explained } from '../../pipeline/rejudge.ts';
import { UserError } from '../../ports/errors.ts';
import { type CliCommand, type OptionValues, textOption } from '../command.ts';
import { type CliContext, EXIT } from '../context.ts';
import { UsageError } from '../usage-error.ts';
import type { Belongs } from '../why-told.ts';

/** Nobody asks why of more mails at once. */
const MOST = 50;

export const whyCommand: CliCommand = {
  name: 'why',
  arguments: '<what>',
  summary: 'why a mail, a CVE, a commit, a release or an article is about the topic, and who was told of it',
  detail: `The mail is a Message-ID, a link to it in a public-inbox archive, or a file that holds it (judged by itself).
What a link names and the store does not have yet is fetched, with its thread. A CVE id, a commit id, a version or the
address of an article asks for what came in beside mail. Where there are subscriptions, it tells of each what became of it
there: posted, waiting, suppressed, or passed over by which part of the filter.`,
  options: [
    { flags: '--target <target>', summary: 'what became of it for the subscriptions of this target alone' },
    { flags: '--json', summary: 'one JSON object' },
  ],
  uses: ['data', 'config'],
  examples: [
    'why 20260405235309.418950-1-a@example.org',
    'why https://lore.kernel.org/rust-for-linux/20260405235309.418950-1-a@example.org/',
    'why patch.eml',
    'why CVE-2026-12345',
    'why CVE-2026-12345 --target mailto:ada@example.org',
  ],
  run: async ([asked = ''], options, context) => {
    const { readCatalog } = await import('../wiring.ts');
    const catalog = await readCatalog(context, options);
    const { topic } = catalog;
    const ways: Ways = { catalog, options, context, target: readTargetOption(options) };
    if (await printItem(asked, ways)) return EXIT.done;
    const isFile = asked === '-' || (asked !== '' && existsSync(asked));
    const told: readonly Told[] = isFile
      ? (await fromFile(asked, topic, context)).map((mail) => ({ mail, belongs: undefined, deliveries: [] }))
      : [await fromStore(asked, ways)];
    const { jsonLine } = await import('../json.ts');
    const { whyObject, whyText } = await import('../why-told.ts');
    const { whyDeliveryObjects, whyDeliveryText } = await import('../why-delivery-told.ts');
    for (const { mail, belongs, deliveries } of told) {
      context.print(
        options.json === true
          ? jsonLine({ ...whyObject(mail, belongs), deliveries: whyDeliveryObjects(deliveries) })
          : whyText(mail, topic, belongs, context) + whyDeliveryText(deliveries, context),
      );
    }
    return EXIT.done;
  },
};

/** What a question is answered with. */
type Ways = {
  readonly catalog: Catalog;
  readonly options: OptionValues;
  readonly context: CliContext;
  /** Canonical text; undefined: all targets. */
  readonly target: string | undefined;
};

function readTargetOption(options: OptionValues): string | undefined {
  const text = textOption(options, 'target');
  if (text === undefined) return undefined;
  const read = readTarget(text);
  if ('wrong' in read) throw new UsageError(`--target: ${read.wrong}`);
  return read.text;
}

/** A CVE, a commit, a release or an article: false where the words name none that is stored. */
async function printItem(asked: string, { catalog, options, context, target }: Ways): Promise<boolean> {
  const { findItem, namesItem } = await import('../../pipeline/find-item.ts');
  const { hasStore, withStore } = await import('../wiring.ts');
  const isAddress = /^https?:\/\//i.test(asked);
  if (!(isAddress || namesItem(asked)) || !hasStore(context, options)) return false;
  const { askDeliveries } = await import('../ask-deliveries.ts');
  const told = await withStore(context, options, async (store) => {
    const known = findItem(store, asked);
    if (!known) return undefined;
    const { kind, id } = known.item;
    return {
      known,
      deliveries: await askDeliveries(context, options, catalog, store, { item: { kind, id }, target }),
    };
  });
  if (!told) {
    if (isAddress) return false;
    throw new UserError(`the store has no ${asked} yet: \`lorewatch sources\` tells what is followed`);
  }
  const { itemObject, itemText } = await import('../item-told.ts');
  const { whyDeliveryObjects, whyDeliveryText } = await import('../why-delivery-told.ts');
  const { jsonLine } = await import('../json.ts');
  const { known, deliveries } = told;
  context.print(
    options.json === true
      ? jsonLine({ ...itemObject(known), deliveries: whyDeliveryObjects(deliveries) })
      : itemText(known, catalog.topic, context) + whyDeliveryText(deliveries, context),
  );
  return true;
}

type Told = {
  readonly mail: Explained;
  readonly belongs: Belongs | undefined;
  readonly deliveries: readonly WhyDelivery[];
};

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

async function fromStore(asked: string, ways: Ways): Promise<Told> {
  const { options, context } = ways;
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
  const known = isNew ? undefined : await askStore(id, ways);
  if (known) return known;
  const fetched = await fetchMissing(asked, options, context);
  const told = fetched ? await askStore(id, ways) : undefined;
  if (told) return told;
  throw new UserError(
    `the store has no mail ${id}: import the archive that holds it, or give the mail as a link or a file`,
  );
}

/** undefined where the store does not have it. */
async function askStore(id: MessageId, ways: Ways): Promise<Told | undefined> {
  const { catalog, options, context, target } = ways;
  const { withStore } = await import('../wiring.ts');
  const { askWhy } = await import('../../commands/why.ts');
  const { fetchBlobs } = await import('../../sources/archive/bodies.ts');
  const { askDeliveries } = await import('../ask-deliveries.ts');
  const { topic, endpoints } = catalog;
  return withStore(context, options, async (store): Promise<Told | undefined> => {
    const deps = { store, topic, lore: endpoints.lore, now: context.now, fetchBodies: fetchBlobs };
    const told = await askWhy(deps, id);
    if (!told) return undefined;
    const { mail, series, milestones } = told;
    const deliveries = await askDeliveries(context, options, catalog, store, { messageId: id, target });
    return { mail, belongs: { series, milestones }, deliveries };
  });
}
