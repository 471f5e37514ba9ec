const MAX_PATH = 200;
/** What paths of the kernel are made of; anything else in one is a mistake or an attack. */
const PLAIN = /^[\w.+,@-]+(?:\/[\w.+,@-]+)*\/?$/;
const WILD = /[*?[]/;

/**
 * The literal beginning that an F: or X: entry comes down to, or undefined where none says the same: `drivers/pci/`
 * and `kernel/cpu.c` stay, `include/linux/pci*` is `include/linux/pci`, `drivers/net/dsa/*` is the folder.
 * Wildcards anywhere but at the end of a path (`drivers/*\/foo*`), or right below the root, have no such beginning.
 */
export function literalPrefix(entry: string): string | undefined {
  const path = entry.replace(/^\.?\//, '');
  if (path.length > MAX_PATH) return undefined;
  const wild = path.search(WILD);
  const literal = wild < 0 ? path : path.slice(0, wild);
  if (!PLAIN.test(literal) || literal.split('/').includes('..')) return undefined;
  if (wild < 0) return literal;
  if (path.slice(wild).includes('/')) return undefined;
  const name = literal.slice(literal.lastIndexOf('/') + 1);
  const depth = literal.split('/').length - 1;
  // `drivers/*` would be everything; `a*` says next to nothing.
  return depth > (name === '' ? 1 : 0) && name.length !== 1 ? literal : undefined;
}
