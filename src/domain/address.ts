/** A person as a mail names them: `email` lower-cased, `name` decoded, '' where none was given. */
export type Address = { readonly name: string; readonly email: string };

/** How a person is shown: the name, or the part of the address that tells most. */
export function displayName(address: Address): string {
  return address.name || address.email.split('@')[0] || address.email || 'unknown';
}
