import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack's own limit for the age of a request; docs.slack.dev/authentication/verifying-requests-from-slack. */
const OLDEST_SECONDS = 300;

type Signed = {
  /** Of the headers, as they came. */
  readonly timestamp: unknown;
  readonly signature: unknown;
  /** The very bytes. */
  readonly body: Buffer;
};

/** Whether Slack sent it, not long ago. `now`: ms. Never throws. */
export function isFromSlack({ timestamp, signature, body }: Signed, secret: string, now: number): boolean {
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > OLDEST_SECONDS) return false;
  if (typeof signature !== 'string') return false;
  const right = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  const given = Buffer.from(signature);
  const wanted = Buffer.from(right);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
