import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

const VERSION = 'v1';
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** scrypt takes its time by design; a process has one key and few salts. */
const REMEMBERED = 64;
const derived = new Map<string, Buffer>();

/**
 * Text that nobody reads or changes without the key: AES-256-GCM, its key derived by scrypt with a salt of its own
 * (which stands in front). The same text is sealed differently each time.
 */
export function seal(text: string, key: string): string {
  const salt = createSalt();
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derive(key, salt), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const bytes = Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]);
  return `${VERSION}.${bytes.toString('base64url')}`;
}

/** The text; undefined where it was sealed with another key, was changed, or is nothing that `seal` made. */
export function unseal(sealed: string, key: string): string | undefined {
  const [version, body = '', ...more] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  const start = SALT_BYTES + IV_BYTES + TAG_BYTES;
  if (version !== VERSION || more.length > 0 || bytes.length < start) return undefined;
  const iv = bytes.subarray(SALT_BYTES, SALT_BYTES + IV_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', derive(key, bytes.subarray(0, SALT_BYTES)), iv, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(SALT_BYTES + IV_BYTES, start));
    return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** One of a process: so that a hundred installations cost one derivation. */
let ownSalt: Buffer | undefined;
function createSalt(): Buffer {
  ownSalt ??= randomBytes(SALT_BYTES);
  return ownSalt;
}

function derive(key: string, salt: Buffer): Buffer {
  const name = `${salt.toString('base64')} ${key}`;
  const known = derived.get(name);
  if (known) return known;
  const made = scryptSync(key, salt, 32);
  const [oldest] = derived.keys();
  if (derived.size >= REMEMBERED && oldest !== undefined) derived.delete(oldest);
  derived.set(name, made);
  return made;
}
