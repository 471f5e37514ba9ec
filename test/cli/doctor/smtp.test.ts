import { afterEach, describe, expect, it } from 'vitest';
import { runChecks } from '../../../src/cli/doctor/check.ts';
import { smtpChecks } from '../../../src/cli/doctor/smtp.ts';
import { startSmtp } from '../../fakes/smtp.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

const from = 'bot@example.org';
const ask = (url: string | undefined, sender: string | undefined = from) =>
  runChecks(smtpChecks({ url, from: sender }, '1.2.3'), () => {});

describe('the mail server', () => {
  it('is asked without a mail', async () => {
    const smtp = await startSmtp({ login: { user: 'bot', password: 'SECRET' } });
    open.push(smtp);
    const at = `127.0.0.1:${smtp.port}`;
    expect(await ask(`smtp://bot:SECRET@${at}`)).toMatchObject([{ check: 'smtp', state: 'ok' }]);
    const wrong = await ask(`smtp://bot:SECRET2@${at}`);
    expect(wrong).toMatchObject([{ state: 'bad', found: expect.stringContaining('refused the user name') }]);
    expect(JSON.stringify(wrong)).not.toContain('SECRET');
    expect(smtp.seen).not.toContain('mail');
    await smtp.close();
    expect(await ask(`smtp://${at}`)).toMatchObject([{ state: 'bad', found: expect.stringContaining(at) }]);
  });

  it('is told what is missing, and left alone where all is', async () => {
    expect(await ask('smtp://127.0.0.1', 'nobody')).toMatchObject([
      { state: 'bad', found: expect.stringContaining('MAIL_FROM') },
    ]);
    expect(smtpChecks({ url: undefined, from: undefined }, '1.2.3')).toEqual([]);
    expect(await ask(undefined)).toMatchObject([
      { state: 'bad', found: expect.stringContaining('set SMTP_URL') },
    ]);
  });
});
