import { describe, expect, it } from 'vitest';
import { joinPress } from '../../../src/domain/compose/press.ts';
import { type Told, worldEntries } from '../../../src/domain/compose/world-entries.ts';
import type { Article } from '../../../src/domain/item/article.ts';
import type { KnownItem } from '../../../src/domain/item/item.ts';
import { tellStories } from '../../../src/domain/item/story.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { judged, makeAdvisory, makeArticle, makeRelease, NOON } from '../../contracts/item-world.ts';

const DAY = 86_400_000;
const PERIOD = { since: NOON - 7 * DAY, until: NOON + DAY };
const known = <I extends Parameters<typeof judged>[0]>(item: I, keys: readonly string[] = []) => ({
  ...judged(item, 'code', [...keys]),
  firstSeen: NOON,
  changed: NOON,
  sources: ['made-up'],
});

function article(title: string, keys: readonly string[], text = ''): KnownItem<Article> {
  const url = `https://press.example.org/${title.replaceAll(' ', '-')}`;
  return known(makeArticle({ id: url, url, title, text, date: NOON - DAY }), keys);
}

function told(): Told[] {
  const world = {
    topic: 'Rust',
    releases: [
      { known: known(makeRelease({ id: '9.2', moniker: 'mainline', date: NOON - 2 * DAY })), about: [] },
    ],
    advisories: [
      known(makeAdvisory({ id: 'CVE-2031-1001', published: NOON - DAY })),
      known(makeAdvisory({ id: 'CVE-2031-1002', published: NOON - DAY })),
    ],
    stories: [],
  };
  return worldEntries(world, []);
}

/** The titles of all entries, with who wrote about each. */
function join(...articles: readonly KnownItem<Article>[]): unknown[] {
  return joinPress(told(), tellStories(articles), PERIOD).map(({ section, entry }) => [
    section,
    entry.id,
    entry.press?.length ?? 0,
  ]);
}

describe('a story in the press', () => {
  it('is a line of the CVE that it names', () => {
    expect(join(article('A hole', ['CVE-2031-1001']))).toEqual([
      ['releases', 'release:9.2', 0],
      ['security', 'advisory:CVE-2031-1001', 1],
      ['security', 'advisory:CVE-2031-1002', 0],
    ]);
  });

  it('is a line of the release that its title names, and of no release that has more numbers', () => {
    expect(join(article('What is new in Linux 9.2', []))[0]).toEqual(['releases', 'release:9.2', 1]);
    expect(join(article('What is new in Linux 9.2.1', []))[0]).toEqual(['releases', 'release:9.2', 0]);
    expect(join(article('Linux 9.25 is far', []))[0]).toEqual(['releases', 'release:9.2', 0]);
  });

  it('that tells of two of them is an entry of its own', () => {
    const both = join(article('This week', ['CVE-2031-1001', 'CVE-2031-1002']));
    expect(both.at(-1)).toEqual(['press', expect.stringMatching(/^story:/), 0]);
    expect(both).toHaveLength(4);
  });

  it('from before the period brings no line', () => {
    const old = { ...article('An old hole', ['CVE-2031-1001']) };
    const before = { ...old, item: { ...old.item, date: NOON - 20 * DAY } };
    expect(join(before)[1]).toEqual(['security', 'advisory:CVE-2031-1001', 0]);
  });

  it('finds its CVE by the key of its id', () => {
    expect(told().find(({ entry }) => entry.id.endsWith('1001'))?.keys).toEqual([keyOf('CVE-2031-1001')]);
  });
});
