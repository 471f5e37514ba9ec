import { describe, expect, it } from 'vitest';
import { gatherHappenings, type Happening } from '../../../src/domain/compose/happenings.ts';
import { landedIn } from '../../../src/domain/compose/landed.ts';
import { landingBefore, landingWords } from '../../../src/domain/series/landing.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import { type MailSpec, MONDAY, makeMail, makeSet, STORY, WEEK_10 } from './mails.ts';

const idOf = (n: number): string => `20260302100000.1-${n}-ada@a`;
let count = 0;

function applied(spec: Partial<MailSpec>): SeriesMail {
  const id = `applied${count++}@a`;
  return makeMail({
    id,
    subject: 'Re: [PATCH 0/3] x',
    at: 9,
    to: idOf(1),
    root: idOf(1),
    outcome: { tree: 'rust-next' },
    ...spec,
  });
}

function happening(mails: readonly SeriesMail[]): Happening {
  const [first] = gatherHappenings(mails, STORY);
  if (!first) throw new Error('nothing happened');
  return first;
}

function words(...mails: SeriesMail[]): string | undefined {
  const landing = landingBefore(happening(mails), WEEK_10.until);
  return landing && landingWords(landing);
}

const set = makeSet('PATCH', 3, 'x');
const coverless = set.slice(1);

describe('what became of a set', () => {
  it('is unknown while nobody says it', () => {
    expect(words(...set)).toBeUndefined();
  });

  it.each<[string, SeriesMail[], Partial<MailSpec>[], string]>([
    ['an answer to the cover letter speaks for all', set, [{}], 'applied to rust-next'],
    ['an answer to a part speaks for it', set, [{ to: idOf(3) }], '1 of 3 applied to rust-next'],
    [
      'answers to all parts speak for all',
      set,
      [2, 3, 4].map((n) => ({ to: idOf(n) })),
      'applied to rust-next',
    ],
    [
      '"series" to a part speaks for all',
      set,
      [{ to: idOf(2), outcome: { quote: 'Applied series' } }],
      'applied',
    ],
    [
      'without a cover letter the first part is answered for all',
      coverless,
      [{ to: idOf(2) }],
      'applied to rust-next',
    ],
    [
      'unless it says that it is not',
      coverless,
      [{ to: idOf(2), outcome: { quote: 'Applied (just this one)' } }],
      '1 of 3 applied',
    ],
    ['a range is counted', set, [{ outcome: { quote: 'Applied (1-2) to it' } }], '2 of 3 applied'],
    ['b4 says (subset)', set, [{ subject: 'Re: (subset) [PATCH 0/3] x' }], 'in part applied to rust-next'],
    ['no tree, no name', set, [{ outcome: { tree: '' } }], 'applied'],
    [
      'mainline outdoes a tree',
      set,
      [{ outcome: { state: 'merged', tree: 'mainline' } }, { at: 12 }],
      'merged into mainline',
    ],
    [
      'a robot is not heard where a person spoke',
      set,
      [{}, { at: 11, kind: 'notice', outcome: { tree: 'riscv/linux.git' } }],
      'applied to rust-next',
    ],
    [
      'a robot is heard alone',
      set,
      [{ kind: 'notice', outcome: { tree: 'tip x86/core' } }],
      'applied to tip x86/core',
    ],
  ])('%s', (_, mails, answers, wanted) => {
    expect(words(...mails, ...answers.map(applied))).toBe(wanted);
  });

  it('is not what became of an earlier revision', () => {
    const second = makeSet('PATCH v2', 3, 'x', { run: 2, at: 20 });
    expect(words(...set, applied({}), ...second)).toBeUndefined();
  });
});

describe('landed in the period', () => {
  const before = { since: MONDAY, until: MONDAY + 10 * 3_600_000 };
  const after = { since: before.until, until: WEEK_10.until };

  it('is what was not applied before', () => {
    const it = happening([...set, applied({})]);
    expect([landedIn(it, before), landedIn(it, after)]).toEqual([true, false]);
  });

  it('is not what was applied already', () => {
    const again = applied({ at: 15, outcome: { tree: 'riscv' } });
    expect(landedIn(happening([...set, applied({}), again]), after)).toBe(false);
  });

  it('is what went further: more parts, or mainline', () => {
    const part = applied({ to: idOf(2) });
    expect(landedIn(happening([...set, part, applied({ at: 15, to: idOf(3) })]), after)).toBe(true);
    const merged = applied({ at: 15, outcome: { state: 'merged' } });
    expect(landedIn(happening([...set, applied({}), merged]), after)).toBe(true);
  });
});
