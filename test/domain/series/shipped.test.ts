import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../../src/domain/ids.ts';
import { gatherSeries } from '../../../src/domain/series/gather.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import type { Series } from '../../../src/domain/series/series.ts';
import type { TreeCommit, Trees } from '../../../src/domain/series/shipped.ts';
import { tellSeries } from '../../../src/domain/series/story.ts';
import { titleKey } from '../../../src/domain/series/title.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { MONDAY, makeMail, makeSet, STORY } from '../compose/mails.ts';

const DAY = 86_400_000;
const NOW = MONDAY + 60 * DAY;
const OID = '1'.repeat(40);
const MAINLINE = '2'.repeat(40);

const commit = (fields: Partial<TreeCommit> = {}): TreeCommit => ({
  kind: 'commit',
  id: OID,
  subject: 'pwm: a fan',
  author: { name: 'Ada Holm', email: 'ada@example.org' },
  date: MONDAY,
  committed: undefined,
  body: '',
  merge: false,
  upstream: undefined,
  links: [],
  files: undefined,
  tree: 'mainline',
  release: undefined,
  firstSeen: MONDAY + 20 * DAY,
  ...fields,
});

function trees(commits: readonly TreeCommit[], releases: Readonly<Record<string, number>> = {}): Trees {
  const byKey = new Map<number, TreeCommit[]>();
  for (const one of commits) {
    for (const key of [titleKey(one.subject), ...one.links.map((id) => keyOf(id))])
      byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  const finals = Object.entries(releases)
    .filter(([version]) => /^\d+\.\d+$/.test(version))
    .map(([version, date]) => ({ version, date }));
  return { commits: byKey, finals, releasedAt: (version) => releases[version] };
}

function tell(mails: readonly SeriesMail[], known: Trees): Series {
  const [series] = tellSeries(gatherSeries(mails), { ...STORY, now: NOW, trees: known });
  if (!series) throw new Error('no series');
  return series;
}

const patch = (): SeriesMail => makeMail({ id: 'a@x', subject: '[PATCH] pwm: a fan' });
const author = patch().author;
const link = 'a@x' as MessageId;
const landing = (series: Series): unknown[] =>
  series.landing.map(({ state, date, release, commit: id }) => [state, (date - MONDAY) / DAY, release, id]);

describe('a commit', () => {
  it('that links to the patch merged it, by whoever and under whatever title', () => {
    const series = tell([patch()], trees([commit({ subject: 'pwm: a fan (fixed up)', links: [link] })]));
    expect(series.state).toBe('merged');
    expect(series.evidence).toMatchObject({ commit: OID, messageId: 'a@x' });
    expect(landing(series)).toEqual([['merged', 20, undefined, OID]]);
  });

  it('of the same title counts where the author is the same, and a merge never', () => {
    expect(tell([patch()], trees([commit({ author })])).state).toBe('merged');
    expect(tell([patch()], trees([commit({ author: { name: 'Eve', email: 'eve@x' } })])).state).toBe(
      'posted',
    );
    expect(tell([patch()], trees([commit({ author, merge: true })])).state).toBe('posted');
    expect(tell([patch()], trees([commit({ author, committed: MONDAY - DAY })])).state).toBe('posted');
    expect(tell([patch()], trees([commit({ author, date: MONDAY - 500 * DAY })])).state).toBe('posted');
  });

  it('must stand for half of a set', () => {
    const set = makeSet('PATCH', 3, 'pwm: three');
    const parts = set.filter(({ part }) => part > 0);
    const of = (part: SeriesMail, n: number): TreeCommit =>
      commit({ id: String(n).repeat(40), links: [part.messageId], subject: `x ${n}` });
    const commits = parts.map(of);
    expect(tell(set, trees(commits.slice(0, 1))).state).toBe('posted');
    expect(tell(set, trees(commits.slice(0, 2))).state).toBe('merged');
  });
});

describe('a release', () => {
  const releases = { '7.1': MONDAY + 15 * DAY, '7.2': MONDAY + 40 * DAY, '7.1.3': MONDAY + 30 * DAY };

  it('is the one that the tree names, or the first final one after the commit came in', () => {
    const told = tell([patch()], trees([commit({ links: [link], release: '7.2' })], releases));
    expect(told.state).toBe('released');
    expect(landing(told)).toEqual([
      ['merged', 40, undefined, OID],
      ['released', 40, '7.2', OID],
    ]);
    const later = tell([patch()], trees([commit({ links: [link], committed: MONDAY + 16 * DAY })], releases));
    expect(landing(later).at(-1)).toEqual(['released', 40, '7.2', OID]);
  });

  it('is not guessed where nobody knows when the commit came in', () => {
    expect(tell([patch()], trees([commit({ links: [link] })], releases)).state).toBe('merged');
    expect(tell([patch()], trees([commit({ links: [link], release: '7.2-rc1' })], releases)).state).toBe(
      'merged',
    );
  });

  it('of stable tells by a backport, which names the commit of mainline', () => {
    const backport = commit({ upstream: MAINLINE, tree: 'linux-7.1.y', release: '7.1.3', author });
    const series = tell([patch()], trees([backport], releases));
    expect(landing(series)).toEqual([
      ['merged', 30, undefined, MAINLINE],
      ['released', 30, '7.1.3', OID],
    ]);
  });

  it('follows the notice that it was merged, unless that may have come late', () => {
    const notice = (at: number): SeriesMail =>
      makeMail({
        id: 'n@x',
        subject: 'Re: [PATCH] pwm: a fan',
        to: 'a@x',
        at,
        kind: 'notice',
        said: { outcome: { state: 'merged', tree: 'mainline', quote: 'merged into torvalds/linux.git' } },
      });
    const day = 24;
    const told = tell([patch(), notice(20 * day)], trees([], releases));
    expect(told.state).toBe('released');
    expect(told.evidence?.quote).toContain('Linux 7.2');
    expect(tell([patch(), notice(15 * day + 3)], trees([], releases)).state).toBe('merged');
    expect(tell([patch(), notice(41 * day)], trees([], releases)).state).toBe('merged');
  });
});
