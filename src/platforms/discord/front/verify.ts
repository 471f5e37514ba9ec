import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { UserError } from '../../../ports/errors.ts';

/** Seconds that a signed request may be old, or ahead. */
const LONGEST_AGE = 300;
/** An Ed25519 key in DER is these bytes and the key itself (RFC 8410). */
const DER_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Of what the developer portal calls "Public Key". Throws UserError where it is none. */
export function readPublicKey(hex: string): KeyObject {
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new UserError(
      "Discord's public key is no key: copy the 64 hex digits under General Information, Public Key, of the application",
    );
  }
  return createPublicKey({
    key: Buffer.concat([DER_HEAD, Buffer.from(hex, 'hex')]),
    format: 'der',
    type: 'spki',
  });
}

export type Signed = {
  /** Of the headers `x-signature-ed25519` and `x-signature-timestamp`. */
  readonly signature: unknown;
  readonly timestamp: unknown;
  readonly body: Uint8Array;
};

/** Whether Discord signed it, not long ago (docs, Interactions, Security and Authorization). `now` in ms. Never throws. */
export function isSigned({ signature, timestamp, body }: Signed, key: KeyObject, now: number): boolean {
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return false;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > LONGEST_AGE) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}
