import type { Validators } from '../../ports/http.ts';
import type { Memory } from '../../ports/source.ts';

/** What is between the oldest commit that was seen and the newest that was known before it. */
export type CommitGap = {
  /** The feed is asked on from this commit. */
  readonly from: string;
  /** Ids of which one ends it. */
  readonly known: readonly string[];
  /** ms */
  readonly since: number;
  /** Pages asked for so far. */
  readonly pages: number;
};

export type CommitsMemory = {
  readonly validators: Validators | undefined;
  /** Ids of the newest page. */
  readonly page: readonly string[];
  readonly gap: CommitGap | undefined;
};

const OID = /^[0-9a-f]{40}$/;

/** What was remembered; junk is forgotten. */
export function recall(memory: Memory | undefined): CommitsMemory {
  const { validators, page, gap } = memory ?? {};
  return {
    validators: isRecord(validators)
      ? { etag: textIn(validators.etag), lastModified: textIn(validators.lastModified) }
      : undefined,
    page: idsIn(page),
    gap: gapIn(gap),
  };
}

export function remember({ validators, page, gap }: CommitsMemory): Memory {
  return { validators, page, gap };
}

function gapIn(value: unknown): CommitGap | undefined {
  if (!isRecord(value)) return undefined;
  const { from, known, since, pages } = value;
  if (typeof from !== 'string' || !OID.test(from)) return undefined;
  if (typeof since !== 'number' || typeof pages !== 'number') return undefined;
  return { from, known: idsIn(known), since, pages };
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string' && OID.test(id)) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
