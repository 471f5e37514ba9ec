import { readMailAddress } from '../../domain/subscription/mail-address.ts';
import { cleanLine } from '../../render/clean.ts';

/** Whom mails are from. */
export type Sender = { readonly name: string; readonly address: string; readonly domain: string };

/** Reads MAIL_FROM: `bot@example.org` or `lorewatch <bot@example.org>`. A mistake is a sentence. */
export function readSender(text: string): Sender | { readonly wrong: string } {
  const line = text.trim();
  const open = line.lastIndexOf('<');
  const bracketed = open >= 0 && line.endsWith('>');
  const read = readMailAddress(bracketed ? line.slice(open + 1, -1).trim() : line);
  if ('wrong' in read)
    return {
      wrong: 'MAIL_FROM is no mail address; it is written as bot@example.org or lorewatch <bot@example.org>',
    };
  const name = bracketed
    ? cleanLine(line.slice(0, open))
        .replace(/^"(.*)"$/, '$1')
        .slice(0, 100)
    : '';
  const { address } = read;
  return {
    name: name === '' ? 'lorewatch' : name,
    address,
    domain: address.slice(address.lastIndexOf('@') + 1),
  };
}
