import { generateKeyPairSync } from 'node:crypto';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmail } from '../../../src/platforms/email/email.ts';
import { SMTP_TIMES } from '../../../src/platforms/email/times.ts';
import type { Parcel, Post } from '../../../src/ports/platform.ts';
import { CALM, describePlatform } from '../../contracts/platform.ts';
import { CARD, LONG, POSTS, parcelFor } from '../../contracts/posts.ts';
import { startSmtp } from '../../fakes/smtp.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

const TARGET = 'mailto:ada@example.org';
const QUICK = { ...SMTP_TIMES, hold: [0, 0] } as const;

async function start(more: Partial<Parameters<typeof createEmail>[0]> = {}) {
  const smtp = await startSmtp();
  const url = `smtp://127.0.0.1:${smtp.port}`;
  const from = 'Rust news <bot@news.example.org>';
  const platform = createEmail({ url, from, version: '1.2.3', times: QUICK, ...more });
  open.push(platform, smtp);
  /** Sends it, and gives it as it arrived. */
  const bring = async (post: Post, parcel: Partial<Parcel> = {}) => {
    const outcome = await platform.send(parcelFor(TARGET, post, parcel), CALM);
    const raw = smtp.mails.at(-1)?.raw ?? expect.fail();
    const head = raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
    return { outcome, raw, head, mail: await PostalMime.parse(raw) };
  };
  return { platform, smtp, bring };
}

describePlatform('a mail', async () => {
  const { platform, smtp } = await start();
  return {
    platform,
    target: TARGET,
    arrived: async () => smtp.mails.map(({ raw }) => raw.toString('latin1')),
  };
});

const header = (mail: { headers: { key: string; value: string }[] }, key: string) =>
  mail.headers.filter((each) => each.key === key).map(({ value }) => value);

