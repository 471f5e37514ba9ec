import { describe, expect, it } from 'vitest';
import { toMessageId } from '../../../src/domain/ids.ts';
import type { Advisory } from '../../../src/domain/item/advisory.ts';
import type { Item } from '../../../src/domain/item/item.ts';
import { mergeItems, mergeJudged } from '../../../src/domain/item/merge.ts';
import type { Finding } from '../../../src/domain/milestone/milestone.ts';
import {
  DAY,
  judged,
  makeAdvisory,
  makeArticle,
  makeCommit,
  makeRelease,
  NOON,
} from '../../contracts/item-world.ts';

const LINK = toMessageId('gizmo-2@example.org');

describe('a commit', () => {
  const poor = makeCommit({ links: [], body: '', author: { name: 'Jane Doe', email: '' }, date: undefined });
  const rich = makeCommit({
    files: ['rust/gizmo.rs', 'a.c'],
    links: LINK ? [LINK] : [],
    upstream: 'c'.repeat(40),
    release: '9.1.3',
    tree: 'mainline',
    committed: NOON + DAY,
    merge: true,
  });

  it('is the fuller of both, field by field, in whatever order they come', () => {
    expect(mergeItems(poor, rich)).toEqual(rich);
    expect(mergeItems(rich, poor)).toEqual(rich);
    const files = makeCommit({ files: ['rust/gizmo.rs', 'a.c'] });
    const release = makeCommit({ release: '9.1.3' });
    const both = makeCommit({ files: ['rust/gizmo.rs', 'a.c'], release: '9.1.3' });
    expect(mergeItems(files, release)).toEqual(both);
    expect(mergeItems(release, files)).toEqual(both);
  });

  it('keeps its first release, and the longer of two cut lists and texts', () => {
    expect(mergeItems(rich, { ...rich, release: '9.2' })).toEqual(rich);
    expect(mergeItems(rich, { ...rich, files: ['a.c'], body: 'The', subject: 'rust: giz' })).toEqual(rich);
    expect(mergeItems({ ...rich, files: [], subject: 'rust: giz' }, rich)).toEqual(rich);
  });

  it('is mainline’s wherever else it was seen', () => {
    expect(mergeItems(rich, { ...rich, tree: 'linux-9.1.y' })).toMatchObject({ tree: 'mainline' });
    expect(mergeItems({ ...rich, tree: 'next' }, { ...rich, tree: 'linux-9.1.y' })).toMatchObject({
      tree: 'next',
    });
  });

  it('keeps what its tree shows, whoever tells it as well', () => {
    const finding: Finding = { type: 'first', title: 'A', significance: 'major', key: 'fs/a', evidence: [] };
    const firsts = ['fs/a'];
    const cloned = { ...judged(makeCommit({ ...rich, firsts })), findings: [finding] };
    expect(mergeItems(rich, cloned.item)).toEqual(cloned.item);
    expect(mergeItems(cloned.item, rich)).toEqual(cloned.item);
    const logged = judged(makeCommit({ body: 'A longer text, as a changelog has it.' }));
    expect(mergeJudged(cloned, logged).findings).toEqual([finding]);
    expect(mergeJudged(logged, cloned).findings).toEqual([finding]);
    expect(mergeJudged(judged(makeCommit(), 'prereq'), judged(makeCommit(), 'prereq')).findings).toEqual([]);
  });

  it('has the links of both, each once', () => {
    const [one] = makeCommit().links;
    expect(mergeItems(makeCommit(), { ...rich, links: [...rich.links, ...rich.links] })).toMatchObject({
      links: [one, LINK],
    });
  });
});

describe('a release', () => {
  const log = { commits: 9, about: ['a'.repeat(40)] };
  const known = makeRelease({ log, url: 'https://kernel.example.org/' });

  it('keeps its log, its links and the earliest date; the newest word counts for the rest', () => {
    const told = makeRelease({ date: NOON + DAY, changelog: undefined, eol: true, moniker: 'longterm' });
    expect(mergeItems(known, told)).toEqual({ ...known, eol: true, moniker: 'longterm' });
    expect(mergeItems(told, known)).toEqual(known);
    expect(mergeItems(known, { ...known, date: undefined })).toEqual(known);
    expect(mergeItems({ ...known, date: undefined }, known)).toEqual(known);
  });

  describe('that a clone has counted', () => {
    const code = { files: 5, lines: 70 };
    const nothing = { changelog: undefined, url: undefined, log: undefined };
    const counted = makeRelease({ ...nothing, date: NOON - DAY, moniker: 'mainline', code });

    it('is what kernel.org says, in whatever order they come, with what was counted', () => {
      const whole = makeRelease({ log, eol: true, moniker: 'longterm' });
      expect(mergeItems(counted, whole)).toEqual({ ...whole, code });
      expect(mergeItems(whole, counted)).toEqual({ ...whole, code });
      expect(mergeItems({ ...whole, code }, whole)).toEqual({ ...whole, code });
      expect(mergeItems({ ...whole, date: undefined }, counted)).toEqual({
        ...whole,
        date: NOON - DAY,
        code,
      });
    });

    it('keeps its lines where they cannot be had again, and gets them later', () => {
      const poor = { ...counted, code: { files: 5, lines: undefined } };
      expect(mergeItems(counted, poor)).toEqual(counted);
      expect(mergeItems(poor, counted)).toEqual(counted);
    });

    it('does not lose the verdict that its changelog gave', () => {
      const about = judged(makeRelease({ log }));
      const { verdict } = mergeJudged(about, judged(counted, 'none'));
      expect(verdict).toEqual(about.verdict);
    });
  });

  it('takes a newer log', () => {
    const newer = { commits: 10, about: [] };
    expect(mergeItems(known, { ...known, log: newer })).toMatchObject({ log: newer });
  });
});

