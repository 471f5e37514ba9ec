import type { LoreEntry } from '../../parse/lore/atom.ts';
import type { ArchiveReader, RawMail } from '../../ports/archive.ts';
import type { Fetched } from '../../ports/source.ts';
import { type Listing, OVERLAP, startOf } from './listing.ts';
import type { ListMemory } from './memory.ts';
import { fetchRaw, type RawBytes, rawUrl } from './raw.ts';
import { askInTurn, type Failed, type Try } from './try.ts';

/** Mails of one try: a server is asked once a second, and a try has to come to its end. The next goes on. */
const MAX_MAILS = 300;
/** Mails of one piece. */
const PIECE = 20;
/** Ids that are remembered as read. */
const MAX_SEEN = 6000;
/** A mail that could not be had so often is given up; git brings it when it works again. */
const MAX_TRIES = 3;

type Wanted = { readonly id: string; readonly date: number; readonly tries: number };

/** What a try knows of its mails so far. */
type Progress = {
  readonly seen: Set<string>;
  /** Not had yet, with how often it was tried. */
  readonly waiting: Map<string, number>;
  /** Given up. */
  readonly lost: string[];
  /** Mails that were had in this try: the server as such works. */
  had: number;
};

/**
 * Fetches the mails of a listing one by one, oldest first, and gives them to be read with what is remembered
 * of them. The time up to which all is known moves when all of the listing was had. Returns the failure that
 * ended it.
 */
export async function* fetchListed(
  current: Try,
  listing: Listing,
  memory: ListMemory,
): AsyncGenerator<Fetched, Failed | undefined> {
  const wanted = wantedOf(current, listing);
  const progress: Progress = {
    seen: new Set(memory.seen),
    waiting: new Map(memory.waiting),
    lost: [],
    had: 0,
  };
  const remember = (): ListMemory => {
    const { seen, waiting } = progress;
    return { ...memory, seen: [...seen].slice(-MAX_SEEN), waiting: [...waiting].slice(-MAX_SEEN) };
  };
  let failure: Failed | undefined;
  for (let at = 0; at < Math.min(wanted.length, MAX_MAILS) && !failure; at += PIECE) {
    const what = `${current.plan.list}: mail by mail`;
    current.context.onProgress({ done: at, total: wanted.length, what });
    const piece = await fetchPiece(current, wanted.slice(at, Math.min(at + PIECE, MAX_MAILS)), progress);
    failure = piece.failure;
    if (piece.mails.length > 0) {
      yield { what: 'archive', reader: readerOf(current, piece.mails), memory: remember() };
    }
  }
  const complete = failure === undefined && wanted.length <= MAX_MAILS;
  yield { what: 'items', items: [], memory: complete ? settle(current, listing, remember()) : remember() };
  const { lost } = progress;
  if (lost.length > 0) {
    const why = `${current.plan.list}: told of, but not to be had: ${lost.slice(0, 10).join(' ')}`;
    yield { what: 'lost', count: lost.length, why };
  }
  return failure;
}

async function fetchPiece(
  current: Try,
  wanted: readonly Wanted[],
  progress: Progress,
): Promise<{ readonly mails: readonly RawMail[]; readonly failure: Failed | undefined }> {
  const { context, plan } = current;
  const mails: RawMail[] = [];
  for (const one of wanted) {
    const answer = await askInTurn(current, (base) =>
      fetchRaw(context.http, rawUrl(base, plan.list, one.id), context.signal),
    );
    if (answer.kind === 'mails') {
      progress.had++;
      progress.seen.add(one.id);
      progress.waiting.delete(one.id);
      mails.push(...answer.mails.map((mail) => rawMail(mail, one)));
      continue;
    }
    if (answer.next === 'nothing' || context.signal.aborted) return { mails, failure: answer };
    putOff(one, answer, progress);
    if (!answer.missing) return { mails, failure: answer };
  }
  return { mails, failure: undefined };
}

/**
 * One that cannot be had must not stand in the way of the others: it is asked for last from now on, and given up
 * when the fault is its own (it is missing, or the server gives others and not this one) a few times.
 */
function putOff({ id, tries }: Wanted, { missing }: Failed, { seen, waiting, lost, had }: Progress): void {
  const counted = tries + (missing || had > 0 ? 1 : 0);
  waiting.delete(id);
  if (counted < MAX_TRIES) {
    waiting.set(id, counted);
    return;
  }
  seen.add(id);
  lost.push(id);
}

/** Those that are new, then those that were tried before. */
function wantedOf({ memory }: Try, { entries }: Listing): Wanted[] {
  const known = new Set([...memory.seen, ...memory.waiting.map(([id]) => id)]);
  const dates = new Map(entries.map(({ messageId, updated = 0 }) => [messageId as string, updated]));
  const fresh = [...dates]
    .filter(([id]) => !known.has(id))
    .map(([id, date]) => ({ id, date, tries: 0 }))
    .sort((one, other) => one.date - other.date);
  return [...fresh, ...memory.waiting.map(([id, tries]) => ({ id, tries, date: dates.get(id) ?? 0 }))];
}

/** All was had: the next time begins where this listing ends; what is older need not be remembered. */
function settle(current: Try, { entries }: Listing, memory: ListMemory): ListMemory {
  const now = current.context.now();
  const newest = Math.max(startOf(current) + OVERLAP, ...entries.map(({ updated }) => updated ?? 0));
  const until = Math.min(newest, now);
  const young = new Set(
    entries.filter((entry) => isYoung(entry, until)).map(({ messageId }) => messageId as string),
  );
  return { ...memory, until, seen: memory.seen.filter((id) => young.has(id)) };
}

function isYoung({ updated }: LoreEntry, until: number): boolean {
  return updated === undefined || updated >= until - 2 * OVERLAP;
}

function rawMail({ bytes, cut }: RawBytes, { id, date }: Wanted): RawMail {
  const cursor = { position: id, date, subject: '' };
  return { bytes, cut, blob: null, arrived: date, removal: false, cursor, place: id };
}

/** Mails that were fetched already; what holds them is the list's place on the server. */
function readerOf({ plan, endpoints }: Try, mails: readonly RawMail[]): ArchiveReader {
  const locator = `${endpoints.lore}/${plan.list}/`;
  return {
    ref: { kind: 'eml', list: plan.list, locator, epoch: null },
    plan: async () => ({
      total: mails.length,
      present: undefined,
      end: undefined,
      mails: async function* () {
        yield mails;
      },
    }),
  };
}
