import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mail, Unreadable } from '../../src/domain/message.ts';
import { parseMail } from '../../src/parse/mail/mail.ts';

const folder = join(import.meta.dirname, '../fixtures/mail');

/** When the archive got each of the fixtures. */
const ARRIVED = Date.UTC(2025, 10, 4, 9, 22);

/** The fixtures, by name; each was written for this project, byte by byte. */
export const fixtures: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -4))
  .sort();

export function fixtureBytes(name: string): Buffer {
  return readFileSync(join(folder, `${name}.eml`));
}

export function goldenPath(name: string): string {
  return join(folder, `${name}.json`);
}

export function parse(bytes: Buffer, arrived: number = ARRIVED): Mail | Unreadable {
  return parseMail(bytes, { source: 'test', arrived });
}

/** Parses what must be readable. Takes text too, each char a byte. */
export function mailOf(bytes: Buffer | string, arrived: number = ARRIVED): Mail {
  const mail = parse(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, arrived);
  if ('unreadable' in mail) throw new Error(mail.unreadable);
  return mail;
}
