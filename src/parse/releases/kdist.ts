import type { BrokenItem } from '../../domain/item/item.ts';
import type { Release } from '../../domain/item/release.ts';
import { readMarkup } from '../commits/markup.ts';
import { parseDate } from '../mail/dates.ts';
import { isMoniker, isVersion, linkIn, MAX_ROWS, type ReleasesRead } from './row.ts';

/**
 * Reads kernel.org's feeds/kdist.xml (RSS 2.0). Its links are all the same, so a release is what its guid says:
 * `kernel.org,<moniker>,<version>,<date>`. The table in the description tells the end of life and the changelog.
 */
export function parseKdist(text: string): ReleasesRead {
  const markup = readMarkup(text, 'rss');
  if (markup.kind === 'refused') return markup;
  const { find } = markup;
  if (find('channel').length === 0) return { kind: 'refused', why: 'it is a feed without a channel' };
  const releases: Release[] = [];
  const broken: BrokenItem[] = [];
  for (const [at, item] of find('channel > item').toArray().slice(0, MAX_ROWS).entries()) {
    const field = (name: string): string => find(item).children(name).first().text().trim();
    const release = readItem(field('guid'), field('title'), field('description'), field('pubDate'));
    if (typeof release !== 'string') releases.push(release);
    else broken.push({ kind: 'broken', place: `kdist.xml, item ${at + 1}`, why: release });
  }
  return { kind: 'read', releases, broken };
}

function readItem(guid: string, title: string, table: string, stamp: string): Release | string {
  const [host, moniker, version, day = ''] = guid.slice(0, 400).split(',');
  if (host !== 'kernel.org' || !isVersion(version)) return 'its guid names no version';
  if (!isMoniker(moniker)) return `${version} has no moniker`;
  const date = parseDate(stamp) ?? (/^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN);
  return {
    kind: 'release',
    id: version,
    moniker,
    date: Number.isNaN(date) ? undefined : date,
    eol: /\(EOL\)/.test(title.slice(0, 400)) || /\(EOL\)/.test(table.slice(0, 20_000)),
    changelog: linked(table, /href="([^"\s]{1,400}\/ChangeLog-[^"\s/]{1,80})"/),
    url: linked(table, /href="([^"\s]{1,400})"/),
    log: undefined,
  };
}

function linked(table: string, link: RegExp): string | undefined {
  return linkIn(link.exec(table.slice(0, 20_000))?.[1]);
}
