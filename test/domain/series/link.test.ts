import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../../src/domain/ids.ts';
import { gatherSeries } from '../../../src/domain/series/gather.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import type { Series } from '../../../src/domain/series/series.ts';
import { tellSeries } from '../../../src/domain/series/story.ts';
import { type MailSpec, makeMail, makeSet, STORY, shuffled } from '../compose/mails.ts';

const DAY = 24;

function tell(mails: readonly SeriesMail[]): Series[] {
  return tellSeries(gatherSeries(mails), STORY);
}

/** Each series by its numbers and reasons: "v1 v2(link) v3(title?)". */
function told(mails: readonly SeriesMail[]): string[] {
  return tell(mails).map(({ revisions }) =>
    revisions
      .map(({ revision, minor, rfc, link }) => {
        const name = `${rfc ? 'rfc' : 'v'}${revision}${minor > 0 ? `.${minor}` : ''}`;
        return link ? `${name}(${link.why}${link.inferred ? '?' : ''})` : name;
      })
      .join(' '),
  );
}

function single(id: string, subject: string, spec: Partial<MailSpec> = {}): SeriesMail {
  return makeMail({ id, subject, ...spec });
}

const earlier = (id: string, revision?: number, sure = false) => ({
  earlier: [{ id: id as MessageId, revision, sure }],
});

describe('what the author wrote joins', () => {
  it('the same change-id, under any title', () => {
    const changeIds = ['20260302-fan-1a2b3c4d5e6f'];
    const mails = [
      single('a@x', '[PATCH] pwm: add a fan', { said: { changeIds } }),
      single('b@x', '[PATCH v2] hwmon: rather a fan here', { said: { changeIds }, at: 30 * DAY }),
    ];
    expect(told(mails)).toEqual(['v1 v2(change-id)']);
  });

  it('but not where a branch was used again for another patch of the same number', () => {
    const changeIds = ['20260302-work-1a2b3c4d5e6f'];
    const mails = [
      single('a@x', '[PATCH] pwm: add a fan', { said: { changeIds } }),
      single('b@x', '[PATCH] clk: drop a gate', { said: { changeIds }, at: 30 * DAY }),
    ];
    expect(told(mails)).toEqual(['v1', 'v1']);
  });

  it('a link to the version before, under any title, if the number is right', () => {
    const first = single('a@x', '[PATCH] pwm: add a fan');
    const second = (revision: number): SeriesMail =>
      single('b@x', '[PATCH v2] hwmon: rather a fan here', { said: earlier('a@x', revision), at: DAY });
    expect(told([first, second(1)])).toEqual(['v1 v2(link)']);
    expect(told([first, second(7)])).toEqual(['v1', 'v2']);
  });

  it('a link whose number is a slip, where the words leave no doubt', () => {
    const mails = [
      single('a@x', '[RFC PATCH v2] kcov: record more'),
      single('b@x', '[RFC PATCH v2] kcov: record all', { said: earlier('a@x', 1, true), at: 8 * DAY }),
    ];
    expect(told(mails)).toEqual(['rfc2 rfc2(link)']);
  });

  it('no link of somebody else', () => {
    const mails = [
      single('a@x', '[PATCH] pwm: add a fan'),
      single('b@x', '[PATCH v2] clk: drop a gate', {
        said: earlier('a@x', 1),
        by: 'bob@example.org',
        name: 'Bob',
      }),
    ];
    expect(told(mails)).toEqual(['v1', 'v2']);
  });

  it('two that name the same missing revision', () => {
    const mails = [
      single('c@x', '[PATCH v3] pwm: a fan', { said: earlier('gone@x', 2) }),
      single('d@x', '[PATCH v4] pwm: the fan of the case', { said: earlier('gone@x', 2), at: DAY }),
    ];
    expect(told(mails)).toEqual(['v3 v4(link)']);
  });

  it('an answer into the old thread', () => {
    const set = makeSet('PATCH', 2, 'pci: it');
    const next = makeSet('PATCH v2', 2, 'pci: it', { run: 2, at: 5, to: set[0]?.messageId ?? '' });
    expect(told([...set, ...next])).toEqual(['v1 v2(in-reply-to)']);
  });

  it('an answer to another patch is no revision of it, where its own is known', () => {
    const mails = [
      single('a@x', '[PATCH] tags: skip binaries'),
      single('b@x', '[PATCH] tags: read more files', { at: 2 }),
      single('c@x', '[PATCH v2] tags: read more files', { at: DAY, to: 'a@x', said: earlier('b@x', 1) }),
    ];
    expect(told(mails)).toEqual(['v1', 'v1 v2(link)']);
  });

  it('a part that was corrected alone', () => {
    const set = makeSet('PATCH v3', 3, 'pci: it');
    const part = set[2]?.messageId ?? '';
    const fix = single('fix@x', '[PATCH v3.1 2/3] rust: part 2 of pci: it', {
      at: 5,
      to: part,
      root: set[0]?.messageId ?? '',
    });
    expect(told([...set, fix])).toEqual(['v3 v3.1(in-reply-to)']);
    expect(tell([...set, fix])[0]?.title).toBe('pci: it');
  });
});

