import type { BrokenItem, Item } from '../domain/item/item.ts';
import type { Trouble } from '../domain/source/state.ts';
import { UserError } from '../ports/errors.ts';
import type { FetchContext, Fetched, Source } from '../ports/source.ts';
import type { KnownAs } from '../ports/store.ts';
import { rememberAnnounced } from './announced.ts';
import { judgeAgain } from './hindsight.ts';
import { ingest } from './ingest.ts';
import type { JudgeItems } from './items.ts';
import { sourceKnownAs } from './known-as.ts';
import type { RunDeps } from './run-deps.ts';
import type { GainsCounter } from './run-report.ts';
import { makeStoppable } from './stoppable.ts';
import { untilStopped } from './until-stopped.ts';

/** What a try has told so far. */
export type Take = {
  readonly gains: GainsCounter;
  gap: string | undefined;
  route: string | undefined;
  /** Why it comes in by that way; undefined where nothing was said of it. */
  routeWhy: string | undefined;
};

/** How a walk ended: all was told, it failed, or it was told to stop. */
export type Ended = 'whole' | 'stopped' | Trouble;

const UNEXPECTED: Trouble = { why: 'something unexpected, a mistake of the program: the log tells more' };

/**
 * Asks a source for piece after piece and stores each before the next one. Ends when the signal says so, even
 * where the source does not listen to it.
 */
export async function walkPieces(
  deps: RunDeps,
  source: Source,
  context: FetchContext,
  take: Take,
): Promise<Ended> {
  const { signal } = context;
  const as = sourceKnownAs(deps.store.sourceState(source.id), deps.now());
  const ways: Ways = { context, take, judge: deps.createJudge(), as };
  try {
    for await (const piece of untilStopped(source.fetch(context), signal)) {
      const trouble = await takePiece(deps, source.id, piece, ways);
      if (signal.aborted) break;
      if (trouble !== undefined) return trouble;
    }
    return signal.aborted ? 'stopped' : 'whole';
  } catch (error) {
    if (signal.aborted) return 'stopped';
    if (error instanceof UserError) return { why: error.message };
    deps.onMistake(source.id, error);
    return UNEXPECTED;
  }
}

type Ways = {
  readonly context: FetchContext;
  readonly take: Take;
  readonly judge: JudgeItems;
  readonly as: KnownAs;
};

/** Gives why the try failed with it, where it did. */
async function takePiece(
  deps: RunDeps,
  source: string,
  piece: Fetched,
  ways: Ways,
): Promise<Trouble | undefined> {
  const { take } = ways;
  switch (piece.what) {
    case 'archive':
      return takeArchive(deps, source, piece, ways);
    case 'items':
      takeItems(deps, source, piece, ways);
      return undefined;
    case 'gap':
      take.gap = piece.why;
      return undefined;
    case 'route':
      take.route = piece.route;
      take.routeWhy = piece.why;
      return undefined;
    case 'lost':
      take.gains.addLost(piece.count, piece.why);
      return undefined;
    case 'trouble':
      return piece.trouble;
  }
}

/** An archive that broke off keeps what was read; its memory would say that all of it was. */
async function takeArchive(
  deps: RunDeps,
  source: string,
  { reader, memory }: Extract<Fetched, { what: 'archive' }>,
  { context, take, judge, as }: Ways,
): Promise<Trouble | undefined> {
  const stoppable = makeStoppable(reader, context.signal);
  const report = await ingest(deps, stoppable.reader, {
    count: true,
    onProgress: ({ read, total }) => context.onProgress({ done: read, total, what: 'mails' }),
    as,
  });
  const broke = stoppable.broke();
  const losses = report.losses.filter((loss) => loss !== broke?.message);
  take.gains.addArchive({ ...report, losses });
  const announced = report.added > 0 ? await rememberAnnounced(deps, source, judge, as) : undefined;
  if (announced) take.gains.addItems(announced);
  if (broke !== undefined) return { why: broke.message };
  if (memory !== undefined) deps.store.remind(source, memory);
  return undefined;
}

function takeItems(
  { store }: RunDeps,
  source: string,
  { items: told, memory }: Extract<Fetched, { what: 'items' }>,
  { take, judge, as }: Ways,
): void {
  const items: Item[] = [];
  const broken: BrokenItem[] = [];
  for (const item of told) {
    if (item.kind === 'broken') broken.push(item);
    else items.push(item);
  }
  const remembered = store.rememberItems({ source, items: judge(items), broken, memory, as });
  take.gains.addItems(remembered);
  judgeAgain(store, [...remembered.added, ...remembered.changed], judge, as);
}
