import type { Address } from '../../domain/address.ts';
import { foldSpaces } from '../../domain/subject.ts';

const MAX_NAME = 200;
const MAX_EMAIL = 320;

/** `Jane Doe <jane@example.org>` as git prints it: no quotes, no encoded words. Always gives something. */
export function parseAuthor(written: string): Address {
  const open = written.lastIndexOf('<');
  if (open < 0) return author(written, '');
  return author(written.slice(0, open), written.slice(open + 1).replace(/>.*$/s, ''));
}

export function author(name: string, email: string): Address {
  return {
    name: foldSpaces(name).slice(0, MAX_NAME).toWellFormed(),
    email: email
      .replace(/[\s\0<>"]+/g, '')
      .toLowerCase()
      .slice(0, MAX_EMAIL)
      .toWellFormed(),
  };
}
