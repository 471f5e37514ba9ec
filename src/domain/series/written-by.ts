import type { SeriesMail } from './mail.ts';

/** `Name <mail>`, or the address alone. */
export function writtenBy({ author }: Pick<SeriesMail, 'author'>): string {
  const { name, email } = author;
  return name === '' ? email : `${name} <${email}>`;
}
