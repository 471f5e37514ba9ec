import { afterEach, describe, expect, it } from 'vitest';
import { createCouriers } from '../../../src/platforms/email/couriers.ts';
import { readSmtpUrl } from '../../../src/platforms/email/smtp-url.ts';
import { SMTP_TIMES } from '../../../src/platforms/email/times.ts';
import { startSmtp } from '../../fakes/smtp.ts';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});
const signal = new AbortController().signal;

async function town() {
  const smtp = await startSmtp();
  const server = readSmtpUrl(`smtp://127.0.0.1:${smtp.port}`);
  if ('wrong' in server) throw new Error(server.wrong);
  const couriers = createCouriers(server, SMTP_TIMES);
  open.push(smtp, couriers);
  const bring = (n: number) => {
    const bytes = Buffer.from(`Subject: ${n}\r\n\r\nhello\r\n`);
    return couriers.bring({ from: 'bot@example.org', to: `reader-${n}@example.org`, bytes }, signal);
  };
  return { smtp, couriers, bring };
}

describe('several couriers', () => {
  it('bring many mails at once, each once, by four connections at most', async () => {
    const { smtp, bring } = await town();
    const sent = await Promise.all(Array.from({ length: 20 }, (_, n) => bring(n)));
    expect(sent.every((one) => !('trouble' in one))).toBe(true);
    expect(new Set(smtp.mails.map(({ to }) => to.join())).size).toBe(20);
    expect(smtp.mails).toHaveLength(20);
    expect(smtp.connections()).toBe(4);
  });

  it('are one where one will do', async () => {
    const { smtp, bring } = await town();
    for (let n = 0; n < 3; n++) await bring(n);
    expect([smtp.mails.length, smtp.connections()]).toEqual([3, 1]);
  });

  it('bring nothing more when they are closed', async () => {
    const { smtp, couriers, bring } = await town();
    couriers.close();
    expect(await bring(1)).toMatchObject({ trouble: { phase: 'open' } });
    expect(smtp.mails).toEqual([]);
  });
});
