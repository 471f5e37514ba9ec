import { describe, expect, it } from 'vitest';
import { type HeadlineInput, makeHeadline } from '../../../src/domain/compose/headline.ts';
import type { DigestEntry, DigestSection, SectionId } from '../../../src/domain/digest.ts';
import { WEEK_10 } from './mails.ts';

function entry(fields: Partial<DigestEntry>): DigestEntry {
  return {
    id: 'x@a',
    title: 'rust: x',
    parts: { seen: 1, total: 1 },
    replies: 0,
    people: 0,
    state: null,
    ...fields,
  } as DigestEntry;
}

function section(id: SectionId, entries: DigestEntry[], more = 0): DigestSection {
  return { id, title: id, entries, more, moreUrl: null };
}

function headline(sections: DigestSection[], fields: Partial<HeadlineInput> = {}): string {
  const figures = {
    series: 0,
    revisions: 0,
    patches: 31,
    reviews: 0,
    people: 13,
    newcomers: 0,
    mails: 69,
    share: 1,
  };
  return makeHeadline({
    topic: 'Rust',
    period: WEEK_10,
    sections,
    figures,
    mailsRead: 100,
    lastBefore: undefined,
    ...fields,
  }).join(' ');
}

const figures = (people: number, mails: number, patches: number): Pick<HeadlineInput, 'figures'> => ({
  figures: { series: 0, revisions: 0, patches, reviews: 0, people, newcomers: 0, mails, share: 1 },
});

describe('the headline', () => {
  it('is the news in numbers, then what landed, then what was argued about', () => {
    const made = headline([
      section('landed', [entry({ title: 'rust: pci', state: 'applied to rust-next' }), entry({ id: 'y@a' })]),
      section('new-series', [entry({ id: 'z@a', title: 'rust: dma', replies: 40, people: 16 })]),
      section('new-revisions', [entry({}), entry({})], 9),
    ]);
    expect(made).toBe(
      'Two series landed, one is new and 11 came back revised; 13 people wrote 69 mails, 31 of them patches. ' +
        '“rust: pci” was applied to rust-next. Most discussed: “rust: dma”, 40 replies from 16 people.',
    );
  });

  it.each<[string, DigestSection[], Partial<HeadlineInput>]>([
    [
      'One series is new; one person wrote one mail, a patch.',
      [section('new-series', [entry({})])],
      figures(1, 1, 1),
    ],
    [
      'Two series are new; one person wrote two mails, all of them patches.',
      [section('new-series', [entry({}), entry({})])],
      figures(1, 2, 2),
    ],
    [
      'A pull request was sent; two people wrote three mails, none of them a patch.',
      [section('pulls', [entry({ parts: null })])],
      figures(2, 3, 0),
    ],
    [
      'Six people wrote ten mails about Rust, one of them a patch.',
      [section('tooling-docs', [entry({})])],
      figures(6, 10, 1),
    ],
    [
      'A pull request was merged; two people wrote 12 mails, none of them a patch. “Rust” was merged into mainline.',
      [section('landed', [entry({ title: 'Rust', parts: null, state: 'merged into mainline' })])],
      figures(2, 12, 0),
    ],
    [
      'One series landed. Two of seven patches of “rust: x” were applied to rust-next.',
      [section('landed', [entry({ state: '2 of 7 applied to rust-next' })])],
      figures(0, 0, 0),
    ],
    [
      'One series landed. One of two patches of “rust: x” was applied.',
      [section('landed', [entry({ state: '1 of 2 applied' })])],
      figures(0, 0, 0),
    ],
  ])('%s', (wanted, sections, input) => {
    expect(headline(sections, input)).toBe(wanted);
  });

  it('does not tell of one thing twice, and cuts what is too long', () => {
    const busy = entry({ title: 'x'.repeat(300), state: 'applied', replies: 99 });
    const made = headline([section('landed', [busy])]);
    expect(made).not.toContain('Most discussed');
    expect(made.length).toBeLessThan(250);
  });

  it.each<[string, Partial<HeadlineInput>]>([
    ['A quiet week: nothing about Rust in 1,204 mails.', { mailsRead: 1204, ...figures(0, 0, 0) }],
    ['A quiet week: nothing about Rust in the one mail.', { mailsRead: 1, ...figures(0, 0, 0) }],
    ['A quiet week: no mail was read.', { mailsRead: 0, ...figures(0, 0, 0) }],
    [
      'A quiet week: only two of 67 mails are about Rust, and no news.',
      { mailsRead: 67, ...figures(2, 2, 0) },
    ],
    [
      'A quiet week: nothing about Rust in 67 mails. The last news was “rust: x” on 2 Mar 2026.',
      { mailsRead: 67, ...figures(0, 0, 0), lastBefore: { title: 'rust: x', date: WEEK_10.since } },
    ],
  ])('of nothing: %s', (wanted, input) => {
    expect(headline([], input)).toBe(wanted);
  });
});
