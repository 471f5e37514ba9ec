import { describe, expect, it } from 'vitest';
import type { DigestEntry } from '../../src/domain/digest.ts';
import { tagText, viewEntry } from '../../src/render/entry.ts';

const PLAIN: DigestEntry = {
  id: 'a@example.org',
  title: 'rust: add a thing',
  url: 'https://lore.example.org/r/a@example.org/',
  author: { name: 'Ada Holm', email: 'ada@example.org' },
  category: 'build',
  areas: [],
  revision: 1,
  rfc: false,
  resend: false,
  parts: { seen: 1, total: 1 },
  diff: null,
  tags: [],
  replies: 0,
  people: 0,
  state: null,
  change: null,
  series: null,
  milestone: null,
  steps: [],
  lists: [],
  evidence: [],
};

function view(change: Partial<DigestEntry>) {
  return viewEntry({ ...PLAIN, ...change }, '2026');
}

function step(what: string, day: string) {
  return { what, date: `2026-04-${day}T00:00:00Z`, url: 'https://lore.example.org/r/b/' };
}

describe('viewEntry', () => {
  it('names a revision only where it says something', () => {
    expect(view({}).revision).toBeNull();
    expect(view({ revision: 4 }).revision).toBe('v4');
    expect(view({ rfc: true }).revision).toBe('RFC');
    expect(view({ rfc: true, revision: 2 }).revision).toBe('RFC v2');
    expect(view({ revision: null, parts: null })).toMatchObject({ revision: null, patches: null });
  });

  it('says what is missing', () => {
    expect(view({ parts: { seen: 3, total: 5 } })).toMatchObject({
      patches: '5 patches',
      missing: '2 of 5 missing',
    });
    expect(view({ parts: { seen: 6, total: 5 } }).missing).toBeNull();
  });

  it('falls back to the category where no area is known', () => {
    expect(view({}).area).toBe('build');
    expect(view({ areas: ['drm', 'pci'] }).area).toBe('drm, pci');
  });

  it('counts replies and the people behind them', () => {
    expect(view({ replies: 1, people: 1 }).replies).toBe('1 reply');
    expect(view({ replies: 4, people: 3 }).replies).toBe('4 replies from 3 people');
    expect(view({ people: 3 }).replies).toBeNull();
  });

  it('puts the day of a lone posting beside its author', () => {
    expect(view({ steps: [step('v1', '02')] })).toMatchObject({ byline: 'Ada Holm, 2 Apr', steps: [] });
    expect(view({ steps: [step('applied to x', '02')] })).toMatchObject({ byline: 'Ada Holm' });
    expect(view({ steps: [step('applied to x', '02')] }).steps).toHaveLength(1);
  });

  it('shortens a long story in its middle', () => {
    const steps = Array.from({ length: 12 }, (_, at) => step(`v${at + 1}`, '02'));
    expect(view({ steps }).steps.map(({ what }) => what)).toEqual([
      ...['v1', '5 more', 'v7', 'v8', 'v9', 'v10', 'v11', 'v12'],
    ]);
  });

  it('counts who gave a tag', () => {
    const tags = [
      { name: 'Reviewed-by', by: ['A <a@b>', 'B', 'C', 'D', 'E'] },
      { name: 'Acked-by', by: ['F'] },
      { name: 'Tested-by', by: [] },
    ];
    expect(view({ tags }).tags.map(tagText)).toEqual(['Reviewed-by (5): A, B, C and 2 more', 'Acked-by: F']);
  });

  it('gives the reasons, rule first', () => {
    const evidence = [{ rule: 'diff-touches-rs', where: 'diff', text: 'rust/kernel/pci.rs' }];
    expect(view({ evidence }).evidence).toEqual(['diff-touches-rs, in diff: rust/kernel/pci.rs']);
  });
});
