import type { Memory } from '../../ports/source.ts';

/** How far a clone was told. Commit ids. */
export type CloneMemory = {
  readonly url: string;
  readonly branch: string;
  readonly tip: string;
  /** The newest release whose commits were told as its own. */
  readonly tagged: string | undefined;
};

const OID = /^[0-9a-f]{40}$/;

/** What was told of this very branch; undefined where nothing was. */
export function recall(memory: Memory | undefined, url: string, branch: string): CloneMemory | undefined {
  const { tip, tagged } = memory ?? {};
  if (memory?.url !== url || memory.branch !== branch || !isOid(tip)) return undefined;
  return { url, branch, tip, tagged: isOid(tagged) ? tagged : undefined };
}

export function remember({ url, branch, tip, tagged }: CloneMemory): Memory {
  return { url, branch, tip, tagged };
}

function isOid(value: unknown): value is string {
  return typeof value === 'string' && OID.test(value);
}
