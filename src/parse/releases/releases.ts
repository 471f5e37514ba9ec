import type { BrokenItem } from '../../domain/item/item.ts';
import type { Release } from '../../domain/item/release.ts';
import { isMoniker, isVersion, linkIn, MAX_ROWS, type ReleasesRead } from './row.ts';

type Row = { readonly [field: string]: unknown };

/**
 * Reads kernel.org's releases.json. A row needs a moniker and a version; all else may be null or missing, as it is
 * for release candidates and linux-next. A row without them is broken, the others are read. What is no such list at
 * all (a page, another JSON) is refused.
 */
export function parseReleases(text: string): ReleasesRead {
  const list = readList(text);
  if (typeof list === 'string') return { kind: 'refused', why: list };
  const releases: Release[] = [];
  const broken: BrokenItem[] = [];
  for (const [at, row] of list.slice(0, MAX_ROWS).entries()) {
    const release = readRow(row);
    if (typeof release !== 'string') releases.push(release);
    else broken.push({ kind: 'broken', place: `releases.json, row ${at + 1}`, why: release });
  }
  if (list.length > MAX_ROWS) {
    broken.push({
      kind: 'broken',
      place: 'releases.json',
      why: `rows behind the first ${MAX_ROWS} were left out`,
    });
  }
  return { kind: 'read', releases, broken };
}

/** The rows; a string is the reason why there are none. */
function readList(text: string): readonly unknown[] | string {
  if (/^\uFEFF?\s{0,1000}</.test(text)) return 'it is an HTML page, not JSON';
  let told: unknown;
  try {
    told = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return 'it is no JSON';
  }
  const rows = isRow(told) ? told.releases : undefined;
  return Array.isArray(rows) ? rows : 'it has no list of releases';
}

function readRow(row: unknown): Release | string {
  if (!isRow(row)) return 'it is no row of a release';
  if (!isVersion(row.version)) return 'it has no version';
  if (!isMoniker(row.moniker)) return `${row.version} has no moniker`;
  return {
    kind: 'release',
    id: row.version,
    moniker: row.moniker,
    date: readDate(row.released),
    eol: row.iseol === true,
    changelog: linkIn(row.changelog),
    url: linkIn(row.gitweb) ?? linkIn(row.diffview) ?? linkIn(row.source),
    log: undefined,
  };
}

/** `{timestamp, isodate}`; the second is the day of the first. */
function readDate(released: unknown): number | undefined {
  if (!isRow(released)) return undefined;
  const { timestamp, isodate } = released;
  if (typeof timestamp === 'number' && timestamp > 0 && timestamp < 1e11) return Math.round(timestamp * 1000);
  if (typeof isodate !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(isodate)) return undefined;
  const date = Date.parse(isodate.slice(0, 40));
  return Number.isNaN(date) ? undefined : date;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
