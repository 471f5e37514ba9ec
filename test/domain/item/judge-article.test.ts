import { describe, expect, it } from 'vitest';
import { RUST } from '../../../config/topics/rust/topic.ts';
import { couldBeAbout, judgeArticle } from '../../../src/domain/item/judge-article.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { articleOf } from './articles.ts';

function category(title: string, ...paragraphs: readonly string[]): string {
  return judgeArticle(articleOf({ title, text: paragraphs.join('\n') }), RUST).verdict.category;
}

const FILLER =
  'Something else entirely, told at some length so that there is more than one thing to read here.';
const PAGES = Array.from({ length: 40 }, (_, n) => `${n}. ${FILLER}`);

describe('an article about Rust in the kernel', () => {
  it.each([
    ['says so in its title', 'Rust for Linux in 2031', []],
    ['names both in its title', 'Linux 9.4 merges more Rust', []],
    ['is in German', 'Rust im Linux-Kernel: was kommt', []],
    ['is in French', 'Rust dans le noyau : où en est-on', []],
    ['is in Spanish', 'Rust en el kernel', []],
    ['is in Chinese', 'Linux 内核中的 Rust 驱动', []],
    ['is in Japanese', 'LinuxカーネルのRustドライバ', []],
    ['is about a driver known to be in Rust', 'The Nova driver boots a GPU', ['A GPU driver for Linux.']],
    [
      'names the kernel in its lead',
      'A year of Rust',
      ['What the Linux kernel learned from Rust.', ...PAGES],
    ],
    [
      'names the language in its lead',
      'Linux 9.4 released',
      ['Linux 9.4 has more Rust than ever: Rust for I2C, and Rust drivers in the kernel.', ...PAGES],
    ],
    [
      'has a dull title',
      'Notes from a conference',
      ['Rust in the Linux kernel was the matter of the day.', 'Rust and the kernel developers get along.'],
    ],
  ])('%s', (_, title, paragraphs) => {
    expect(category(title, ...paragraphs)).toBe('discussion');
  });
});

describe('an article that is not', () => {
  it.each([
    ['Rust elsewhere', 'A web framework in Rust', ['Runs on Linux.'], 'none'],
    ['the kernel without it', 'Linux 9.4 released', ['The kernel is robust, trust us.'], 'none'],
    ['another kernel', 'A Windows kernel driver in Rust', ['The Windows kernel gets Rust.'], 'none'],
    ['a game', 'Rust update for Linux players', ['Facepunch says the Linux kernel is at fault.'], 'none'],
    [
      'corrosion',
      'Rust on your Linux box',
      ['How corrosion eats a case; the Linux kernel reads its fans.'],
      'none',
    ],
    ['a region', 'The Rust Belt runs Linux', ['Where the Linux kernel is made.'], 'none'],
    ['an OpenStack service', 'Nova 2031.1 released', ['OpenStack Nova schedules.'], 'none'],
    [
      'a release of the language',
      'Announcing Rust 1.99.0',
      [...PAGES, 'Needs Linux kernel 5.4 for Rust.'],
      'incidental',
    ],
    [
      'a roundup',
      'This Week in Rust 900',
      [...PAGES, 'Rust in the Linux kernel', 'Rust for Linux'],
      'incidental',
    ],
    ['a word in passing', 'Linux 9.4 released', [...PAGES, 'There is some Rust, too.'], 'incidental'],
  ])('%s', (_, title, paragraphs, expected) => {
    expect(category(title, ...paragraphs)).toBe(expected);
  });
});

describe('a judged article', () => {
  const article = articleOf({
    title: 'Linux 9.4 merges the Nova driver',
    url: 'https://press.example.org/nova',
    text: 'The Nova driver, written in Rust, is in the kernel. CVE-2031-12345 is fixed.',
    links: [
      'https://lore.kernel.org/rust-for-linux/20310401120000.1-1-jane@example.org/T/#u',
      'https://patch.msgid.link/20310401120000.2-1-jane%40example.org',
      'https://git.kernel.org/torvalds/c/0123456789abcdef0123456789abcdef01234567',
      'https://github.com/torvalds/linux/commit/fedcba9876543210',
      'https://www.example.net/20310401120000.3-1-jane@example.org',
    ],
  });

  it('has the keys of what it tells about', () => {
    const { keys } = judgeArticle(article, RUST);
    const names = [
      'https://press.example.org/nova',
      '20310401120000.1-1-jane@example.org',
      '20310401120000.2-1-jane@example.org',
      'CVE-2031-12345',
      '0123456789abcdef0123456789abcdef01234567',
      '0123456789ab',
      'fedcba9876543210',
      'fedcba987654',
      '9.4',
    ];
    expect([...keys].sort()).toEqual(names.map(keyOf).sort());
  });

  it('has evidence: where, and the words, bounded', () => {
    const long = articleOf({
      title: 'A year',
      text: `${'x'.repeat(500)} Rust in the Linux kernel ${'y'.repeat(500)}`,
    });
    const { verdict, areas } = judgeArticle(article, RUST);
    expect(verdict.evidence[0]).toMatchObject({ where: 'title', text: 'Linux 9.4 merges the Nova driver' });
    expect(areas).toEqual(['drm/nova']);
    for (const { text } of judgeArticle(long, RUST).verdict.evidence) {
      expect(text).toContain('Rust in the Linux kernel');
      expect(text.length).toBeLessThanOrEqual(160);
    }
  });

  it('reports no milestone that is only planned, told far down, or of an article on something else', () => {
    const found = (title: string, text: string) => judgeArticle(articleOf({ title, text }), RUST).findings;
    const news = 'The kernel now requires Rust 1.99.';
    expect(found('Rust in the kernel', news)).toMatchObject([
      { type: 'minimum-toolchain', key: 'rustc-1.99', title: 'Minimum toolchain raised: rustc 1.99' },
    ]);
    expect(found('Rust in the kernel', 'A proposal: the kernel now requires Rust 1.99.')).toEqual([]);
    expect(found('Rust in the kernel', `${PAGES.join('\n')}\n${news}`)).toEqual([]);
    expect(found('A web framework', 'It now requires Rust 1.99.')).toEqual([]);
  });
});

describe('whether a page is worth reading', () => {
  it.each([
    ['A driver in Rust', '', true],
    ['A driver', 'It is written in Rust.', true],
    ['The Nova driver', '', true],
    ['A robust driver', 'Trust it.', false],
    ['Linux 9.4', 'Released.', false],
  ])('%s %s: %s', (title, text, expected) => {
    expect(couldBeAbout(title, text, RUST)).toBe(expected);
  });
});
