import { describe, expect, it } from 'vitest';
import { NO_TREES } from '../../../src/domain/series/shipped.ts';
import { MONDAY, makeMail, makeSet, shuffled } from '../compose/mails.ts';
import { answer, BO, idOf, keysOf, LINUS, stance, stepsOf, told } from './told.ts';

const HOUR = 3_600_000;
const set = makeSet('PATCH', 3, 'x');
const second = makeSet('PATCH v2', 3, 'x', { run: 2, at: 20 });

describe('revisions', () => {
  it('are a step each, the first one the posting, the others with a line', () => {
    const rfc = makeSet('RFC PATCH', 2, 'x');
    const one = makeSet('PATCH', 3, 'x', { run: 2, at: 5 });
    const two = makeSet('PATCH v2', 3, 'x', { run: 3, at: 8 });
    const again = makeSet('PATCH RESEND v2', 3, 'x', { run: 4, at: 40 });
    const steps = stepsOf([...rfc, ...one, ...two, ...again]);
    expect(steps.map(({ key, word, line }) => [key, word, line])).toEqual([
      ['rfc v1', 'posted', false],
      ['v1', 'revised', true],
      ['v2', 'revised', true],
      ['v2 resent', 'revised', true],
    ]);
    expect(steps.map(({ text }) => text)).toEqual([
      'RFC v1, 2 patches',
      'v1, 3 patches',
      'v2, 3 patches',
      'v2 resent, 3 patches',
    ]);
    expect(steps[1]?.url).toContain(idOf(1, 2));
  });

  it('keep their keys when an earlier one comes to light', () => {
    expect(keysOf(second)).toEqual(['v2']);
    expect(keysOf([...second, ...set])).toEqual(['v1', 'v2']);
  });

  it('sent twice without a word are one', () => {
    expect(keysOf([...set, ...makeSet('PATCH', 3, 'x', { run: 2, at: 5 })])).toEqual(['v1']);
  });

  it('are called by their first mail, whatever the parts say', () => {
    const odd = set.map((mail) =>
      mail.part === 3 ? { ...mail, subject: '[RFC PATCH 3/3] rust: part 3 of x' } : mail,
    );
    expect(keysOf(odd)).toEqual(keysOf(odd.slice(0, 2)));
  });

  it('for stable kernels have no line each', () => {
    const of = (kernel: string, at: number) =>
      makeMail({ id: `stable-${kernel}@a`, subject: `[PATCH ${kernel}] rust: fix it`, at });
    const steps = stepsOf([of('6.12', 1), of('6.6', 2)]);
    expect(steps.map(({ key, line }) => [key, line])).toEqual([
      ['for 6.12', false],
      ['for 6.6', false],
    ]);
  });
});

describe('what was applied', () => {
  it('is a step with the tree, and with who said so', () => {
    expect(told([...set, answer({ outcome: { tree: 'rust-next' } })])).toEqual([
      'v1: v1, 3 patches',
      'applied rust-next: applied to rust-next by Bo Falk',
    ]);
  });

  it('part by part is told twice: when it begins, and when all are in', () => {
    const parts = [2, 3, 4].map((n) => answer({ to: idOf(n), at: 8 + n, outcome: { tree: 'rust-next' } }));
    expect(told([...set, ...parts]).slice(1)).toEqual([
      'applied rust-next in part: 1 of 3 applied to rust-next by Bo Falk',
      'applied rust-next: applied to rust-next by Bo Falk',
    ]);
    expect(told([...set, ...parts.slice(0, 2)])).toHaveLength(2);
  });

  it('of which revision does not matter: one tree, one step', () => {
    const first = answer({ to: idOf(2), outcome: { tree: 'rust-next' } });
    const rest = answer({ to: idOf(1, 2), root: idOf(1, 2), at: 30, outcome: { tree: 'Rust-next' } });
    expect(keysOf([...set, first, ...second, rest])).toEqual([
      'v1',
      'applied rust-next in part',
      'v2',
      'applied rust-next',
    ]);
  });

  it('is not told again by a robot, nor by a person what a robot told', () => {
    const robot = { kind: 'notice', by: 'bot@example.org', name: 'bot' } as const;
    const early = answer({ ...robot, at: 9, outcome: { tree: 'mm/mm.git' } });
    const person = answer({ at: 10, outcome: { tree: 'mm-new' } });
    const late = answer({ ...robot, at: 11, outcome: { tree: 'mm/mm.git' } });
    expect(told([...set, early, person])).toContain('applied mm/mm.git: applied to mm/mm.git');
    expect(keysOf([...set, early, person])).toHaveLength(2);
    expect(keysOf([...set, person, late])).toEqual(['v1', 'applied mm-new']);
  });

  it('is not told again without the name of the tree', () => {
    const named = answer({ at: 9, outcome: { tree: 'rust-next' } });
    expect(keysOf([...set, named, answer({ at: 10, outcome: {} })])).toEqual(['v1', 'applied rust-next']);
    const bare = answer({ at: 8, outcome: {} });
    expect(keysOf([...set, bare, named])).toEqual(['v1', 'applied']);
  });

  it('by its author does not count, unless the tree is his', () => {
    const own = { by: 'ada@example.org', name: 'Ada Holm', outcome: { tree: 'rust-next' } };
    expect(keysOf([...set, answer(own)])).toEqual(['v1']);
    const his = set.map((mail) => ({ ...mail, author: { name: LINUS.name, email: LINUS.by } }));
    expect(keysOf([...his, answer({ ...LINUS, outcome: { tree: 'rust-next' } })])).toEqual([
      'v1',
      'applied rust-next',
    ]);
  });

  it('and merged and released by trees and releases are told as well', () => {
    const merged = answer({ kind: 'notice', at: 12, outcome: { state: 'merged', tree: 'mainline' } });
    const date = MONDAY + 90 * HOUR;
    const trees = { ...NO_TREES, finals: [{ version: '7.2', date }] };
    expect(told([...set, merged], trees).slice(1)).toEqual([
      'merged: merged into mainline',
      'released: released with 7.2',
    ]);
  });
});

