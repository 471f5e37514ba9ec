import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newSteps } from '../../../src/domain/card/diff.ts';
import {
  cardOfAdvisory,
  cardOfCommit,
  cardOfRelease,
  cardOfStory,
  keysOfAdvisory,
  keysOfCommit,
  keysOfRelease,
  keysOfStory,
  withPress,
} from '../../../src/domain/card/from-item.ts';
import { stateWords } from '../../../src/domain/card/state.ts';
import type { MessageId } from '../../../src/domain/ids.ts';
import type { Article } from '../../../src/domain/item/article.ts';
import { type Story, tellStories } from '../../../src/domain/item/story.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { articleOf } from '../item/articles.ts';
import { ADVISORY, COMMIT, knownOf, RELEASE } from './items.ts';
import { link } from './told.ts';

function storyOf(...articles: Partial<Article>[]): Story {
  const [story, other] = tellStories(articles.map((one) => knownOf(articleOf(one))));
  if (!story || other) throw new Error('not one story');
  return story;
}

describe('a release', () => {
  const about = ['rust: one', 'rust: two', 'rust: three', 'rust: four', 'rust: five'];

  it('tells how much of it is about the topic', () => {
    const code = { files: 482, lines: 98_213 };
    expect(cardOfRelease({ known: knownOf({ ...RELEASE, code }), about }, 'Rust')).toMatchObject({
      kind: 'release',
      id: '7.2',
      title: 'Linux 7.2',
      areas: ['mainline'],
      date: '2026-03-04T00:00:00.000Z',
      facts: [
        '2 of 12,345 commits about Rust',
        '482 files, 98,213 lines of Rust',
        'rust: one',
        'rust: two',
        'rust: three',
        'and 2 more',
      ],
      steps: [{ key: 'released', word: 'released', line: false }],
    });
  });

  it('whose code is counted later has nothing new to say', () => {
    const before = cardOfRelease({ known: knownOf(RELEASE), about }, 'Rust');
    const code = { files: 482, lines: undefined };
    const after = cardOfRelease({ known: knownOf({ ...RELEASE, code }), about }, 'Rust');
    expect(after).not.toEqual(before);
    expect(newSteps(['released'], after)).toEqual([]);
  });
});

describe('a CVE', () => {
  it('tells the score and the fix', () => {
    expect(cardOfAdvisory(knownOf(ADVISORY, ['gizmo']))).toMatchObject({
      kind: 'advisory',
      title: 'CVE-2031-12345: rust: gizmo: check the length of a lever',
      state: 'fixed',
      facts: ['CVSS 7.8 high', 'fixed in 6.12.9, 6.18.1, 6.19', 'introduced in 6.12'],
      steps: [{ key: 'published', line: false }],
    });
  });

  it('that is rejected has a line, although nobody says when', () => {
    const card = cardOfAdvisory(knownOf({ ...ADVISORY, state: 'rejected' }));
    expect(card.state).toBe('rejected');
    expect(newSteps(['published'], card).map(({ key, text }) => [key, text])).toEqual([
      ['withdrawn', 'rejected'],
    ]);
  });

  it('that got a score has nothing new to say', () => {
    const card = cardOfAdvisory(knownOf({ ...ADVISORY, score: undefined, fixes: [] }));
    expect(card.state).toBe('no fix known');
    expect(newSteps(['published'], card)).toEqual([]);
  });
});

