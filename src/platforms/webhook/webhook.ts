import type { Outcome } from '../../domain/delivery/delivery.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Http } from '../../ports/http.ts';
import type { Parcel, Platform, SendContext } from '../../ports/platform.ts';
import { eventOf, printJson } from '../event.ts';
import { outcomeOfAnswer } from './outcome.ts';
import { signWebhook, webhookSecret } from './secret.ts';

const TIMEOUT = 20_000;
/** So long a receiver is expected to remember the ids it has seen, ms. */
const REMEMBERED = 24 * 3_600_000;

export type WebhookDeps = {
  readonly http: Http;
  /** Of the installation; what signs is derived from it. */
  readonly secret: string;
};

/** Posts JSON with the headers of Standard Webhooks. A URL of a subscription is a stranger's, whoever typed it. */
export function createWebhook({ http, secret }: WebhookDeps): Platform {
  const send = async (parcel: Parcel, { now, signal }: SendContext): Promise<Outcome> => {
    const url = URL.parse(parcel.target.text);
    if (!url) return { what: 'refused', why: 'the address of the webhook is no URL', scope: 'target' };
    const text = printJson(eventOf(parcel));
    const seconds = Math.floor(now() / 1000);
    const signature = signWebhook(webhookSecret(secret, parcel.target.text), {
      id: parcel.key,
      seconds,
      body: text,
    });
    const answer = await http.get({
      url: url.href,
      trust: 'stranger',
      method: 'POST',
      body: { type: 'application/json; charset=utf-8', text },
      headers: {
        'webhook-id': parcel.key,
        'webhook-timestamp': `${seconds}`,
        'webhook-signature': signature,
        'idempotency-key': parcel.key,
      },
      redirects: 'refuse',
      discreet: true,
      paced: false,
      accept: 'application/json, */*;q=0.1',
      maxBytes: 0,
      timeout: TIMEOUT,
      signal,
    });
    if (answer.kind === 'ok') return { what: 'sent', receipt: { status: `${answer.status}` } };
    return outcomeOfAnswer(answer, url.host);
  };
  return {
    id: 'https',
    can: { edit: true, lines: true, nonce: REMEMBERED },
    check,
    send,
    close: async () => {},
  };
}

function check({ text }: Target): string | undefined {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:'
    ? undefined
    : 'the address of a webhook begins with https://';
}
