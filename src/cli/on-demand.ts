import { readMailReference } from '../domain/links.ts';
import { UserError } from '../ports/errors.ts';
import type { OptionValues } from './command.ts';
import { type CliContext, tell } from './context.ts';

/** The name of the list in a link to a mail: `https://host/LIST/ID/`. */
const LIST = /^https?:\/\/[^/\s]+\/([A-Za-z0-9][\w.-]{0,99})\/[^/\s]+/;

/**
 * Fetches the thread of a mail that the store does not have, where it was named by a link: from the server of the
 * configuration, whatever the link says. False where the question names no link. Throws UserError where the mail
 * cannot be had.
 */
export async function fetchMissing(
  asked: string,
  options: OptionValues,
  context: CliContext,
): Promise<boolean> {
  const messageId = readMailReference(asked);
  if (messageId === undefined || !asked.includes('://')) return false;
  const { dataFolder, readCatalog } = await import('./wiring.ts');
  const { openHttp } = await import('./network.ts');
  const { fetchThread } = await import('../sources/list/on-demand.ts');
  const { createThreadReader } = await import('../sources/list/thread-reader.ts');
  const { fetchBlobs } = await import('../sources/archive/bodies.ts');
  const { ingest } = await import('../pipeline/ingest.ts');
  const { openStore } = await import('../store/sqlite/store.ts');
  const catalog = await readCatalog(context, options);
  const named = LIST.exec(asked)?.[1];
  // `/r/ID` leads to a mail, wherever it is.
  const list = named === undefined || named === 'r' ? 'all' : named;
  const http = await openHttp(context, catalog);
  try {
    const answer = await fetchThread(http, catalog.endpoints, { messageId, list });
    if (answer.kind === 'failed') {
      const what = answer.missing ? 'there is no such mail on the server either' : answer.why;
      throw new UserError(`the mail ${messageId} is not stored, and it could not be fetched: ${what}`);
    }
    const reader = createThreadReader(catalog.endpoints.lore, list, answer.mbox);
    const store = openStore(dataFolder(context, options), 'write', context.now);
    try {
      const deps = { store, topic: catalog.topic, fetchBodies: fetchBlobs };
      // Nobody wants to be told of a thread because somebody looked at it.
      const { read } = await ingest(deps, reader, {
        count: false,
        onProgress: () => undefined,
        as: 'history',
      });
      tell(context, `it was not stored yet: fetched its thread, ${read === 1 ? '1 mail' : `${read} mails`}`);
    } finally {
      store.close();
    }
    return true;
  } finally {
    await http.close();
  }
}