describe('an advisory', () => {
  const score = { base: 7.8, severity: 'high', vector: undefined };
  const dated = makeAdvisory({ score, published: NOON, updated: NOON + DAY });
  const tell = (fields: Partial<Advisory>): Advisory => makeAdvisory({ title: 'newer', ...fields });

  it('is the newest record', () => {
    const newer = tell({ published: NOON, updated: NOON + 2 * DAY, files: ['a.rs'] });
    expect(mergeItems(dated, newer)).toEqual({ ...newer, score });
    expect(mergeItems(newer, dated)).toEqual({ ...newer, score });
  });

  it('without dates is as new as it is told, and erases neither dates nor score', () => {
    const told = tell({ fixes: [{ commit: 'd'.repeat(40), version: undefined }] });
    expect(mergeItems(dated, told)).toEqual({ ...told, score, published: NOON, updated: NOON + DAY });
  });

  it('as it was announced adds only what is not known', () => {
    const announced = tell({ published: NOON + 5, score });
    const record = makeAdvisory();
    expect(mergeItems(dated, announced)).toEqual(dated);
    expect(mergeItems(record, announced)).toEqual({ ...record, score, published: NOON + 5 });
    expect(mergeItems(announced, record)).toEqual({ ...record, score, published: NOON + 5 });
  });

  it('that is rejected still tells what it was about', () => {
    const bare = { title: '', files: [], fixes: [], introduced: [] };
    const rejected = makeAdvisory({
      ...bare,
      state: 'rejected',
      description: 'No CVE.',
      updated: NOON + 9 * DAY,
    });
    const known = { ...dated, state: 'rejected', description: 'No CVE.', updated: NOON + 9 * DAY };
    expect(mergeItems(dated, rejected)).toEqual(known);
    expect(mergeItems(rejected, dated)).toEqual(known);
  });
});

describe('an article', () => {
  it('has the newest text and title, and its first date', () => {
    const newer = makeArticle({ title: 'Corrected', text: 'Corrected.', links: [], date: NOON + DAY });
    expect(mergeItems(makeArticle(), newer)).toEqual({ ...newer, date: NOON });
    expect(mergeItems({ ...makeArticle(), date: undefined }, newer)).toEqual(newer);
  });

  it('is not emptied', () => {
    const bare = makeArticle({ title: '', url: '', text: '', links: [], date: undefined });
    const told = { ...bare, author: undefined, language: undefined, discussion: undefined };
    const known = makeArticle({ discussion: 'https://press.example.org/gizmo/comments' });
    expect(mergeItems(known, told)).toEqual(known);
  });

  it('once free is free, and its beginning does not take the place of the whole', () => {
    const teaser = makeArticle({ restricted: true, text: 'The kernel …', links: [] });
    expect(mergeItems(teaser, makeArticle())).toEqual(makeArticle());
    expect(mergeItems(makeArticle(), teaser)).toEqual(makeArticle());
    expect(mergeItems(teaser, { ...teaser, text: 'A kernel …' })).toMatchObject({ restricted: true });
  });
});

it('telling the same once more changes nothing, whatever was told before', () => {
  const tellings: readonly (readonly [Item, Item])[] = [
    [makeCommit(), makeCommit({ files: ['a.rs'], release: '9.1', body: 'x' })],
    [makeRelease(), makeRelease({ eol: true, date: NOON - DAY })],
    [makeAdvisory({ published: NOON, updated: NOON }), makeAdvisory({ title: 'b', updated: NOON + 1 })],
    [makeAdvisory({ published: NOON }), makeAdvisory({ title: 'b' })],
    [makeArticle(), makeArticle({ text: 'b', restricted: true })],
  ];
  for (const [a, b] of tellings) {
    for (const [first, second] of [
      [a, b],
      [b, a],
    ] as const) {
      const merged = mergeItems(first, second);
      expect(mergeItems(merged, second)).toEqual(merged);
    }
  }
  expect(() => mergeItems(makeCommit(), makeRelease())).toThrow('a commit cannot be told as a release');
});

describe('a verdict', () => {
  const whole = makeCommit({ files: ['rust/gizmo.rs'] });

  it('gets better on the same item, and not worse', () => {
    const weak = judged(whole, 'prereq');
    const strong = judged(whole, 'code');
    expect(mergeJudged(weak, strong)).toEqual(strong);
    expect(mergeJudged(strong, weak)).toEqual(strong);
  });

  it('of a poorer telling does not count, be the item changed by it or not', () => {
    const known = judged(whole, 'code');
    const poorer = judged(makeCommit({ release: '9.1' }), 'none');
    expect(mergeJudged(known, poorer)).toEqual({ ...known, item: { ...whole, release: '9.1' } });
  });

  it('follows an item that says something else', () => {
    const known = judged(makeAdvisory({ updated: NOON }), 'code');
    const told = judged(makeAdvisory({ updated: NOON + 1, files: ['a.c'] }), 'none');
    expect(mergeJudged(known, told)).toEqual(told);
  });

  it('as good as the old one brings its areas along, where it judged all that is known', () => {
    const told = { ...judged(whole), areas: ['gizmo'] };
    expect(mergeJudged(judged(whole), told)).toEqual(told);
    expect(mergeJudged(judged(whole), { ...told, item: makeCommit() })).toEqual(judged(whole));
  });

  it('leaves all keys by which the item was ever found', () => {
    const told = judged(whole, 'code', ['b', 'a']);
    expect(mergeJudged(judged(whole, 'code', ['a']), told).keys).toEqual(
      judged(whole, 'code', ['a', 'b']).keys,
    );
  });
});
