import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../../src/domain/ids.ts';
import { gatherSeries } from '../../../src/domain/series/gather.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import type { Series } from '../../../src/domain/series/series.ts';
import type { Stance } from '../../../src/domain/series/stance.ts';
import { type StoryOptions, tellSeries } from '../../../src/domain/series/story.ts';
import { titleKey } from '../../../src/domain/series/title.ts';
import { type MailSpec, makeMail, makeSet, STORY } from '../compose/mails.ts';

const PATCH = 'a@x';
const BOB = { by: 'bob@example.org', name: 'Bob Reed' };
const LINUS = { by: 'linus@example.org', name: 'Linus' };

function tell(mails: readonly SeriesMail[], options: Partial<StoryOptions> = {}): Series {
  const [series, ...others] = tellSeries(gatherSeries(mails), { ...STORY, ...options });
  if (!series || others.length > 0) throw new Error('not one series');
  return series;
}

const patch = (spec: Partial<MailSpec> = {}): SeriesMail =>
  makeMail({ id: PATCH, subject: '[PATCH] pwm: a fan', ...spec });

let count = 0;
function answer(spec: Partial<MailSpec> = {}): SeriesMail {
  return makeMail({
    id: `re${count++}@x`,
    subject: 'Re: [PATCH] pwm: a fan',
    to: PATCH,
    at: 5,
    ...BOB,
    ...spec,
  });
}

const tag = (name: string, by = 'Bob Reed <bob@example.org>'): Partial<MailSpec> => ({
  said: { tags: [{ name, by }] },
});
const stance = (what: Stance['what']): Partial<MailSpec> => ({
  said: { stance: { what, quote: 'So be it.' } },
});

describe('how far it got', () => {
  it('posted, or an RFC', () => {
    expect(tell([patch()])).toMatchObject({ state: 'posted', evidence: { messageId: PATCH } });
    expect(tell([patch({ subject: '[RFC PATCH] pwm: a fan' })]).state).toBe('rfc');
  });

  it('reviewed by a tag in an answer, with the line that says so', () => {
    expect(tell([patch(), answer(tag('Reviewed-by'))])).toMatchObject({
      state: 'reviewed',
      evidence: { by: 'Bob Reed <bob@example.org>', quote: 'Reviewed-by: Bob Reed <bob@example.org>' },
    });
  });

  it('not by a test alone, nor by its own author', () => {
    expect(tell([patch(), answer(tag('Tested-by'))]).state).toBe('posted');
    expect(tell([patch(), answer(tag('Acked-by', 'Ada Holm <ada@example.org>'))]).state).toBe('posted');
  });

  it('reviewed only if every part is; a tag on the cover letter counts for all', () => {
    const set = makeSet('PATCH', 2, 'pci: it');
    const to = (n: number, id: string): SeriesMail =>
      answer({ to: set[n]?.messageId ?? '', root: set[0]?.messageId ?? '', id, ...tag('Reviewed-by') });
    expect(tell([...set, to(1, 'r1@x')]).state).toBe('posted');
    expect(tell([...set, to(1, 'r1@x'), to(2, 'r2@x')]).state).toBe('reviewed');
    expect(tell([...set, to(0, 'r0@x')]).state).toBe('reviewed');
  });

  it('not where parts were never seen, unless the cover letter was vouched for', () => {
    const set = makeSet('PATCH', 3, 'pci: it');
    const seen = set.slice(0, 2);
    const to = (n: number, id: string): SeriesMail =>
      answer({ to: set[n]?.messageId ?? '', root: set[0]?.messageId ?? '', id, ...tag('Reviewed-by') });
    expect(tell([...seen, to(1, 'r1@x')]).state).toBe('posted');
    expect(tell([...seen, to(0, 'r0@x')]).state).toBe('reviewed');
  });

  it('a tag on an older revision does not review the new one, unless it is carried', () => {
    const next = (spec: Partial<MailSpec> = {}): SeriesMail =>
      patch({ id: 'b@x', subject: '[PATCH v2] pwm: a fan', at: 50, ...spec });
    expect(tell([patch(), answer(tag('Reviewed-by')), next()]).state).toBe('posted');
    expect(tell([patch(), answer(tag('Reviewed-by')), next(tag('Reviewed-by'))]).state).toBe('reviewed');
  });

  it('applied, with tree, person and quote', () => {
    const series = tell([
      patch(),
      answer({ outcome: { tree: 'rust-next', quote: 'Applied to rust-next.' } }),
    ]);
    expect(series).toMatchObject({
      state: 'applied',
      evidence: { by: 'Bob Reed <bob@example.org>', quote: 'Applied to rust-next.' },
      landing: [{ state: 'applied', tree: 'rust-next', pulled: false }],
    });
  });

  it('not by its author, unless the tree is his', () => {
    const own = { by: 'ada@example.org', name: 'Ada Holm', outcome: { tree: 'next' } };
    expect(tell([patch(), answer(own)]).state).toBe('posted');
    expect(tell([patch(), answer(own)], { isMaintainer: () => true }).state).toBe('applied');
  });

  it('what was applied of v1 is not applied of v2', () => {
    const next = patch({ id: 'b@x', subject: '[PATCH v2] pwm: a fan', at: 50 });
    expect(tell([patch(), answer({ outcome: {} }), next]).state).toBe('posted');
    const robot = answer({ kind: 'notice', outcome: {}, at: 60 });
    expect(tell([patch(), next, robot]).state).toBe('posted');
  });

  it('one part of four is not the set; the last part is', () => {
    const set = makeSet('PATCH', 4, 'pci: it');
    const to = (n: number): SeriesMail =>
      answer({
        to: set[n]?.messageId ?? '',
        root: set[0]?.messageId ?? '',
        subject: `Re: [PATCH ${n}/4] x`,
        outcome: {},
      });
    expect(tell([...set, to(1)]).state).toBe('posted');
    expect(tell([...set, to(4)]).state).toBe('applied');
    expect(tell([...set, to(1), to(2), to(3)]).state).toBe('applied');
  });

  it('stale when nobody wrote for long, as of the end of what was read', () => {
    expect(tell([patch()], { staleAfterDays: 3 }).state).toBe('stale');
    expect(tell([patch(), answer({ at: 5 * 24 })], { staleAfterDays: 3 }).state).toBe('posted');
    expect(tell([patch(), answer({ outcome: {} })], { staleAfterDays: 3 }).state).toBe('applied');
  });

  it('rejected by a maintainer; a bystander only objects', () => {
    const bystander = tell([patch(), answer(stance('nack'))]);
    expect(bystander).toMatchObject({ state: 'posted', objections: [{ what: 'nack', revision: 1 }] });
    expect(tell([patch(), answer({ ...LINUS, ...stance('nack') })])).toMatchObject({
      state: 'rejected',
      evidence: { by: 'Linus <linus@example.org>' },
    });
  });

  it('a revision after the no is open again', () => {
    const next = patch({ id: 'b@x', subject: '[PATCH v2] pwm: a fan', at: 50 });
    const series = tell([patch(), answer({ ...LINUS, ...stance('nack') }), next]);
    expect(series).toMatchObject({ state: 'posted', objections: [] });
  });

  it('taken back by its author, and by nobody else', () => {
    const own = { by: 'ada@example.org', name: 'Ada Holm' };
    expect(tell([patch(), answer({ ...own, ...stance('withdrawn') })]).state).toBe('superseded');
    expect(tell([patch(), answer(stance('withdrawn'))]).state).toBe('posted');
  });

  it('that is said to be superseded below an older revision is not: the newer one stands', () => {
    const own = { by: 'ada@example.org', name: 'Ada Holm' };
    const next = patch({ id: 'b@x', subject: '[PATCH v2] pwm: a fan', at: 50 });
    const said = { ...own, ...stance('superseded'), at: 60 };
    expect(tell([patch(), next, answer(said)]).state).toBe('posted');
    expect(tell([patch(), next, answer({ ...said, to: 'b@x' })]).state).toBe('superseded');
  });
});

