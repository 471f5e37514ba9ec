import { createServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createCourier } from '../../../src/platforms/email/courier.ts';
import { type MailCase, outcomeOf } from '../../../src/platforms/email/outcome.ts';
import { readSmtpUrl } from '../../../src/platforms/email/smtp-url.ts';
import { SMTP_TIMES, type SmtpTimes } from '../../../src/platforms/email/times.ts';
import { type FakeSmtp, startSmtp } from '../../fakes/smtp.ts';
import { makeCertificate } from '../../sources/http/certificate.ts';

const open: { close: () => unknown }[] = [];
const known = getCACertificates('default');
afterEach(async () => {
  setDefaultCACertificates(known);
  await Promise.all(open.splice(0).map((it) => it.close()));
});

const bytes = Buffer.from('Subject: x\r\n\r\nhello\r\n.dot\r\n');
const MAIL = { from: 'bot@example.org', to: 'ada@example.org', bytes };
const never = new AbortController().signal;
/** Silences that a test can sit out. */
const SHORT = {
  ...SMTP_TIMES,
  connect: 300,
  greeting: 300,
  silence: 300,
  send: 1500,
  answer: 600,
  grace: 100,
};

async function serve(options?: Parameters<typeof startSmtp>[0]): Promise<FakeSmtp> {
  const it = await startSmtp(options);
  open.push(it);
  return it;
}

function courierTo(url: string, times: SmtpTimes = SMTP_TIMES) {
  const server = readSmtpUrl(url);
  if ('wrong' in server) throw new Error(server.wrong);
  const it = createCourier(server, times);
  open.push(it);
  const bring = async (mail = MAIL, signal: AbortSignal = never) => {
    const sent = await it.bring(mail, signal);
    return 'trouble' in sent ? outcomeOf(sent.trouble, caseOf(url)) : { what: 'sent', answer: sent.answer };
  };
  return { ...it, bring };
}

function caseOf(url: string): MailCase {
  const { hostname, port } = new URL(url);
  return { server: `${hostname}:${port}`, from: MAIL.from, to: MAIL.to, secrets: ['p@ss'] };
}

const plain = ({ port }: FakeSmtp): string => `smtp://127.0.0.1:${port}`;

describe('a mail', () => {
  it('arrives as it is, and the connection is used again', async () => {
    const smtp = await serve();
    const { bring } = courierTo(plain(smtp));
    expect(await bring()).toMatchObject({ what: 'sent', answer: expect.stringMatching(/^250/) });
    expect(await bring()).toMatchObject({ what: 'sent' });
    expect(smtp.mails).toMatchObject([
      { from: 'bot@example.org', to: ['ada@example.org'], raw: bytes, connection: 1 },
      { raw: bytes, connection: 1 },
    ]);
  });

  it('waits for those before it', async () => {
    const smtp = await serve();
    const { bring } = courierTo(plain(smtp));
    const all = await Promise.all([bring(), bring(), bring()]);
    expect(all.map(({ what }) => what)).toEqual(['sent', 'sent', 'sent']);
    expect(smtp.connections()).toBe(1);
  });

  it('waits no longer than its turn may take, or its signal says', async () => {
    const smtp = await serve();
    smtp.fault({ at: 'mail', hang: true });
    const { bring } = courierTo(plain(smtp), { ...SHORT, silence: 1000, turn: 50 });
    const stop = new AbortController();
    const first = bring();
    const [late, stopped] = await Promise.all([
      bring(),
      (async () => {
        const end = bring(MAIL, stop.signal);
        stop.abort();
        return end;
      })(),
    ]);
    expect(late).toMatchObject({ what: 'again', why: expect.stringContaining('before this one') });
    expect(stopped).toMatchObject({ what: 'again', why: expect.stringContaining('stopped') });
    expect(await first).toMatchObject({ what: 'again' });
    expect(smtp.mails).toEqual([]);
  });

  it('gets a new connection where the old one is gone, and is sent once', async () => {
    const smtp = await serve();
    const { bring } = courierTo(plain(smtp));
    await bring();
    smtp.hangUp();
    expect(await bring()).toMatchObject({ what: 'sent' });
    smtp.fault({ at: 'mail', say: '421 4.4.2 idle for too long' });
    expect(await bring()).toMatchObject({ what: 'sent' });
    smtp.fault({ at: 'mail', cut: true });
    expect(await bring()).toMatchObject({ what: 'sent' });
    expect(smtp.mails.map(({ connection }) => connection)).toEqual([1, 2, 3, 4]);
  });

  it('leaves a connection that is closed when there is nothing to do', async () => {
    const smtp = await serve();
    const { bring } = courierTo(plain(smtp), { ...SMTP_TIMES, idle: 30 });
    await bring();
    await expect.poll(smtp.standing).toBe(0);
    expect(await bring()).toMatchObject({ what: 'sent' });
    expect(smtp.connections()).toBe(2);
  });

  it('of many megabytes arrives too', async () => {
    const smtp = await serve();
    const long = Buffer.from(`Subject: x\r\n\r\n${`${'.'.repeat(70)}\r\n`.repeat(60_000)}`);
    expect(await courierTo(plain(smtp)).bring({ ...MAIL, bytes: long })).toMatchObject({ what: 'sent' });
    expect(smtp.mails[0]?.raw.equals(long)).toBe(true);
  });
});

