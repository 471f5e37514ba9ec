import type { Address } from '../address.ts';

/** `Name <mail>`, or the address alone. */
export function writtenBy({ author }: { readonly author: Address }): string {
  const { name, email } = author;
  return name === '' ? email : `${name} <${email}>`;
}