describe('a mail', () => {
  it('says what it is, and how it ends', async () => {
    const { bring } = await start();
    const { mail, outcome } = await bring({ what: 'card', card: CARD });
    const id = '<01k2abc-17.lorewatch@news.example.org>';
    expect(mail).toMatchObject({
      messageId: id,
      subject: 'rust: add abstractions for made-up devices (v2, reviewed)',
      from: { name: 'Rust news', address: 'bot@news.example.org' },
      to: [{ address: 'ada@example.org' }],
      date: '2026-04-02T12:00:00.000Z',
      attachments: [],
    });
    expect(header(mail, 'list-id')).toEqual(['lorewatch subscription 3 <s3.lorewatch.news.example.org>']);
    expect(header(mail, 'list-unsubscribe')).toEqual(['<https://lorewatch.example.org/unsubscribe/T0KEN>']);
    expect(header(mail, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(header(mail, 'auto-submitted')).toEqual(['auto-generated']);
    expect(header(mail, 'x-auto-response-suppress')).toEqual(['All']);
    expect(header(mail, 'precedence')).toEqual(['list']);
    expect(outcome).toMatchObject({ what: 'sent', receipt: { messageId: id, subject: mail.subject } });
  });

  it('can be left with one click only where there is a page over https', async () => {
    const { bring } = await start();
    const subscription = { id: 3, filter: '', cadence: 'now' };
    const none = await bring(
      { what: 'card', card: CARD },
      { subscription: { ...subscription, unsubscribe: undefined } },
    );
    expect(none.head).not.toMatch(/^List-Unsubscribe/im);
    expect(none.mail.text).toContain('lorewatch subscriptions remove 3');
    expect(none.mail.text).toContain('everything, now');
    const page = await bring(
      { what: 'card', card: CARD },
      { subscription: { ...subscription, unsubscribe: 'http://localhost:8080/unsubscribe/T' } },
    );
    expect(page.head).toMatch(/^List-Unsubscribe: <http:\/\/localhost/m);
    expect(page.head).not.toMatch(/^List-Unsubscribe-Post/im);
  });

  it('has a line under its card in one thread, by one subject', async () => {
    const { bring, platform } = await start();
    const { outcome, mail } = await bring({ what: 'card', card: CARD });
    const under = outcome.what === 'sent' ? outcome.receipt : expect.fail();
    const [, step] = CARD.steps;
    if (!step) return expect.fail();
    const later = { ...CARD, title: 'another title', state: 'merged' };
    const answer = await bring({ what: 'line', card: later, step, under }, { key: 'key-2' });
    expect(answer.mail).toMatchObject({
      inReplyTo: mail.messageId,
      references: mail.messageId,
      subject: `Re: ${mail.subject}`,
    });
    expect(answer.mail.messageId).not.toBe(mail.messageId);
    const alone = await bring({ what: 'line', card: CARD, step, under: undefined }, { key: 'key-3' });
    expect(alone.mail.inReplyTo).toBeUndefined();
    expect(platform.can).toEqual({ edit: false, lines: true, nonce: 0 });
  });

  it('to the operator is of no subscription', async () => {
    const { bring } = await start();
    const { mail } = await bring(
      { what: 'notice', text: 'The store is nearly full.' },
      { subscription: { id: 0, filter: '', cadence: 'now', unsubscribe: undefined } },
    );
    expect(mail.subject).toBe('lorewatch: The store is nearly full.');
    expect(header(mail, 'list-id')).toEqual(['lorewatch notices <notices.lorewatch.news.example.org>']);
    expect(mail.text).toContain('as its operator');
  });

  it.each(Object.keys(POSTS))(
    'with a %s keeps strangers out of its head, its HTML and its end',
    async (which) => {
      const { bring, smtp } = await start();
      const { raw, head, mail } = await bring(POSTS[which] ?? expect.fail());
      const names = head
        .split('\r\n')
        .filter((line) => !/^[ \t]/.test(line))
        .map((line) => line.split(':', 1)[0]);
      expect(new Set(names).size).toBe(names.length);
      expect(names).not.toContain('Bcc');
      expect(raw.toString('latin1')).toMatch(/^[\t\r\n -~]*$/);
      expect(
        Math.max(
          ...raw
            .toString('latin1')
            .split('\r\n')
            .map(({ length }) => length),
        ),
      ).toBeLessThan(999);
      expect(smtp.mails).toHaveLength(1);
      expect(smtp.mails[0]?.to).toEqual(['ada@example.org']);
      expect(mail.subject?.length).toBeLessThan(200);
      expect(mail.subject).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      // Of a stranger's words none is markup: every `<` is ours.
      for (const [tag] of (mail.html ?? '').matchAll(/<[^>]*>/g)) {
        expect(tag).not.toMatch(
          /^<\/?(?:script|img|iframe|object|embed|form|svg|base|link)\b|\s(?:src|on\w+)=|url\(/i,
        );
        const [, address] = /\shref="([^"]*)"/.exec(tag) ?? [];
        if (address !== undefined) expect(address).toMatch(/^https?:\/\/[a-z0-9.]*example\.org\//);
      }
      expect(mail.html).not.toContain('@import');
      expect(Buffer.byteLength(mail.html ?? '')).toBeLessThan(102_000);
      expect(mail.attachments).toEqual([]);
      expect(mail.text?.replace(/\s+/g, ' ')).toContain(
        'subscription 3: area:drm, weekly MON 09:00 Europe/Berlin',
      );
      expect(mail.text).toContain('https://lorewatch.example.org/unsubscribe/T0KEN');
    },
  );

  it('has the whole of a digest as text, and as HTML as much as mail programs show', async () => {
    const { bring } = await start();
    const digest = POSTS.digest?.what === 'digest' ? POSTS.digest.digest : expect.fail();
    const sections = digest.sections.map((section) => ({
      ...section,
      entries: section.entries.flatMap((entry) =>
        Array.from({ length: 60 }, (_, at) => ({ ...entry, title: `one ${at}` })),
      ),
    }));
    const url = 'https://lorewatch.example.org/digest/2026-W14';
    const { mail } = await bring({ what: 'digest', digest: { ...digest, sections }, issue: '2026-W14', url });
    expect(Buffer.byteLength(mail.html ?? '')).toBeLessThanOrEqual(100_100);
    expect(Buffer.byteLength(mail.html ?? '')).toBeGreaterThan(50_000);
    expect(mail.html).toMatch(
      /<a href="https:\/\/lorewatch.example.org\/digest\/2026-W14"[^>]*><bdi>and [\d,]+ more/,
    );
    for (const { title } of sections) expect(mail.html).toContain(title);
    expect(mail.text).toContain('one 59');
    expect(mail.text).toContain(`On the web: ${url}`);
  });

  it('is multipart/alternative, and its longest title is bounded', async () => {
    const { bring } = await start();
    const { head, mail } = await bring({ what: 'card', card: LONG });
    expect(head).toMatch(/^Content-Type: multipart\/alternative;/m);
    expect(mail.subject).toMatch(/\u2026/);
    expect(mail.subject).toContain('\u{1f980}');
  });

  it('is signed over what takes one off the list', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { bring } = await start({ dkim: { domain: 'news.example.org', selector: 's1', privateKey: pem } });
    const { head } = await bring({ what: 'card', card: CARD });
    const signature = /^DKIM-Signature: (?:.*\r\n?)(?:\s.*\r\n?)*/m
      .exec(head)?.[0]
      .toLowerCase()
      .replace(/\s/g, '');
    expect(signature).toContain('d=news.example.org');
    expect(signature).toContain('list-unsubscribe:list-unsubscribe-post');
  });
});

describe('e-mail that is not set up', () => {
  const version = '1.2.3';
  it.each([
    [{ url: undefined, from: undefined }, 'e-mail is not set up: set SMTP_URL and MAIL_FROM'],
    [{ url: undefined, from: 'bot@example.org' }, 'e-mail is not set up: set SMTP_URL'],
    [{ url: 'smtp://example.org', from: undefined }, 'e-mail is not set up: set MAIL_FROM'],
    [{ url: 'smtp://example.org', from: 'nobody' }, 'MAIL_FROM is no mail address'],
    [{ url: 'smtp://u:SECRET@example.org?x=1', from: 'bot@example.org' }, 'SMTP_URL takes'],
    [{ url: 'http://u:SECRET@example.org', from: 'bot@example.org' }, 'SMTP_URL is no address'],
    [{ url: 'smtps://u:SECRET@example.org?tls=off', from: 'bot@example.org' }, 'always encrypted'],
  ])('%j says so', async (settings, why) => {
    const platform = createEmail({ ...settings, version });
    const parcel = parcelFor(TARGET, { what: 'card', card: CARD });
    expect(platform.check(parcel.target)).toContain(why);
    expect(platform.check(parcel.target)).not.toContain('SECRET');
    expect(await platform.send(parcel, CALM)).toMatchObject({ what: 'refused', scope: 'platform' });
    expect(await platform.greet(CALM.signal)).toContain(why);
  });
});
