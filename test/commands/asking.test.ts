import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Answer, Line } from '../../src/domain/answer/answer.ts';
import { decodeAsk, encodeAsk } from '../../src/domain/answer/ask.ts';
import { listMilestones } from '../../src/pipeline/milestones.ts';
import { listSeries } from '../../src/pipeline/series.ts';
import { makeMail, RUST_DIFF } from '../sources/mails.ts';
import { ASKING, entriesOf, type Library, OPERATOR, openLibrary, partsOf, wordsOf } from './library.ts';

const HOSTILE = '<!channel> @everyone </b> ```rust``` *x* [l](https://evil.example) \u202eltr';

let library: Library;
let series: string;
beforeAll(async () => {
  const date = Date.UTC(2026, 2, 29, 12) / 1000;
  const hostile = makeMail({
    id: 'hostile@evil.example',
    subject: `[PATCH] rust: =?utf-8?B?${Buffer.from(HOSTILE).toString('base64')}?=`,
    from: '"<@U123> Eve" <eve@evil.example>',
    date,
    body: `Why.\n---\n${RUST_DIFF}`,
  });
  const other = makeMail({ id: 'c-only@example.org', subject: '[PATCH] net: tidy up', date, body: 'Why.' });
  library = await openLibrary({}, [hostile, other]);
  const all = listSeries(library.store, RUST, { all: false, now: library.deps.now() });
  series = all.find(({ title }) => title.includes('bump minimum Rust'))?.id ?? '';
});
afterAll(() => library.demo.remove());

function ask(words: string, page = 0): Promise<Answer> {
  return library.say(words, OPERATOR, page);
}

/** Every page of an answer, as its Next button leads to them. */
async function pagesOf(words: string): Promise<Answer[]> {
  const pages: Answer[] = [];
  let next: Answer | undefined = await ask(words);
  while (next !== undefined) {
    pages.push(next);
    const { ask: asked, page }: Answer = next;
    next = page?.more ? await library.ask({ ...asked, page: page.at + 1 }, OPERATOR) : undefined;
    if (pages.length > 100) throw new Error('it has no end');
  }
  return pages;
}

function titlesOf(answers: readonly Answer[]): string[] {
  return answers.flatMap(entriesOf).map(({ title }) => JSON.stringify(title));
}

function linesOf(answer: Answer): Line[] {
  const texts = partsOf(answer, 'text').flatMap(({ lines }) => lines);
  const facts = partsOf(answer, 'facts').flatMap((part) => part.facts.map(({ value }) => value));
  return [...texts, ...facts, ...entriesOf(answer).flatMap(({ title, lines }) => [title, ...lines])];
}

