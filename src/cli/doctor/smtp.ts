import { createEmail } from '../../platforms/email/email.ts';
import { bad, type Check, type CheckResult, ok } from './check.ts';

const MEND = 'correct SMTP_URL and MAIL_FROM, or leave both out: then nothing is mailed';
const PATIENCE = 20_000;

/**
 * The mail server, by a connection and a login without a mail; `url` may hold a password, which is told nobody. No
 * check where neither is set.
 */
export function smtpChecks(
  { url, from }: { readonly url: string | undefined; readonly from: string | undefined },
  version: string,
): Check[] {
  if (url === undefined && from === undefined) return [];
  return [{ name: 'smtp', run: async () => [await askSmtp(url, from, version)] }];
}

async function askSmtp(
  url: string | undefined,
  from: string | undefined,
  version: string,
): Promise<CheckResult> {
  const email = createEmail({ url, from, version });
  try {
    const why = await email.greet(AbortSignal.timeout(PATIENCE));
    const host = URL.parse(url ?? '')?.hostname ?? '';
    return why === undefined ? ok('smtp', `${host} answers, and lets us in`) : bad('smtp', why, MEND);
  } finally {
    await email.close();
  }
}