describe('a server that breaks off', () => {
  it.each(['connect', 'mail', 'rcpt', 'body'] as const)('at %s did not get it', async (at) => {
    const smtp = await serve();
    smtp.fault({ at, cut: true });
    const { bring } = courierTo(plain(smtp), SHORT);
    expect(await bring()).toMatchObject({
      what: 'again',
      why: expect.stringContaining(`127.0.0.1:${smtp.port}`),
    });
    expect(smtp.mails).toEqual([]);
    expect(await bring()).toMatchObject({ what: 'sent' });
  });

  it('in the middle of a long mail did not get it', async () => {
    const smtp = await serve();
    smtp.fault({ at: 'body', cut: true });
    const long = Buffer.from(`Subject: x\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(60_000)}`);
    expect(await courierTo(plain(smtp)).bring({ ...MAIL, bytes: long })).toMatchObject({ what: 'again' });
  });

  it('behind the dot may have it', async () => {
    const smtp = await serve();
    smtp.fault({ at: 'dot', cut: true });
    const { bring } = courierTo(plain(smtp), SHORT);
    expect(await bring()).toMatchObject({ what: 'unknown', why: expect.stringContaining('broke off') });
    expect(smtp.seen.filter((at) => at === 'mail')).toHaveLength(1);
    smtp.fault({ at: 'dot', hang: true });
    expect(await bring()).toMatchObject({ what: 'unknown', why: expect.stringContaining('too long') });
    expect(await bring()).toMatchObject({ what: 'sent' });
  });

  it.each(['connect', 'mail', 'rcpt'] as const)('by silence at %s did not get it', async (at) => {
    const smtp = await serve();
    smtp.fault({ at, hang: true });
    expect(await courierTo(plain(smtp), SHORT).bring()).toMatchObject({
      what: 'again',
      why: expect.stringContaining('too long'),
    });
  });

  it('does not answer at all', async () => {
    const smtp = await serve();
    await smtp.close();
    expect(await courierTo(plain(smtp)).bring()).toMatchObject({ what: 'again' });
  });

  it('says what is no SMTP', async () => {
    const rude = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', () => resolve()));
    open.push({ close: () => new Promise((resolve) => rude.close(resolve)) });
    const address = rude.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await courierTo(`smtp://127.0.0.1:${port}`).bring()).toMatchObject({ what: 'again' });
  });
});

describe('a program that stops', () => {
  it('does not wait for what has not begun', async () => {
    const smtp = await serve();
    const stopped = AbortSignal.abort();
    expect(await courierTo(plain(smtp)).bring(MAIL, stopped)).toMatchObject({ what: 'again' });
    expect(smtp.connections()).toBe(0);
  });

  it.each([
    ['connect', 'again'],
    ['mail', 'again'],
    ['dot', 'unknown'],
  ] as const)('at %s: %s', async (at, what) => {
    const smtp = await serve();
    smtp.fault({ at, hang: true });
    const { bring } = courierTo(plain(smtp), { ...SMTP_TIMES, grace: 50 });
    const stop = new AbortController();
    const end = bring(MAIL, stop.signal);
    await expect.poll(() => smtp.seen).toContain(at);
    stop.abort();
    expect(await end).toMatchObject({ what, why: expect.stringContaining('stopped') });
  });

  it('closes its connection', async () => {
    const smtp = await serve();
    const { bring, close } = courierTo(plain(smtp));
    await bring();
    close();
    await expect.poll(smtp.standing).toBe(0);
    expect(await bring()).toMatchObject({ what: 'again' });
  });
});

describe('logging in', () => {
  const login = { user: 'bot', password: 'p@ss' };

  it('works, and tells no password when it does not', async () => {
    const smtp = await serve({ login });
    expect(await courierTo(`smtp://bot:p%40ss@127.0.0.1:${smtp.port}`).bring()).toMatchObject({
      what: 'sent',
    });
    expect(smtp.mails[0]?.user).toBe('bot');
    const wrong = await courierTo(`smtp://bot:wr0ng@127.0.0.1:${smtp.port}`).bring();
    expect(wrong).toMatchObject({
      what: 'refused',
      scope: 'platform',
      why: expect.stringContaining('check SMTP_URL'),
    });
    const none = await courierTo(`smtp://127.0.0.1:${smtp.port}`).bring();
    expect(none).toMatchObject({ what: 'refused', scope: 'platform' });
    smtp.fault({ at: 'auth', say: `454 4.7.0 later, p@ss ${Buffer.from('p@ss').toString('base64')}` });
    const later = await courierTo(`smtp://bot:p%40ss@127.0.0.1:${smtp.port}`).bring();
    expect(later).toMatchObject({ what: 'again' });
    expect(JSON.stringify([wrong, none, later])).not.toMatch(/p@ss|wr0ng/);
  });

  it('can be tried without a mail', async () => {
    const smtp = await serve({ login });
    expect(await courierTo(`smtp://bot:p%40ss@127.0.0.1:${smtp.port}`).greet(never)).toBeUndefined();
    expect(await courierTo(`smtp://bot:x@127.0.0.1:${smtp.port}`).greet(never)).toMatchObject({
      code: 'EAUTH',
    });
    expect(smtp.seen).not.toContain('mail');
  });
});

