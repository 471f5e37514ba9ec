import { beforeEach, describe, expect, test } from 'vitest';
import { makeMail, makeMails, RUST_DIFF, START } from '../../sources/mails.ts';
import { arriving } from './arrivals.ts';
import { find, get, idsOf, LIST, lore, MINUTE, NOW, publish } from './visit.ts';

describe('Atom', () => {
  const HARD = 'a/b+c=d%e&f?g#h@example.org';

  test('is written as lore writes it', async () => {
    publish([
      { id: 'first@example.org', subject: 'plain' },
      {
        id: HARD,
        subject: 'Vec<u8> & co',
        inReplyTo: 'first@example.org',
        body: `> quoted\nsee https://example.org/x.\n\n${RUST_DIFF}`,
      },
    ]);
    const answer = await get(`/${LIST}/new.atom`);
    expect(answer.headers.get('content-type')).toBe('application/atom+xml');
    expect([answer.headers.get('etag'), answer.headers.get('last-modified')]).toEqual([null, null]);
    const text = await answer.text();
    const base = lore.url.concat(`/${LIST}/`);
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="us-ascii"\?>\n<feed\nxmlns="http:\/\/www.w3.org\/2005\/Atom"\n/,
    );
    expect(text).toContain(
      '<title\ntype="html">Vec&lt;u8&gt; &amp; co</title><updated>2025-06-01T00:01:00Z</updated><link\n' +
        `href="${base}a%2Fb+c=d%25e&amp;f%3Fg%23h@example.org/"/><id>urn:uuid:`,
    );
    // echo -n first@example.org | sha1sum
    const uuid = 'urn:uuid:61b132fa-83de-4c22-0e09-57f098b78cc9';
    expect(text).toContain(
      `<title>plain</title><updated>2025-06-01T00:00:00Z</updated><link\nhref="${base}first@example.org/"/><id>${uuid}</id>`,
    );
    expect(text).toContain(
      `<thr:in-reply-to\nref="${uuid}"\nhref="${base}first@example.org/"/><content\ntype="xhtml"><div\n`,
    );
    expect(text).toContain(
      '<span\nclass="q">&gt; quoted\n</span>see <a\nhref="https://example.org/x">https://example.org/x</a>.\n',
    );
    expect(text).toContain(
      '<span\nclass="del">-fn old() {}\n</span><span\nclass="add">+fn new() {}\n</span> // end\n',
    );
    expect(text).not.toContain('<published>');
    expect(await idsOf(get(`/${LIST}/new.atom`))).toEqual([HARD, 'first@example.org']);
  });

  test('is ASCII, whatever the mail is', async () => {
    publish([
      { id: 'é@example.org', subject: 'naïve 🦀\u0007', from: '"Ünal" <u@example.org>', body: 'ß\u0001\n' },
    ]);
    const text = await (await get(`/${LIST}/new.atom`)).text();
    expect(text).not.toMatch(/[^\t\n\x20-\x7e]/);
    expect(text).toContain('<name>&#220;nal</name>');
    expect(text).toContain('<title\ntype="html">na&#239;ve &#129408;\\x07</title>');
    expect(text).toContain('&#223;\\x01\n');
  });

  test('is packed for those who ask for it', async () => {
    publish([{ id: 'a@example.org' }]);
    const plain = await get(`/${LIST}/new.atom`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const packed = await get(`/${LIST}/new.atom`, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(await packed.text()).toBe(await plain.text());
  });

  test('may show another time than the one it is sorted by', async () => {
    lore.publish(LIST, [
      { bytes: makeMail({ id: 'a@example.org' }), arrived: NOW },
      { bytes: makeMail({ id: 'b@example.org' }), arrived: NOW + MINUTE, updated: NOW - MINUTE },
      { bytes: makeMail({ id: 'late@example.org' }), arrived: NOW + 2 * MINUTE, received: NOW - 2 * MINUTE },
    ]);
    const text = await (await get(`/${LIST}/new.atom`)).text();
    const shown = [...text.matchAll(/<updated>([^<]+)/g)].slice(1).map(([, time]) => time);
    expect(shown).toEqual(['2025-05-31T23:59:00Z', '2025-06-01T00:00:00Z', '2025-05-31T23:58:00Z']);
    expect(await idsOf(find(`rt:${START}..`))).toEqual(['b@example.org', 'a@example.org']);
  });
});

describe('new.atom', () => {
  const ids = (from: number, to: number): string[] =>
    Array.from(
      { length: Math.abs(to - from) + 1 },
      (_, n) => `mail-${from + (to < from ? -n : n)}@example.org`,
    );

  beforeEach(() => lore.publish(LIST, arriving(makeMails(60), NOW)));

  test('has the 25 newest, and pages by time', async () => {
    expect(await idsOf(get(`/${LIST}/new.atom`))).toEqual(ids(59, 35));
    expect(await idsOf(get(`/${LIST}/new.atom?t=20250601003000`))).toEqual(ids(30, 6));
    expect(await idsOf(get(`/${LIST}/new.atom?t=20250601002000-`))).toEqual(ids(20, 44));
    expect(await idsOf(get(`/${LIST}/new.atom?t=20250601002000-20250601005000`))).toEqual(ids(50, 26));
    // Where fewer came since then, it has the newest.
    expect(await idsOf(get(`/${LIST}/new.atom?t=20250601005000-`))).toEqual(ids(59, 35));
    expect((await get(`/${LIST}/new.atom?t=20250531000000`)).status).toBe(404);
  });
});
