import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { PageSelectors } from '../../../src/domain/source/plan.ts';
import { type PageItems, parsePage } from '../../../src/parse/page/page.ts';

const URL_OF_PAGE = 'https://www.example.org/news/';
const LIST = `<html lang="fr"><body><nav>x</nav>
<ul><li class="story"><a href="/a?utm_source=x">Première</a> <b class="who">Jeanne Doe</b> <time datetime="2031-02-03T04:05:06Z">hier</time><p>Un texte.</p></li>
<li class="story"><a href="b">Seconde</a> <time>4 février 2031</time></li>
<li class="story"><i>empty</i></li></ul></body></html>`;
const SELECTORS: PageSelectors = {
  item: '.story',
  title: 'a',
  link: 'a',
  date: 'time',
  author: '.who',
  text: 'p',
};

function read(html: string, selectors: PageSelectors): PageItems {
  const page = parsePage(Buffer.from(html), URL_OF_PAGE, selectors, 'text/html');
  if (page.kind === 'refused') throw new Error(page.why);
  return page;
}

function why(html: string, selectors: PageSelectors): string {
  const page = parsePage(Buffer.from(html), URL_OF_PAGE, selectors);
  return page.kind === 'refused' ? `${page.why}${page.lasting ? ' (lasting)' : ''}` : 'read';
}

describe('a page of several articles', () => {
  it('is read item by item, and what is no item is counted', () => {
    const { items, broken } = read(LIST, SELECTORS);
    expect(items).toMatchObject([
      {
        id: 'https://www.example.org/a',
        title: 'Première',
        url: 'https://www.example.org/a',
        date: Date.UTC(2031, 1, 3, 4, 5, 6),
        author: 'Jeanne Doe',
        text: 'Un texte.',
        language: 'fr',
      },
      {
        id: 'https://www.example.org/news/b',
        title: 'Seconde',
        date: Date.UTC(2031, 1, 4),
        author: undefined,
      },
    ]);
    expect(broken).toEqual([{ kind: 'broken', place: 'item 3 of the page', why: 'it has no title' }]);
  });

  it('knows an item without a link by its title', () => {
    const html = '<div class="n"><h2>One</h2></div><div class="n"><h2>Two</h2></div>';
    const ids = read(html, { item: '.n', title: 'h2' }).items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^https:\/\/www\.example\.org\/news\/#[0-9a-f]{16}$/);
  });
});

describe('a page that is one article', () => {
  const page = (title: string, text: string) =>
    `<html><body><div id="header">Menu</div><h1>${title}</h1><main><p>${text}</p></main></body></html>`;
  const selectors = { title: 'h1', text: 'main, body', drop: '#header' };
  const idOf = (html: string) => read(html, selectors).items[0]?.id;

  it('is its text without what is dropped; of a list of selectors the first that finds something', () => {
    expect(read(page('Changes', 'One'), selectors).items).toMatchObject([
      { title: 'Changes', text: 'One', url: URL_OF_PAGE },
    ]);
    expect(
      read('<body><h1>Changes</h1><p>Two</p><div id="header">Menu</div></body>', selectors).items,
    ).toMatchObject([{ text: 'Two' }]);
  });

  it('is the same one when its text changes, another when its title does', () => {
    expect(idOf(page('Changes', 'One'))).toBe(idOf(page('Changes', 'Two')));
    expect(idOf(page('Changes', 'One'))).not.toBe(idOf(page('Other changes', 'One')));
  });

  it('is another when it begins with another version of the kernel', () => {
    const first = page('LinuxChanges', 'Linux 9.1 was released in May. It improves on Linux 9.0.');
    expect(read(first, selectors).items[0]?.title).toBe('LinuxChanges: Linux 9.1');
    expect(idOf(first)).toBe(idOf(page('LinuxChanges', 'Linux 9.1 was released in May, and it is good.')));
    expect(idOf(first)).not.toBe(idOf(page('LinuxChanges', 'Linux 9.2 was released in July.')));
  });
});

describe('trouble with selectors', () => {
  it.each([
    ['none', { item: 'li[' }, /the selector item \(li\[\) is none \(lasting\)/],
    ['none of a part', { title: '::nope((' }, /the selector title .* is none \(lasting\)/],
    ['no item', { item: '.gone' }, /item \(\.gone\) matches nothing/],
    ['no title', { ...SELECTORS, title: 'h5' }, /title \(h5\) matches nothing/],
    ['no date', { ...SELECTORS, date: '.when' }, /date \(\.when\) matches nothing/],
    ['no text of the one article', { title: 'a', text: '.content' }, /text \(\.content\) matches nothing/],
  ])('%s is told', (_, selectors, expected) => {
    expect(why(LIST, selectors)).toMatch(expected);
  });

  it('is not that one item has no date', () => {
    expect(why(LIST, { ...SELECTORS, author: '.who' })).toBe('read');
  });

  it('is a page of too many tags', () => {
    expect(why('<i>'.repeat(40_000), { title: 'h1' })).toMatch(/too many tags/);
  });
});
