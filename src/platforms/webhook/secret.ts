import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * The secret of a webhook: `whsec_` and 32 bytes in base64, as Standard Webhooks has it. Another one for each target,
 * so that who gets one webhook cannot sign for another. `target`: its canonical text.
 */
export function webhookSecret(secret: string, target: string): string {
  return `${PREFIX}${createHmac('sha256', secret).update(`webhook ${target}`).digest('base64')}`;
}

/** Signature of Standard Webhooks: of the id, the time in seconds and the body, with dots between them. */
export function signWebhook(
  secret: string,
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}