describe('pull requests', () => {
  const pull = (spec: Partial<MailSpec> = {}): SeriesMail =>
    makeMail({
      id: 'pull@x',
      subject: '[GIT PULL] PWM updates for v7.1',
      at: 90,
      ...LINUS,
      said: { listed: [titleKey('pwm: a fan')] },
      ...spec,
    });
  const merged = makeMail({
    id: 'merged@x',
    subject: 'Re: [GIT PULL] PWM updates for v7.1',
    kind: 'notice',
    to: 'pull@x',
    at: 99,
    outcome: { state: 'merged', tree: 'mainline', quote: 'has been merged into torvalds/linux.git' },
  });

  it('whoever lists it took it; the notice brings it to mainline', () => {
    const series = tell([patch(), pull()]);
    expect(series).toMatchObject({ state: 'applied', landing: [{ pulled: true, messageId: 'pull@x' }] });
    expect(series.evidence?.quote).toContain('lists "pwm: a fan"');
    expect(tell([patch(), pull(), merged])).toMatchObject({
      state: 'merged',
      evidence: { messageId: 'merged@x' },
    });
  });

  it('not one from before it was posted, nor one that lists one patch of four', () => {
    expect(tell([patch({ at: 95 }), pull()]).state).toBe('posted');
    const set = makeSet('PATCH', 4, 'pci: it');
    const listed = [titleKey('rust: part 1 of pci: it')];
    expect(tell([...set, pull({ said: { listed } })]).state).toBe('posted');
  });
});

it('who vouched for which revision, each person once', () => {
  const mails = [
    patch(),
    answer(tag('Reviewed-by')),
    answer({ ...tag('Reviewed-by', 'Bob Reed <bob@work.example>'), at: 6 }),
    patch({ id: 'b@x', subject: '[PATCH v2] pwm: a fan', at: 50, ...tag('Reviewed-by') }),
    answer({ to: 'b@x', at: 60, ...LINUS, ...tag('Acked-by', 'Linus <linus@example.org>') }),
  ];
  const [first, second] = tell(mails).revisions;
  expect(first?.tags).toEqual(new Map([['Reviewed-by', ['Bob Reed <bob@example.org>']]]));
  expect(first?.replies).toBe(2);
  expect(second?.tags).toEqual(new Map([['Acked-by', ['Linus <linus@example.org>']]]));
  expect(second?.carried).toEqual(new Map([['Reviewed-by', ['Bob Reed <bob@example.org>']]]));
  expect(second?.link?.to).toBe(PATCH as MessageId);
});