describe('what was said of it', () => {
  it('is a step each for an objection, once a person and revision', () => {
    const mails = [
      ...set,
      answer({ id: 'n1@b', at: 5, ...stance('nack') }),
      answer({ id: 'n2@b', at: 6, ...stance('nack') }),
      answer({ id: 'c1@b', at: 7, by: 'cy@example.org', name: 'Cy', ...stance('changes') }),
    ];
    expect(told(mails)).toEqual([
      'v1: v1, 3 patches',
      'nack n1@b: NACKed by Bo Falk',
      'changes c1@b: changes requested by Cy',
    ]);
  });

  it('rejects where a maintainer says no; the same step once a revision follows', () => {
    const nack = answer({ id: 'n@b', ...LINUS, ...stance('nack') });
    const words = (mails: typeof set) => stepsOf(mails).find(({ key }) => key === 'nack n@b')?.word;
    expect(words([...set, nack])).toBe('rejected');
    expect(words([...set, nack, ...second])).toBe('objected');
  });

  it('can be taken back by the author; not with a word to an earlier revision', () => {
    const own = { by: 'ada@example.org', name: 'Ada Holm' };
    const back = answer({ id: 'w@a', at: 9, ...own, ...stance('withdrawn') });
    expect(told([...set, back]).at(-1)).toBe('withdrawn w@a: withdrawn by its author');
    const late = answer({ id: 'l@a', at: 30, ...own, ...stance('superseded') });
    expect(keysOf([...set, ...second, late])).toEqual(['v1', 'v2']);
  });

  it('is reviewed where each part is, before it was applied', () => {
    const tags = [{ name: 'Reviewed-by', by: 'Bo Falk <bo@example.org>' }];
    const review = answer({ said: { tags }, at: 6 });
    const steps = stepsOf([...set, review]);
    expect(steps.map(({ key, line }) => [key, line])).toEqual([
      ['v1', false],
      ['reviewed v1', false],
    ]);
    const applied = answer({ ...BO, at: 5, outcome: { tree: 'x-next' } });
    expect(keysOf([...set, applied, review])).toEqual(['v1', 'applied x-next']);
  });
});

describe('a pull request', () => {
  const pull = (id: string, at: number) => makeMail({ id, subject: '[GIT PULL] Rust for 7.2', at });
  const merged = makeMail({
    id: 'merged@bot',
    subject: 'Re: [GIT PULL] Rust for 7.2',
    at: 30,
    to: 'p1@a',
    kind: 'notice',
    by: 'bot@example.org',
    outcome: { state: 'merged', tree: 'mainline' },
  });

  it('is posted, and merged', () => {
    expect(told([pull('p1@a', 1), merged])).toEqual(['sent p1@a: posted', 'merged: merged into mainline']);
  });

  it('that is sent again is the same one', () => {
    const steps = stepsOf([pull('p1@a', 1), pull('p2@a', 5)]);
    expect(steps.map(({ key, word, line }) => [key, word, line])).toEqual([
      ['sent p1@a', 'posted', false],
      ['sent p2@a', 'revised', true],
    ]);
  });
});

it('does not depend on the order of the mails', () => {
  const tags = [{ name: 'Acked-by', by: 'Bo Falk <bo@example.org>' }];
  const mails = [
    ...set,
    ...second,
    answer({ said: { tags } }),
    answer({ to: idOf(3, 2), root: idOf(1, 2), at: 25, outcome: { tree: 'a' } }),
    answer({ to: idOf(1, 2), root: idOf(1, 2), at: 26, outcome: { tree: 'b' } }),
  ];
  for (let seed = 1; seed <= 20; seed++) expect(stepsOf(shuffled(mails, seed))).toEqual(stepsOf(mails));
});