describe('a story', () => {
  const first = { url: 'https://one.example.org/1', source: 'one', title: 'Rust levers come to gizmos' };
  const second = {
    url: 'https://two.example.org/2',
    source: 'two',
    title: 'Rust levers come to the gizmos',
    date: Date.UTC(2031, 2, 5),
  };

  it('is told once, however many wrote about it', () => {
    const card = cardOfStory(storyOf(second, first));
    expect(card).toMatchObject({
      kind: 'story',
      title: 'Rust levers come to gizmos',
      facts: ['2 articles'],
      steps: [
        { key: 'reported https://one.example.org/1', word: 'posted', text: 'reported by one', line: false },
        { key: 'reported https://two.example.org/2', word: 'reported', text: 'reported by two', line: false },
      ],
      press: [{ source: 'one' }, { source: 'two', url: 'https://two.example.org/2' }],
    });
  });

  it('is found again when it grows', () => {
    expect(keysOfStory(storyOf(first, second))).toEqual(expect.arrayContaining(keysOfStory(storyOf(first))));
  });

  it('that is about something else is a line of that card', () => {
    const card = cardOfAdvisory(knownOf(ADVISORY));
    expect(withPress(card, [storyOf(first)]).press).toEqual([
      { source: 'one', title: first.title, url: first.url },
    ]);
  });

  it('without an article is none', () => {
    expect(() => cardOfStory({ ...storyOf(first), articles: [] })).toThrow('without an article');
  });
});

describe('a commit', () => {
  it('is merged, with the mail that it was made of', () => {
    const links = ['lever@a' as MessageId];
    expect(cardOfCommit(knownOf({ ...COMMIT, links }), link)).toMatchObject({
      url: `https://git.kernel.org/torvalds/c/${COMMIT.id}`,
      state: 'merged',
      facts: ['commit 0123456789ab', '1 file'],
      steps: [
        { key: 'posted', url: 'https://lore.example.org/r/lever@a/', date: '2026-02-20T00:00:00.000Z' },
        { key: 'merged', text: 'merged into mainline' },
      ],
    });
  });

  it('of a stable tree says which, and the release', () => {
    const card = cardOfCommit(knownOf({ ...COMMIT, tree: 'linux-7.1.y', release: '7.1.3' }), link);
    expect(card.steps.map(({ text }) => text)).toEqual(['in linux-7.1.y']);
    expect(card.state).toBe('released');
    expect(stateWords(card)).toBe('released with 7.1.3');
    expect(cardOfCommit(knownOf({ ...COMMIT, release: '7.2-rc1' }), link).state).toBe('merged');
  });
});

describe('the golden cards of what is no mail', () => {
  const press = storyOf(
    { url: 'https://one.example.org/1', source: 'one', title: 'Rust levers come to gizmos' },
    {
      url: 'https://two.example.org/2',
      source: 'two',
      title: 'Rust levers come to the gizmos',
      restricted: true,
    },
  );
  const code = { files: 482, lines: 98_213 };
  const links = ['lever@a' as MessageId];
  const about = ['rust: gizmo: add a lever', 'rust: gizmo: oil it', 'rust: pci: x', 'rust: time: y'];

  it.each([
    ['release', cardOfRelease({ known: knownOf({ ...RELEASE, code }), about }, 'Rust')],
    ['advisory', withPress(cardOfAdvisory(knownOf(ADVISORY, ['gizmo'])), [press])],
    ['story', cardOfStory(press)],
    ['commit', cardOfCommit(knownOf({ ...COMMIT, links, release: '7.2-rc1' }), link)],
  ])('%s is what it was', (name, card) => {
    const made = `${JSON.stringify(card, null, 2)}\n`;
    const url = new URL(`../../fixtures/card/${name}.json`, import.meta.url);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(url, made);
    expect(made).toBe(readFileSync(url, 'utf8'));
  });
});

it('no Message-ID can be the key of what is no mail', () => {
  const known = { release: knownOf(RELEASE), advisory: knownOf(ADVISORY), commit: knownOf(COMMIT) };
  const keys = [
    ...keysOfRelease({ known: known.release }),
    ...keysOfAdvisory(known.advisory),
    ...keysOfCommit(known.commit),
    ...keysOfStory(storyOf({ id: 'lever@a' })),
  ];
  expect(new Set(keys).size).toBe(4);
  for (const id of [RELEASE.id, ADVISORY.id, COMMIT.id, 'lever@a']) expect(keys).not.toContain(keyOf(id));
});
