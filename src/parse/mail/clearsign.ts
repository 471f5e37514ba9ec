const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----\n';
const SIGNATURE = '\n-----BEGIN PGP SIGNATURE-----\n';
const END = '\n-----END PGP SIGNATURE-----';
/** The armour is looked for at the start of a text, where people put it. */
const START = 4096;

/**
 * Takes the armour off a text that was signed in line (RFC 9580, 7): its header lines, the `- ` before
 * lines that start with a dash (a diff has many), the signature. Other texts are given back as they are.
 */
export function undoClearsign(text: string): string {
  const begin = text.startsWith(BEGIN) ? 0 : text.slice(0, START).indexOf(`\n${BEGIN}`) + 1;
  if (begin === 0 && !text.startsWith(BEGIN)) return text;
  const blank = text.indexOf('\n\n', begin);
  const signature = text.indexOf(SIGNATURE, begin);
  if (blank < 0 || signature < 0 || blank >= signature) return text;
  const end = text.indexOf(END, signature);
  const signed = text.slice(blank + 2, signature + 1).replace(/^- /gm, '');
  return text.slice(0, begin) + signed + (end < 0 ? '' : text.slice(end + END.length).replace(/^\n/, ''));
}
