import type { Article } from '../../../src/domain/item/article.ts';
import type { BrokenItem } from '../../../src/domain/item/item.ts';
import type { Trouble } from '../../../src/domain/source/state.ts';
import type { Fetched, Memory, Source } from '../../../src/ports/source.ts';
import { testHttp } from '../http/client.ts';

export type Tried = {
  readonly articles: readonly Article[];
  readonly broken: readonly BrokenItem[];
  readonly memory: Memory | undefined;
  readonly trouble: Trouble | undefined;
  readonly gap: string | undefined;
  readonly pieces: readonly Fetched[];
};

export type TryOptions = {
  readonly memory?: Memory | undefined;
  readonly now?: number;
  readonly since?: number;
  /** Stops after so many pieces, as a process that is killed. */
  readonly pieces?: number;
  /** Hosts that a stranger's link may lead to. */
  readonly allowPrivate?: readonly string[];
};

/** One try of a source, with what it gave in one place. The memory goes through JSON, as the store's does. */
export async function tryNews(source: Source, options: TryOptions = {}): Promise<Tried> {
  const http = testHttp(options.allowPrivate ? { allowPrivate: options.allowPrivate } : {});
  const pieces: Fetched[] = [];
  try {
    const context = {
      http,
      memory: options.memory,
      now: () => options.now ?? Date.UTC(2031, 2, 5),
      since: options.since ?? 0,
      signal: new AbortController().signal,
      folder: '/nonexistent',
      onProgress: () => undefined,
    };
    for await (const piece of source.fetch(context)) {
      pieces.push(piece);
      if (pieces.length === options.pieces) break;
    }
  } finally {
    await http.close();
  }
  return { ...gather(pieces, options.memory), pieces };
}

function gather(pieces: readonly Fetched[], before: Memory | undefined): Omit<Tried, 'pieces'> {
  const articles: Article[] = [];
  const broken: BrokenItem[] = [];
  let memory = before;
  let trouble: Trouble | undefined;
  let gap: string | undefined;
  for (const piece of pieces) {
    if (piece.what === 'trouble') trouble = piece.trouble;
    if (piece.what === 'gap') gap = piece.why;
    if (piece.what !== 'items') continue;
    if (piece.memory) memory = JSON.parse(JSON.stringify(piece.memory));
    for (const item of piece.items) {
      if (item.kind === 'article') articles.push(item);
      else if (item.kind === 'broken') broken.push(item);
    }
  }
  return { articles, broken, memory, trouble, gap };
}
