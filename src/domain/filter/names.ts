import { compileGlob, hasWildcard } from './glob.ts';
import { fold } from './tokens.ts';

/**
 * Whether `wanted`, as typed in a filter, means the name: the same, or a folder above it (`drm` means
 * `drm/nova`), or a pattern with `*` and `?`; `any` means every name. Upper and lower case are one.
 */
export function meansName(wanted: string, name: string): boolean {
  const folded = fold(wanted).replace(/\/$/, '');
  const folder = fold(name);
  if (folded === 'any' || folded === folder) return true;
  if (hasWildcard(folded)) return compileGlob(folded)(folder);
  return folder.startsWith(`${folded}/`);
}

/** The bare name of a list, where its address was typed: `linux-pci@vger.kernel.org` -> `linux-pci`. */
export function listName(typed: string): string {
  const at = typed.indexOf('@');
  return at > 0 ? typed.slice(0, at) : typed;
}
