import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Commit } from '../../../src/domain/item/commit.ts';
import type { BrokenItem, Item } from '../../../src/domain/item/item.ts';
import type { Release } from '../../../src/domain/item/release.ts';
import type { Fetched, Memory, Source } from '../../../src/ports/source.ts';
import { createHttp } from '../../../src/sources/http/client.ts';

export type Tried = {
  readonly pieces: readonly Fetched[];
  readonly items: readonly (Item | BrokenItem)[];
  readonly releases: readonly Release[];
  readonly commits: readonly Commit[];
  readonly broken: readonly BrokenItem[];
  /** As the store would have it afterwards. */
  readonly memory: Memory | undefined;
  readonly trouble: string | undefined;
};

/** Tries a source as the pipeline does; the memory goes through JSON, as through the store. */
export async function trySource(
  source: Source,
  options: {
    readonly memory?: Memory | undefined;
    readonly now: number;
    readonly since?: number;
    readonly folder?: string;
    /** Ends the try after so many pieces, as a killed process would. */
    readonly pieces?: number;
  },
): Promise<Tried> {
  const http = createHttp({ userAgent: 'lorewatch/test (+https://example.org)', pause: 0 });
  const pieces: Fetched[] = [];
  let memory = options.memory;
  try {
    for await (const piece of source.fetch({
      http,
      memory,
      now: () => options.now,
      since: options.since ?? 0,
      signal: new AbortController().signal,
      folder: options.folder ?? join(tmpdir(), 'lorewatch-no-folder'),
      onProgress: () => undefined,
    })) {
      pieces.push(piece);
      if (piece.what === 'items' && piece.memory) memory = JSON.parse(JSON.stringify(piece.memory));
      if (pieces.length === options.pieces) break;
    }
  } finally {
    await http.close();
  }
  const items = pieces.flatMap((piece) => (piece.what === 'items' ? piece.items : []));
  const trouble = pieces.find((piece) => piece.what === 'trouble');
  return {
    pieces,
    items,
    releases: items.filter((item) => item.kind === 'release'),
    commits: items.filter((item) => item.kind === 'commit'),
    broken: items.filter((item) => item.kind === 'broken'),
    memory,
    trouble: trouble?.what === 'trouble' ? trouble.trouble.why : undefined,
  };
}