describe('encryption', () => {
  const tls = makeCertificate('localhost');
  const login = { user: 'bot', password: 'p@ss' };

  it('is used where loopback offers it, whoever signed for it', async () => {
    const smtp = await serve({ tls });
    await courierTo(plain(smtp)).bring();
    await courierTo(`${plain(smtp)}?tls=off`).bring();
    expect(smtp.mails.map(({ secure }) => secure)).toEqual([true, false]);
  });

  it('is not gone without where it is asked for: nothing is said before', async () => {
    const smtp = await serve({ login });
    const url = `smtp://bot:p%40ss@localhost:${smtp.port}?tls=required`;
    expect(await courierTo(url).bring()).toMatchObject({
      what: 'refused',
      scope: 'platform',
      why: expect.stringContaining('cannot encrypt'),
    });
    expect(smtp.seen).toEqual(['connect']);
  });

  it.each([false, true])('trusts nobody unknown (from the start: %s)', async (secure) => {
    const smtp = await serve({ tls, secure, login });
    const url = secure
      ? `smtps://bot:p%40ss@localhost:${smtp.port}`
      : `smtp://bot:p%40ss@localhost:${smtp.port}?tls=required`;
    expect(await courierTo(url).bring()).toMatchObject({
      what: 'refused',
      scope: 'platform',
      why: expect.stringContaining('certificate'),
    });
    expect(smtp.seen).not.toContain('auth');
    setDefaultCACertificates([...known, tls.cert]);
    expect(await courierTo(url).bring()).toMatchObject({ what: 'sent' });
    expect(smtp.mails).toMatchObject([{ secure: true, user: 'bot' }]);
  });
});

describe('a refusal', () => {
  it.each([
    ['connect', '554 no service here', 'refused', 'platform', undefined],
    ['connect', '421 4.7.0 later', 'again', undefined, 60_000],
    ['mail', '550 5.7.1 sender not allowed', 'refused', 'platform', undefined],
    ['mail', '530 5.7.0 must authenticate', 'refused', 'platform', undefined],
    ['mail', '552 5.3.4 too large', 'refused', 'post', undefined],
    ['mail', '451 4.3.0 later', 'again', undefined, 300_000],
    ['rcpt', '550 5.1.1 no such user', 'refused', 'target', undefined],
    ['rcpt', '550 no such user', 'refused', 'target', undefined],
    ['rcpt', '551 not local', 'refused', 'target', undefined],
    ['rcpt', '553 bad name', 'refused', 'target', undefined],
    ['rcpt', '550 5.2.1 switched off', 'refused', 'target', undefined],
    ['rcpt', '552 5.2.2 mailbox full', 'again', undefined, 3_600_000],
    ['rcpt', '550 5.7.1 blocked by policy', 'refused', 'post', undefined],
    ['rcpt', '554 5.7.1 Relay access denied', 'refused', 'platform', undefined],
    ['rcpt', '450 4.2.0 greylisted', 'again', undefined, 300_000],
    ['rcpt', '452 4.3.1 no room', 'again', undefined, 900_000],
    ['rcpt', '421 4.3.2 going down', 'again', undefined, 60_000],
    ['rcpt', '503 bad sequence', 'again', undefined, undefined],
    ['dot', '552 5.3.4 too large', 'refused', 'post', undefined],
    ['dot', '554 5.6.0 we do not like it', 'refused', 'post', undefined],
    ['dot', '550 5.1.1 nobody there', 'refused', 'target', undefined],
    ['dot', '451 4.3.0 later', 'again', undefined, 300_000],
    ['dot', '421 4.3.2 going down', 'again', undefined, 60_000],
    ['body', '552 5.3.4 enough', 'refused', 'post', undefined],
  ] as const)('at %s, "%s": %s %s', async (at, say, what, scope, wait) => {
    const smtp = await serve();
    smtp.fault({ at, say });
    const { bring } = courierTo(plain(smtp), SHORT);
    const outcome = await bring();
    expect(outcome).toMatchObject(scope === undefined ? { what } : { what, scope });
    expect('wait' in outcome ? outcome.wait : undefined).toBe(wait);
    expect(smtp.mails).toEqual([]);
    expect(await bring(), 'the next one').toMatchObject({ what: 'sent' });
  });

  it('is told in clean words', async () => {
    const smtp = await serve();
    smtp.fault({ at: 'dot', say: `554 \u001b[31m${'very '.repeat(200)}bad` });
    const outcome = await courierTo(plain(smtp)).bring();
    expect(outcome).toHaveProperty('why', expect.stringMatching(/^[ -~\u2026]{1,300}$/));
  });
});
