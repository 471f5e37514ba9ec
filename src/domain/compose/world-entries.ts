import type { DigestEntry, SectionId } from '../digest.ts';
import type { Advisory } from '../item/advisory.ts';
import type { Item, KnownItem } from '../item/item.ts';
import type { Release } from '../item/release.ts';
import type { Story } from '../item/story.ts';
import { itemDate, itemTitle } from '../item/subject.ts';
import { keyOf } from '../thread.ts';
import { figure } from './figure.ts';

/** A release with the subjects of its commits that are about the topic. */
export type ToldRelease = { readonly known: KnownItem<Release>; readonly about: readonly string[] };

/** What a period brought beside mail. */
export type World = {
  /** The topic in a sentence: "Rust". */
  readonly topic: string;
  readonly releases: readonly ToldRelease[];
  readonly advisories: readonly KnownItem<Advisory>[];
  /** Each with the articles that were known at the period's end. */
  readonly stories: readonly Story[];
};

export const NO_WORLD: World = { topic: '', releases: [], advisories: [], stories: [] };

/** An entry, the section where a reader looks for it, and its time (ms). */
export type Told = {
  readonly section: SectionId;
  readonly entry: DigestEntry;
  readonly time: number;
  /** By which a story in the press finds it: of mails, of a CVE. */
  readonly keys: readonly number[];
};

export const MAX_EVIDENCE = 4;
const MAX_VERSIONS = 4;
const MAX_SUBJECT = 60;

/** Releases and CVEs as entries; a CVE that a milestone tells of already is told once. */
export function worldEntries(
  { topic, releases, advisories }: World,
  milestones: readonly DigestEntry[],
): Told[] {
  const isTold = ({ item }: KnownItem<Advisory>): boolean =>
    milestones.some(({ title }) => title.includes(item.id));
  return [
    ...releases.map((release) => tellRelease(release, topic)),
    ...advisories.filter((known) => !isTold(known)).map(tellAdvisory),
  ];
}

function tellRelease({ known, about }: ToldRelease, topic: string): Told {
  const { id, moniker, url, log, code } = known.item;
  const facts = [
    ...(log ? [`${log.about.length} of ${figure(log.commits)} commits about ${topic}`] : []),
    ...(code ? [codeWords(code, topic)] : []),
  ];
  const [first] = about;
  const more = about.length > 1 ? `; and ${about.length - 1} more` : '';
  const time = itemDate(known);
  const entry: DigestEntry = {
    ...blankEntry(known),
    url: url ?? '',
    author: { name: 'kernel.org', email: '' },
    areas: [moniker],
    state: facts.join('; ') || null,
    change: first === undefined ? null : `${first.slice(0, MAX_SUBJECT)}${more}`,
    steps: [{ what: 'released', date: iso(time), url: url ?? '' }],
    id: `release:${id}`,
  };
  return { section: 'releases', entry, time, keys: [] };
}

/** "482 files, 98,213 lines of Rust". */
function codeWords({ files, lines }: NonNullable<Release['code']>, topic: string): string {
  const size = lines === undefined ? '' : `, ${figure(lines)} lines`;
  return `${figure(files)} files${size} of ${topic}`;
}

function tellAdvisory(known: KnownItem<Advisory>): Told {
  const { id, url, state, published } = known.item;
  const time = itemDate(known);
  const entry: DigestEntry = {
    ...blankEntry(known),
    id: `advisory:${id}`,
    url,
    author: { name: 'kernel CVE team', email: '' },
    state: state === 'rejected' ? 'rejected' : standing(known.item),
    steps: [{ what: published === undefined ? 'known' : 'published', date: iso(time), url }],
  };
  return { section: 'security', entry, time, keys: [keyOf(id)] };
}

/** "CVSS 7.8 high, fixed in 6.18.1, 6.19"; the lowest versions first, as they are told. */
function standing({ fixes, score }: Advisory): string | null {
  const versions = [...new Set(fixes.flatMap(({ version }) => version ?? []))];
  const shown = versions.slice(0, MAX_VERSIONS).join(', ');
  const more = versions.length > MAX_VERSIONS ? ` and ${versions.length - MAX_VERSIONS} more` : '';
  const fixed =
    versions.length > 0 ? `fixed in ${shown}${more}` : fixes.length > 0 ? 'fixed' : 'no fix known';
  return score ? `CVSS ${score.base} ${score.severity.toLowerCase()}, ${fixed}` : fixed;
}

/** Of what is no mail most fields are empty. */
export function blankEntry({ item, verdict, areas }: KnownItem<Item>): DigestEntry {
  return {
    id: item.id,
    title: itemTitle(item),
    url: '',
    author: { name: '', email: '' },
    category: verdict.category,
    areas,
    revision: null,
    rfc: false,
    resend: false,
    parts: null,
    diff: null,
    tags: [],
    replies: 0,
    people: 0,
    state: null,
    change: null,
    series: null,
    steps: [],
    milestone: null,
    lists: [],
    evidence: verdict.evidence.slice(0, MAX_EVIDENCE),
  };
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
