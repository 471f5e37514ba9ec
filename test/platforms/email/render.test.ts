import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeMail } from '../../../src/platforms/email/compose.ts';
import { fitDigest } from '../../../src/platforms/email/fit.ts';
import { createBodies, renderLetter } from '../../../src/platforms/email/render.ts';
import type { Post } from '../../../src/ports/platform.ts';
import { renderText } from '../../../src/render/text.ts';
import { HOSTILE, parcelFor } from '../../contracts/posts.ts';
import { anyDigest } from '../../render/any-digest.ts';
import { readDigest } from '../../render/fixtures.ts';

const HEAD = { domain: 'example.org', listDomain: 'example.org', program: 'lorewatch 1.2.3' };
const ENVELOPE = {
  sender: { name: 'news', address: 'bot@example.org', domain: 'example.org' },
  to: 'ada@example.org',
  date: new Date('2026-04-02T12:00:00Z'),
  key: 'key-1',
  dkim: undefined,
};
const FIELDS = 16;

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('\r\nBcc: x@y.org', '\u202e', '=?utf-8?q?x?='),
);
const anyPost: fc.Arbitrary<Post> = fc.oneof(
  anyDigest.map((digest): Post => ({ what: 'digest', digest, issue: '2026-W14', url: undefined })),
  words.map((title): Post => ({ what: 'card', card: { ...HOSTILE, title, state: title } })),
  fc.tuple(words, words).map(([title, subject]): Post => {
    const [step] = HOSTILE.steps;
    if (!step) throw new Error('no step');
    return { what: 'line', card: { ...HOSTILE, title }, step, under: { messageId: subject, subject } };
  }),
  words.map((text): Post => ({ what: 'notice', text })),
);

describe('a letter', () => {
  it('is plain ASCII with the fields that we gave it, whatever strangers wrote', async () => {
    await fc.assert(
      fc.asyncProperty(anyPost, words, async (post, filter) => {
        const subscription = { id: 3, filter, cadence: 'now', unsubscribe: `https://example.org/${filter}` };
        const letter = renderLetter(parcelFor('mailto:ada@example.org', post, { subscription }), HEAD);
        expect(letter.subject).toMatch(/^[^\p{Cc}\u202a-\u202e]{1,200}$/u);
        const mail = (await composeMail(letter, ENVELOPE)).toString('latin1');
        expect(mail).toMatch(/^[\t\r\n -~]*$/);
        const [head = ''] = mail.split('\r\n\r\n', 1);
        const fields = head.split('\r\n').filter((line) => !/^[ \t]/.test(line));
        expect(fields.every((field) => /^[A-Za-z-]+: /.test(field))).toBe(true);
        expect(fields.length).toBeLessThanOrEqual(FIELDS);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a digest that is too large', () => {
  const digest = readDigest('huge');
  const render = (shown: typeof digest): string => renderText(shown);
  const url = 'https://lorewatch.example.org/digest/x';

  it('loses the last entries of its longest sections, and says how many', () => {
    const whole = fitDigest(digest, { render, limit: 1e9, url }) ?? expect.fail();
    expect(whole).toBe(render(digest));
    const limit = Math.floor(whole.length / 2);
    const half = fitDigest(digest, { render, limit, url }) ?? expect.fail();
    expect(new TextEncoder().encode(half).length).toBeLessThanOrEqual(limit);
    expect(half).toMatch(/and [\d,]+ more\n +https:\/\/lorewatch.example.org\/digest\/x/);
    for (const { title, entries } of digest.sections)
      if (entries.length > 0) expect(half).toContain(title.toUpperCase());
  });

  it('is none where not even its titles fit', () => {
    expect(fitDigest(digest, { render, limit: 100, url })).toBeUndefined();
  });
});

describe('the letters of one digest', () => {
  const post = (issue: string): Extract<Post, { what: 'digest' }> => {
    return { what: 'digest', digest: readDigest('huge'), issue, url: undefined };
  };

  it('share what they have in common, and are the same as without that', () => {
    const bodies = createBodies();
    expect(bodies(post('one'))).toBe(bodies(post('one')));
    expect(bodies(post('two'))).not.toBe(bodies(post('one')));
    const parcel = parcelFor('mailto:ada@example.org', post('one'));
    expect(renderLetter(parcel, HEAD, bodies)).toEqual(renderLetter(parcel, HEAD));
  });

  it('are not remembered for ever', () => {
    const bodies = createBodies();
    const first = bodies(post('one'));
    for (let n = 0; n < 40; n++) bodies(post(`issue ${n}`));
    expect(bodies(post('one'))).not.toBe(first);
  });
});
