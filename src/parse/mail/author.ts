import { Buffer } from 'node:buffer';
import type { Address } from '../../domain/address.ts';
import { parseAddress } from './addresses.ts';

/** Small letters only: Via is a name too. */
const RELAY_NAME = /\bvia \S/;
const BODY_FROM = /^\s{0,100}From: ([^\n]{3,400})\n/;

/**
 * The author of a mail whose header may have been rewritten on the way: b4's web relay
 * (`devnull+...@kernel.org`, "via B4 Relay"), lists that put themselves in From for DMARC. There the
 * body's `From:` line tells (git-am's rule), else X-Original-From (`originalFrom`, raw).
 */
export function findAuthor(sender: Address, originalFrom: string, text: string): Address {
  if (!isRelayed(sender, originalFrom)) return sender;
  const written = BODY_FROM.exec(text)?.[1];
  // The text is decoded already: give it the form of a header, one char a byte.
  const raw = written === undefined ? originalFrom : Buffer.from(written).toString('latin1');
  const author = parseAddress(raw);
  if (author.email !== '') return author;
  return { name: sender.name.replace(/\s*\bvia .*$/, '').trim() || sender.name, email: sender.email };
}

function isRelayed(sender: Address, originalFrom: string): boolean {
  return originalFrom !== '' || sender.email.startsWith('devnull+') || RELAY_NAME.test(sender.name);
}
