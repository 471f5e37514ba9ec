/** RFC 5321: of the part before the `@`, of the whole. */
const LONGEST_NAME = 64;
const LONGEST = 254;
/** RFC 5322 atoms; of `%` and `?` an address behind `mailto:` makes something else (RFC 6068). */
const NAME = /^[A-Za-z0-9!#$&'*+/=^_`{|}~-]+(?:\.[A-Za-z0-9!#$&'*+/=^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** One bare address, its domain in small letters and, where it has others than ASCII's, in its ASCII form. */
export function readMailAddress(text: string): { readonly address: string } | { readonly wrong: string } {
  const wrong = mistakeIn(text);
  if (wrong !== undefined) return { wrong };
  const at = Math.max(0, text.lastIndexOf('@'));
  const name = text.slice(0, at);
  const domain = readDomain(text.slice(at + 1));
  if (name.length > LONGEST_NAME || !NAME.test(name) || domain === undefined)
    return { wrong: noAddress(text) };
  const address = `${name}@${domain}`;
  return address.length > LONGEST ? { wrong: `an address has at most ${LONGEST} characters` } : { address };
}

function mistakeIn(text: string): string | undefined {
  if (text === '') return 'behind `mailto:` stands an address, as in mailto:ada@example.org';
  if (text.length > LONGEST) return `an address has at most ${LONGEST} characters`;
  if (text.includes('?'))
    return "behind the address of `mailto:` nothing can stand: subject and text are the digest's";
  if (/[,;\s]/.test(text) || text.indexOf('@') !== text.lastIndexOf('@')) {
    return '`mailto:` takes one address; each further one is a subscription of its own';
  }
  return undefined;
}

function noAddress(text: string): string {
  return `\`${text.slice(0, 40)}\` is no mail address; it is written as ada@example.org`;
}

function readDomain(text: string): string | undefined {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it tells from the rest
  if (/^[\u0000-\u007f]*$/.test(lower)) return isDomain(lower) ? lower : undefined;
  // What would end a host in an address of the web would be cut off unseen.
  const ascii = /[/\\:?#@%[\]]/.test(lower) ? undefined : URL.parse(`http://${lower}`)?.hostname;
  return ascii !== undefined && isDomain(ascii) ? ascii : undefined;
}

function isDomain(text: string): boolean {
  return text.split('.').every((label) => LABEL.test(label));
}
