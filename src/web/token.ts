import { createHmac, timingSafeEqual } from 'node:crypto';

const LENGTH = 22;

/** The word by which a subscription can be ended without a login: its number and a signature (RFC 8058, 3.1). */
export function unsubscribeToken(secret: string, subscription: number): string {
  return `${subscription}.${sign(secret, subscription)}`;
}

/** The subscription that a token is for; undefined where it is forged or cut. */
export function readToken(secret: string, token: string): number | undefined {
  const [, id, signature] = /^(\d{1,12})\.([\w-]{22})$/.exec(token) ?? [];
  if (id === undefined || signature === undefined) return undefined;
  const wanted = Buffer.from(sign(secret, Number(id)));
  return timingSafeEqual(wanted, Buffer.from(signature)) ? Number(id) : undefined;
}

function sign(secret: string, subscription: number): string {
  return createHmac('sha256', secret)
    .update(`unsubscribe ${subscription}`)
    .digest('base64url')
    .slice(0, LENGTH);
}