describe('what is inferred joins with care', () => {
  it('the same title of the same author', () => {
    const mails = [
      single('a@x', '[RFC PATCH v3] pwm: add a fan'),
      single('b@x', '[PATCH] pwm: Add a fan', { at: DAY }),
      single('c@x', '[PATCH v2] PWM: add a fan!', { at: 300 * DAY }),
    ];
    expect(told(mails)).toEqual(['rfc3 v1(title?) v2(title?)']);
  });

  it('the author under another address', () => {
    const mails = [
      single('a@x', '[PATCH] pwm: add a fan'),
      single('b@x', '[PATCH v2] pwm: add a fan', { by: 'ada@work.example', at: DAY }),
    ];
    expect(told(mails)).toEqual(['v1 v2(title?)']);
  });

  it('a patch sent again within days, but not the one that came back years later', () => {
    const first = single('a@x', '[PATCH] MAINTAINERS: update my address');
    expect(told([first, single('b@x', '[PATCH] MAINTAINERS: update my address', { at: 5 * DAY })])).toEqual([
      'v1 v1(title?)',
    ]);
    expect(told([first, single('b@x', '[PATCH] MAINTAINERS: update my address', { at: 700 * DAY })])).toEqual(
      ['v1', 'v1'],
    );
  });

  it('a smaller number never follows a larger one', () => {
    const mails = [
      single('a@x', '[PATCH v5] pwm: add a fan'),
      single('b@x', '[PATCH v2] pwm: add a fan', { at: DAY }),
    ];
    expect(told(mails)).toEqual(['v5', 'v2']);
  });

  it('the same patches under a cover letter of another name', () => {
    const set = makeSet('PATCH', 3, 'pci: it');
    const renamed = makeSet('PATCH v2', 3, 'pci: it', { run: 2, at: DAY }).map((mail) =>
      mail.kind === 'cover' ? { ...mail, subject: '[PATCH v2 0/3] usb: that' } : mail,
    );
    expect(told([...set, ...renamed])).toEqual(['v1 v2(patches?)']);
  });

  it('a patch that became a set', () => {
    const set = makeSet('PATCH v2', 2, 'pwm: a fan', { run: 2, at: DAY });
    const [, part] = set;
    const first = single('a@x', `[PATCH] ${part?.subject.replace(/^\[.*?\] /, '') ?? ''}`);
    expect(told([first, ...set])).toEqual(['v1 v2(patches?)']);
  });

  it('somebody else goes on with it: the next number, the same name and patches', () => {
    const other = { by: 'bob@example.org', name: 'Bob' };
    const title = 'rust: add a driver for the fan of the case';
    const first = single('a@x', `[PATCH v2] ${title}`);
    expect(told([first, single('b@x', `[PATCH v3] ${title}`, { ...other, at: DAY })])).toEqual([
      'v2 v3(title?)',
    ]);
    expect(told([first, single('b@x', `[PATCH] ${title}`, { ...other, at: DAY })])).toEqual(['v2', 'v1']);
  });

  it('a backport is no revision, nor is one for another kernel', () => {
    const mails = [
      single('a@x', '[PATCH] pwm: fix a fan'),
      single('b@x', '[PATCH 6.12] pwm: fix a fan', { at: DAY }),
      single('c@x', '[PATCH 6.18] pwm: fix a fan', { at: DAY }),
      single('d@x', '[PATCH AUTOSEL 6.6 1/9] pwm: fix a fan', { at: DAY }),
    ];
    expect(told(mails)).toEqual(['v1', 'v1', 'v1', 'v1']);
  });

  it('two sets of one number and one author stay two', () => {
    const one = makeSet('PATCH v2', 2, 'pci: one');
    const two = makeSet('PATCH v2', 2, 'pci: two', { run: 2, at: 3 });
    const old = makeSet('PATCH', 4, 'pci: both', { run: 3, at: 0 }).map((mail) => mail);
    const parts = [...one, ...two].filter(({ kind }) => kind === 'patch').map(({ subject }) => subject);
    const first = old.map((mail, i) =>
      i === 0 ? mail : { ...mail, subject: `[PATCH ${i}/4] ${parts[i - 1]?.replace(/^\[.*?\] /, '')}` },
    );
    expect(told([...first, ...one, ...two])).toEqual(['v1 v2(patches?)', 'v2']);
  });
});

it('a cover letter that never came, and one posting on five lists', () => {
  const set = makeSet('PATCH', 2, 'pci: it', { root: 'never-came@x', to: 'never-came@x' }).slice(1);
  const [series] = tell(set);
  expect(series?.id).toBe(set[0]?.messageId);
  expect(series?.revisions[0]).toMatchObject({ cover: undefined, total: 2 });
  expect([...(series?.revisions[0]?.parts.keys() ?? [])]).toEqual([1, 2]);
});

it('the order of arrival leaves no trace', () => {
  const subjects = ['pwm: a fan', 'pwm: a fan of the case', 'clk: a gate'];
  const mail = fc.record({
    revision: fc.integer({ min: 1, max: 3 }),
    rfc: fc.boolean(),
    title: fc.constantFrom(...subjects),
    at: fc.integer({ min: 0, max: 2000 }),
    by: fc.constantFrom('ada@example.org', 'bob@example.org'),
    change: fc.option(fc.constantFrom('20260302-a-aaaaaaaaaaaa', '20260302-b-bbbbbbbbbbbb')),
    names: fc.option(fc.integer({ min: 0, max: 7 })),
    to: fc.option(fc.integer({ min: 0, max: 7 })),
  });
  fc.assert(
    fc.property(fc.array(mail, { maxLength: 8 }), fc.integer(), (specs, seed) => {
      const mails = specs.map(({ revision, rfc, title, at, by, change, names, to }, i) =>
        makeMail({
          id: `m${i}@x`,
          subject: `[${rfc ? 'RFC ' : ''}PATCH v${revision}] ${title}`,
          at,
          by,
          name: by,
          ...(to !== null && { to: `m${to}@x` }),
          said: {
            changeIds: change === null ? [] : [change],
            earlier: names === null ? [] : [{ id: `m${names}@x` as MessageId, revision: 1, sure: false }],
          },
        }),
      );
      expect(tell(shuffled(mails, seed))).toEqual(tell(mails));
    }),
    { numRuns: 300 },
  );
});
