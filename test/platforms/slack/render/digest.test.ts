import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../../src/domain/digest.ts';
import { renderDigestPosts } from '../../../../src/platforms/slack/render/digest.ts';
import { readDigest } from '../../../render/fixtures.ts';
import { checkMessage, seenOf } from '../contract.ts';

const URL = 'https://lorewatch.example.org/digest/2026-W14';
const OPTIONS = { url: URL, cadence: 'weekly MON 09:00 Europe/Berlin', filter: 'area:drm' };
const full = readDigest('full');

/** So many entries in each section, each with a number of its own. */
function longer(count: number): Digest {
  const sections = full.sections.map((section) => ({
    ...section,
    entries: Array.from({ length: count }, (_, at) => ({
      ...(section.entries[0] ?? expect.fail()),
      title: `${section.id} number ${at}`,
    })),
    more: 0,
    moreUrl: null,
  }));
  return { ...full, sections };
}

describe('a digest in Slack', () => {
  it('begins with the news, then the period and its numbers', () => {
    const [head] = renderDigestPosts(full, OPTIONS);
    const [header, context] = head?.blocks ?? [];
    expect(header).toMatchObject({
      type: 'header',
      text: { type: 'plain_text', text: full.headline[0]?.replace(/\.$/, '') },
    });
    expect(seenOf([context ?? expect.fail()])).toMatch(/week 14 of 2026.*\n41 series · 57 revisions/);
    expect(head?.text).toContain('The kernel will ask for Rust 1.85');
  });

  it('has a section a milestone with its buttons, and one line for any other entry', () => {
    const [head] = renderDigestPosts(full, OPTIONS);
    const blocks = head?.blocks ?? [];
    const rows = blocks.filter(({ type }) => type === 'actions');
    expect(JSON.stringify(rows[0])).toContain('"value":"n:why||what=bump@example.org"');
    expect(JSON.stringify(rows[0])).toContain('"value":"n:follow||mail=bump@example.org"');
    expect(rows).toHaveLength(2);
    const lines = seenOf(blocks).split('\n');
    expect(lines.filter((line) => line.includes('Change Rust Binder crate name'))).toEqual([
      '• Change Rust Binder crate name to rust_binder v4 · Liv Brandt, 3 Apr · android/binder',
    ]);
    expect(JSON.stringify(blocks)).toContain('> `v4` · ');
  });

  it('ends with the page, the filter and how to change it', () => {
    const [head] = renderDigestPosts(full, OPTIONS);
    const last = JSON.stringify(head?.blocks.at(-1));
    expect(last).toContain(
      `<${URL}|Open on the web> · \`area:drm\` · weekly MON 09:00 Europe/Berlin · change it: \`/lorewatch subscriptions\``,
    );
  });

  it.each([5, 12, 30, 200])(
    'R7: of %d entries a section none is lost: each is told in its order, or counted',
    (count) => {
      const digest = longer(count);
      const posts = renderDigestPosts(digest, OPTIONS);
      expect(posts.length).toBeLessThanOrEqual(4);
      for (const post of posts) expect(checkMessage(post)).toEqual([]);
      const seen = posts.map(({ blocks }) => seenOf(blocks)).join('\n');
      const more = [...seen.matchAll(/and (\d+) more in/g)].reduce((sum, [, left]) => sum + Number(left), 0);
      const told = [...seen.matchAll(/([a-z-]+) number (\d+)/g)].map(([, id, at]) => `${id} ${at}`);
      const all = digest.sections.flatMap(({ id, entries }) => entries.map((_, at) => `${id} ${at}`));
      expect(told.length + more).toBe(all.length);
      const shown = new Set(told);
      expect(told).toEqual(all.filter((each) => shown.has(each)));
      if (more > 0)
        expect(posts.at(-1)?.blocks.at(posts.length === 1 ? -2 : -1)).toMatchObject({ type: 'context' });
    },
  );

  it('stands in the same parts with a picture as without', () => {
    const digest = longer(30);
    const [, ...without] = renderDigestPosts(digest, OPTIONS);
    const [, ...pictured] = renderDigestPosts(digest, { ...OPTIONS, picture: { id: 'F1', alt: 'x' } });
    expect(pictured).toEqual(without);
  });

  it('says so where nothing happened', () => {
    const [head, ...others] = renderDigestPosts(
      { ...full, sections: [] },
      { ...OPTIONS, filter: '', cadence: '' },
    );
    expect(others).toEqual([]);
    expect(seenOf(head?.blocks ?? [])).toMatch(/Nothing to list in this period\.\n(?:.*\n)*.*everything$/);
  });
});
