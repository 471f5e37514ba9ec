import type { Release } from '../../domain/item/release.ts';
import type { Validators } from '../../ports/http.ts';
import type { Memory } from '../../ports/source.ts';

/** A release whose changelog is still to be read. Times in ms. */
export type Waiting = {
  readonly release: Release;
  readonly tries: number;
  readonly first: number;
  /** Not before this. */
  readonly next: number;
  /** Nobody lists it: a release is between two that are known, or before one. */
  readonly inferred: boolean;
  /** Of interest only where it was released at or after this, and so are those before it. */
  readonly backTo: number | undefined;
};

export type ReleasesMemory = {
  readonly validators: Validators | undefined;
  /** Versions seen so far, with what was told of each: `stable EOL log`, moniker, end of life, changelog. */
  readonly known: Readonly<Record<string, string>>;
  readonly waiting: readonly Waiting[];
};

/** Some 400 versions come in a year. */
const MAX_KNOWN = 4000;

/** What was remembered; junk is forgotten. */
export function recall(memory: Memory | undefined): ReleasesMemory {
  const { validators, known, waiting } = memory ?? {};
  return {
    validators: isRecord(validators)
      ? { etag: textIn(validators.etag), lastModified: textIn(validators.lastModified) }
      : undefined,
    known: isRecord(known)
      ? Object.fromEntries(Object.entries(known).map(([version, told]) => [version, String(told)]))
      : {},
    waiting: Array.isArray(waiting) ? waiting.filter(isWaiting) : [],
  };
}

export function remember({ validators, known, waiting }: ReleasesMemory): Memory {
  return { validators, known: Object.fromEntries(Object.entries(known).slice(-MAX_KNOWN)), waiting };
}

export function toldOf({ moniker, eol, changelog }: Release): string {
  return `${moniker}${eol ? ' EOL' : ''}${changelog === undefined ? '' : ' log'}`;
}

function isWaiting(value: unknown): value is Waiting {
  if (!isRecord(value) || !isRecord(value.release)) return false;
  const { release, tries, first, next } = value;
  return (
    typeof release.id === 'string' &&
    typeof release.changelog === 'string' &&
    [tries, first, next].every((one) => typeof one === 'number')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
