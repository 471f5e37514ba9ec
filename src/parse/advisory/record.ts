import type { Buffer } from 'node:buffer';
import type { Advisory } from '../../domain/item/advisory.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import { MAX_FILES, toCveId, toDescription, toFiles, toTitle } from './bounds.ts';
import { readFixes } from './fixes.ts';
import { readScore } from './score.ts';
import { at, englishAt, listAt, textAt } from './shape.ts';
import { titleOf, urlOf } from './words.ts';

/** The largest real record has some hundred kilobytes. */
export const MAX_RECORD = 4 << 20;

/**
 * Reads a CVE record (CVE JSON record format 5.x: the 5.1.1 of vulns.git, which has no dates, the 5.2 of
 * cvelistV5). What others added to it (`adp`) counts for the score only. Fields that nobody knows are passed over.
 * `place` names it where it is broken.
 */
export function parseRecord(bytes: Buffer, place: string): Advisory | BrokenItem {
  if (bytes.length > MAX_RECORD) return broken(place, `it has more than ${MAX_RECORD >> 20} MiB`);
  let record: unknown;
  try {
    record = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return broken(place, 'it is no JSON');
  }
  const version = textAt(record, 'dataVersion');
  if (version === undefined || !version.startsWith('5.')) {
    return broken(place, `it is no CVE record of format 5: dataVersion is ${shown(version)}`);
  }
  const id = toCveId(textAt(record, 'cveMetadata', 'cveId'));
  if (id === undefined) {
    return broken(place, `its cveId is no id: ${shown(textAt(record, 'cveMetadata', 'cveId'))}`);
  }
  const state = textAt(record, 'cveMetadata', 'state');
  if (state === 'PUBLISHED') return readPublished(id, record, place);
  if (state === 'REJECTED') return readRejected(id, record);
  return broken(place, `it is neither published nor rejected: its state is ${shown(state)}`);
}

function readPublished(id: string, record: unknown, place: string): Advisory | BrokenItem {
  const cna = at(record, 'containers', 'cna');
  const said = englishAt(cna, 'descriptions');
  const title = toTitle(textAt(cna, 'title')) || titleOf(said ?? '');
  if (title === '') return broken(place, 'it has neither a title nor a description');
  const affected = listAt(cna, MAX_FILES, 'affected');
  return {
    kind: 'advisory',
    id,
    state: 'published',
    title,
    description: toDescription(said),
    files: toFiles(
      affected.flatMap((entry) => listAt(entry, MAX_FILES, 'programFiles').map((one) => textAt(one))),
    ),
    ...readFixes(cna),
    score: readScore([cna, ...listAt(record, 50, 'containers', 'adp')]),
    ...readDates(record),
    url: urlOf(id),
  };
}

/** Such a record has its reasons and nothing else; its title is ''. */
function readRejected(id: string, record: unknown): Advisory {
  const cna = at(record, 'containers', 'cna');
  return {
    kind: 'advisory',
    id,
    state: 'rejected',
    title: toTitle(textAt(cna, 'title')),
    description: toDescription(englishAt(cna, 'rejectedReasons')),
    files: [],
    fixes: [],
    introduced: [],
    score: undefined,
    ...readDates(record),
    url: urlOf(id),
  };
}

function readDates(record: unknown): Pick<Advisory, 'published' | 'updated'> {
  const told = at(record, 'cveMetadata');
  return { published: toTime(textAt(told, 'datePublished')), updated: toTime(textAt(told, 'dateUpdated')) };
}

/** RFC 3339; without a zone it is UTC, as the format's schema has it. */
function toTime(written: string | undefined): number | undefined {
  if (written === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(written)) return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(written) ? written : `${written}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function shown(value: string | undefined): string {
  return value === undefined ? 'missing' : JSON.stringify(value.slice(0, 40));
}

function broken(place: string, why: string): BrokenItem {
  return { kind: 'broken', place, why };
}
