import type { Commit } from '../../domain/item/commit.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import type { Release } from '../../domain/item/release.ts';
import { ChangelogReader } from '../../parse/changelog/changelog.ts';
import { HttpBroken, type HttpStream } from '../../ports/http.ts';
import type { FetchContext, Fetched } from '../../ports/source.ts';
import { treeOf } from './version.ts';

/** How the reading of a changelog ended. `released`: what its own first commit says, ms. */
export type ChangelogOutcome =
  | { readonly kind: 'read'; readonly commits: number; readonly released: number | undefined }
  /** It is there and breaks off, by the look of it; what it has was given. */
  | {
      readonly kind: 'incomplete';
      readonly commits: number;
      readonly released: number | undefined;
      readonly why: string;
    }
  /** Older than it was asked for; nothing of it was given. */
  | { readonly kind: 'old' }
  | { readonly kind: 'missing'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfter: number | undefined };

const BATCH = 200;
/** The longest of a merge window has some 30 MB. */
const MAX_BYTES = 256 << 20;
const TIMEOUT = 20 * 60 * 1000;

type Piece = Commit | BrokenItem;

/** Where a changelog is read: its path, on the host that the configuration names. */
export function changelogUrl(changelog: string, cdn: string): string {
  return `${cdn}${new URL(changelog).pathname}`;
}

/**
 * Streams a changelog and gives its commits in batches; all of them, since what is about the topic is not ours to
 * tell. `backTo` (ms): of no interest where it was released before.
 */
export async function* readChangelog(
  { http, signal, onProgress }: FetchContext,
  release: Release,
  url: string,
  backTo: number | undefined,
): AsyncGenerator<Fetched, ChangelogOutcome> {
  const answer = await http.stream({
    url,
    trust: 'operator',
    accept: 'text/plain',
    maxBytes: MAX_BYTES,
    timeout: TIMEOUT,
    signal,
  });
  if (answer.kind !== 'ok') return failureOf(answer);
  const name = `ChangeLog-${release.id}`;
  const reader = new ChangelogReader({ tree: treeOf(release.id), release: release.id, name });
  let released: number | undefined;
  let batch: Piece[] = [];
  let done = 0;
  try {
    for await (const chunk of answer.chunks) {
      for (const piece of reader.push(chunk)) {
        released ??= releasedBy(piece, release.id);
        batch.push(piece);
      }
      if (backTo !== undefined && released !== undefined && released < backTo) return { kind: 'old' };
      if (batch.length < BATCH) continue;
      done += batch.length;
      onProgress({ done, total: undefined, what: name });
      yield { what: 'items', items: batch };
      batch = [];
    }
  } catch (error) {
    if (!(error instanceof HttpBroken)) throw error;
    return { kind: 'failed', why: error.message, retryAfter: undefined };
  }
  const { items, commits, incomplete } = reader.end();
  for (const piece of items) released ??= releasedBy(piece, release.id);
  if (backTo !== undefined && released !== undefined && released < backTo) return { kind: 'old' };
  if (commits > 0) yield { what: 'items', items: [...batch, ...items] };
  if (incomplete === undefined) return { kind: 'read', commits, released };
  return { kind: 'incomplete', commits, released, why: `${url}: ${incomplete}` };
}

function failureOf(answer: Exclude<HttpStream, { kind: 'ok' }>): ChangelogOutcome {
  if (answer.kind === 'missing') return { kind: 'missing', why: answer.why };
  if (answer.kind === 'unchanged') throw new Error('a changelog is not asked for with validators');
  return {
    kind: 'failed',
    why: answer.why,
    retryAfter: answer.kind === 'refused' ? answer.retryAfter : undefined,
  };
}

/** The commit that makes it a release is called `Linux X.Y.Z`. */
function releasedBy(piece: Piece, version: string): number | undefined {
  return piece.kind === 'commit' && piece.subject === `Linux ${version}` ? piece.date : undefined;
}