/** What every platform relies on. */
function expectWellFormed(answer: Answer): void {
  expect(answer.title.length).toBeLessThanOrEqual(150);
  expect(answer.title).not.toBe('');
  expect(answer.buttons.length).toBeLessThanOrEqual(5);
  expect(structuredClone(answer)).toEqual(answer);
  const buttons = [...answer.buttons, ...entriesOf(answer).flatMap((entry) => entry.buttons ?? [])];
  for (const entry of entriesOf(answer)) expect(entry.buttons?.length ?? 0).toBeLessThanOrEqual(3);
  for (const button of buttons) {
    expect(button.label.length).toBeLessThanOrEqual(40);
    if ('url' in button) expect(button.url).toMatch(/^https?:\/\//);
    else expect(decodeAsk(encodeAsk(button.ask, 2000) ?? '')).toEqual(button.ask);
  }
  for (const line of linesOf(answer)) {
    for (const span of line) expect(typeof span === 'string' ? span : span.text).not.toMatch(/[\r\n]/);
  }
  expect(entriesOf(answer).length).toBeLessThanOrEqual(8);
}

describe('every example', () => {
  const examples = ASKING.flatMap(({ examples: own }) => own.filter((each) => each !== 'help subscribe'));
  it.each(examples)('%s', async (example) => {
    const words = example.replace(/20260405\d+\.\d+-1-a@example\.org/, series);
    const answer = await ask(words);
    expect(answer.tone, answer.title).toBe('told');
    expectWellFormed(answer);
    expect(answer.parts.length).toBeGreaterThan(0);
    expect(library.mistakes).toEqual([]);
  });

  it('is of a command that can be shared and changes nothing, but help', () => {
    for (const { name, options, manages, summary } of ASKING) {
      expect(manages).toBe(false);
      expect(summary.length).toBeLessThanOrEqual(100);
      expect(options.some((option) => option.name === 'share')).toBe(name !== 'help');
      for (const option of options) expect(option.summary.length).toBeLessThanOrEqual(100);
    }
  });
});

describe('pages', () => {
  it('of series lead through all of them, each once', async () => {
    const all = listSeries(library.store, RUST, { all: false, now: library.deps.now() });
    const pages = await pagesOf('series');
    const urls = pages
      .flatMap(entriesOf)
      .map(({ title: [first] }) => (typeof first === 'object' ? first.url : ''));
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls.length).toBe(all.length);
    expect(pages.every((page) => entriesOf(page).length > 0)).toBe(true);
  });

  it('of series by words of their title, in any case and order', async () => {
    const titles = titlesOf(await pagesOf('series ADD gpio'));
    expect(titles.length).toBeGreaterThan(0);
    for (const title of titles) expect(title.toLowerCase()).toMatch(/(?=.*gpio)(?=.*add)/);
  });

  it('of series in one state are those of the list', async () => {
    const all = listSeries(library.store, RUST, { all: false, now: library.deps.now() });
    const found = titlesOf(await pagesOf('series --state applied'));
    expect(found.length).toBe(all.filter(({ state }) => state === 'applied').length);
  });

  it('of milestones lead through all of them, what moved last first', async () => {
    const all = listMilestones(library.store, RUST, { now: library.deps.now() });
    const titles = titlesOf(await pagesOf('milestones'));
    expect(titles.length).toBe(all.length);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each(['search rust kind:patch', 'search --order relevance gpio', 'search "spi"'])(
    'of `%s` have neither repeats nor gaps',
    async (words) => {
      const pages = await pagesOf(words);
      expect(pages.length).toBeGreaterThan(2);
      const titles = titlesOf(pages);
      expect(new Set(titles).size).toBe(titles.length);
      expect(pages.slice(0, -1).every((page) => entriesOf(page).length === 6)).toBe(true);
    },
  );

  it('of a release, of releases and of a long story end as well', async () => {
    expect(titlesOf(await pagesOf('release')).length).toBe(16);
    const story = await pagesOf(`series ${series}`);
    expect(titlesOf(story).length).toBeGreaterThan(2);
  });

  it('of a digest are of one time, and hold every entry once', async () => {
    const pages = await pagesOf('digest 7d');
    const [first] = pages;
    const all = pages.flatMap((page) => partsOf(page, 'digest').flatMap(({ digest }) => digest.sections));
    const ids = all.flatMap(({ id, entries }) => entries.map((entry) => `${id} ${entry.id}`));
    expect(pages.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(first?.ask.values.period).toMatch(/^2026-.*Z\.\.2026-.*Z$/);
    expect(new Set(pages.map(({ title }) => title)).size).toBe(1);
    expect(partsOf(pages[1] ?? first ?? (await ask('digest')), 'digest')[0]?.digest.headline).toEqual([]);
  });

  it('that are not there any more are the last one', async () => {
    for (const words of ['series', 'milestones', 'release', 'search gpio', 'digest 7d', `series ${series}`]) {
      const answer = await ask(words, 9999);
      expect(answer.tone).toBe('told');
      expect(answer.page?.more ?? false).toBe(false);
      expect(answer.ask.page).toBe(answer.page?.at ?? 0);
    }
  });
});

describe('wrong words', () => {
  it.each([
    ['search area:nosuch', 'the filter cannot be read', /\^/],
    ['search (rust', 'the filter cannot be read', /\^/],
    ['stats kind:nosuch', 'the filter cannot be read', /\^/],
    ['digest 7d kind:nosuch', 'the filter cannot be read', /\^/],
    ['series drm/lunch', 'has `drm/lunch` in its title', undefined],
    ['series lunch', 'no patch series about Rust in the kernel has `lunch` in its title', undefined],
    ['series nobody@example.org', 'the store has no mail nobody@example.org; give a link', undefined],
    ['series CVE-2026-12345', 'no patch series', undefined],
    ['series #12345', 'not known any more', undefined],
    ['why CVE-2020-9999', 'the store has no CVE-2020-9999', undefined],
    ['why nonsense', 'neither a Message-ID', undefined],
    ['milestones driverr', 'did you mean `driver`', undefined],
    ['milestones lunch', 'there is no milestone type `lunch`', undefined],
    ['milestones --since lunch', '`since` takes a date', undefined],
    ['milestones driver crate', 'one type of milestone at a time', undefined],
    ['release 9.9', 'the store has no release 9.9; the newest are 7.3-rc1, 7.2', undefined],
    ['release lunch', 'is no version of the kernel', undefined],
    ['stats --since lunch', '`since` takes a date', undefined],
    ['stats --since 9999d', 'at most', undefined],
    ['digest --period lunch', 'is no period', undefined],
    ['digest 2030-01-01', 'has not begun yet', undefined],
    ['digest 2000d', 'a year at most', undefined],
    ['help lunch', 'there is no help about `lunch`', undefined],
    ['help serach', 'did you mean `help search`', undefined],
  ] as const)('%s: %s', async (words, sentence, code) => {
    const answer = await ask(words);
    expect(answer.tone).toBe('wrong');
    expect(answer.title).toContain(sentence);
    const [mark] = partsOf(answer, 'code');
    if (code) expect(mark?.text).toMatch(code);
    else expect(mark).toBeUndefined();
    expect(library.mistakes).toEqual([]);
  });

  it('are told too where a form or a button gave nothing', async () => {
    const answer = await library.ask({ command: 'why', values: { what: ' ' }, page: 0 }, OPERATOR);
    expect(answer).toMatchObject({ tone: 'wrong', title: expect.stringContaining('`why` wants') });
    const both = { command: 'series', values: { mail: series, state: 'applied' }, page: 0 };
    expect((await library.ask(both, OPERATOR)).title).toContain('does not go with a mail');
  });

  it('that find nothing say so, and what to do', async () => {
    const answer = await ask('search nosuchwordanywhere');
    expect(answer.tone).toBe('told');
    expect(answer.title).toBe('Nothing found: nosuchwordanywhere');
    expect(wordsOf(answer)).toContain('help filter');
    expect((await ask('series --state rejected')).title).toBe('No patch series is rejected');
  });
});

describe('what strangers wrote', () => {
  it('comes through as data: each title is one span, of one line', async () => {
    for (const words of [
      'search author:eve',
      'series',
      'why hostile@evil.example',
      'series hostile@evil.example',
    ]) {
      const answer = await ask(words);
      expectWellFormed(answer);
      expect(wordsOf(answer)).toContain('<!channel> @everyone </b>');
    }
    const [hit] = entriesOf(await ask('search author:eve'));
    expect(hit?.title).toEqual([
      {
        text: expect.stringContaining(HOSTILE),
        url: 'https://lore.example.org/more-0/hostile@evil.example/',
        style: 'strong',
      },
    ]);
    expect(hit?.lines[0]?.[0]).toBe('<@U123> Eve');
  });
});

describe('why', () => {
  it('tells the same of an id, a link and brackets; with its series, and what can be done', async () => {
    const byId = await ask(`why ${series}`);
    expect(wordsOf(byId)).toContain('About Rust in the kernel: ');
    expect(partsOf(byId, 'heading').map(({ text }) => text)).toEqual(['Patch series', 'Milestones']);
    expect(byId.buttons.map(({ label }) => label)).toEqual(['Follow', 'Story', 'The mail']);
    for (const words of [`why <${series}>`, `why https://lore.kernel.org/all/${series}/T/#u`])
      expect((await ask(words)).parts).toEqual(byId.parts);
  });

  it('of what is not about the topic says that no rule saw anything', async () => {
    const answer = await ask('why c-only@example.org');
    expect(wordsOf(answer)).toContain('No rule saw anything in it.');
  });

  it('of a release leads to what came with it', async () => {
    const answer = await ask('why v7.2');
    expect(answer.buttons[0]).toMatchObject({ ask: { command: 'release', values: { version: '7.2' } } });
    const there = await ask('release 7.2');
    expect(there.title).toBe('Rust in Linux 7.2');
    expect(wordsOf(there)).toContain('1 of 14,000 commits about Rust');
    expect(wordsOf(there)).toContain('482 files, 98,213 lines of Rust');
    expect(partsOf(there, 'heading').map(({ text }) => text)).toEqual([
      'Milestones',
      'Patch series',
      'Commits about Rust',
    ]);
    expect(wordsOf(there)).toContain('bump minimum Rust');
    expect(wordsOf(await ask('release linux-7.3-rc1'))).toContain('rust: gizmo: turn');
    expect(wordsOf(await ask('release 7.1.3'))).toContain('it has no changelog');
  });
});

describe('a link that the store does not know', () => {
  it('is fetched; where that fails, the reason is told', async () => {
    const link = 'https://lore.example.org/rust-for-linux/unknown@example.org/';
    const answer = await ask(`series ${link}`);
    expect(answer.title).toContain('the store has no mail unknown@example.org');
    expect(library.fetched.at(-1)).toBe(link);
    const broken = await openLibrary({ fetchMissing: async () => ({ wrong: 'the server is away' }) });
    try {
      expect((await broken.say(`why ${link}`, OPERATOR)).title).toBe('the server is away');
    } finally {
      broken.demo.remove();
    }
  });
});

describe('stats', () => {
  it('has the chart that was asked for, and figures', async () => {
    const answer = await ask('stats area:gpio --measure contributors');
    expect(answer.title).toMatch(
      /^Rust in the kernel: contributors a month, 2026-01 to 2026-03, only area:gpio$/,
    );
    expect(partsOf(answer, 'chart')[0]?.measure).toBe('contributors');
    const [facts] = partsOf(answer, 'facts');
    expect(facts?.facts.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Mails', 'Patches', 'Series', 'People']),
    );
  });
});

describe('help', () => {
  it('lists what is not hidden, one command with its examples, and what a filter can say', async () => {
    const all = await ask('help');
    expect(partsOf(all, 'facts')[0]?.facts.map(({ label }) => label)).toEqual(ASKING.map(({ name }) => name));
    const one = await ask('help digest');
    expect(partsOf(one, 'code')[0]?.text.split('\n')[0]).toBe('lorewatch ask digest');
    const fields = await ask('help filter');
    expect(partsOf(fields, 'facts')[0]?.facts.map(({ label }) => label)).toContain('area:');
  });
});
