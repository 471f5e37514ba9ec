import type { AreaAddition } from '../area.ts';
import type { Refreshed } from './refresh.ts';

/** From what a refresh was made: the file's name without its folder, and a digest of its bytes. */
export type Origin = { readonly file: string; readonly sha256: string; readonly overlong: number };

/** A refresh as the `areas` key of an overlay, with a head that says from what it was made. */
export function printOverlay(refreshed: Refreshed, origin: Origin): string {
  const head = headOf(refreshed, origin).map((line) => `# ${line}\n`);
  const { additions } = refreshed;
  if (additions.length === 0) return `${head.join('')}areas: []\n`;
  return `${head.join('')}areas:\n${additions.map(printArea).join('')}`;
}

function headOf(
  { sections, used, additions, extended, created, leftOut }: Refreshed,
  origin: Origin,
): string[] {
  const file = origin.file.replace(/[^\w.-]/g, '?').slice(0, 80);
  const paths = additions.reduce((sum, { paths: of }) => sum + of.length, 0);
  return [
    'Parts of the kernel for an overlay of lorewatch, made by `lorewatch areas --from`.',
    `From: ${file}, sha256 ${origin.sha256}`,
    `Sections: ${sections}, of which ${used} are about an area.`,
    `Areas: ${extended} get more paths, ${created} are new; ${paths} paths in all.`,
    `Left out: ${leftOut.wildcards} F: with wildcards inside, ${leftOut.odd} F: that are no paths, ` +
      `${leftOut.pathPatterns} N: and ${leftOut.excludes} X:, which prefixes cannot say, ${origin.overlong} lines too long.`,
  ];
}

/** JSON's strings are YAML's double-quoted ones. */
function printArea({ area, paths, subjects }: AreaAddition): string {
  const list = (key: string, values: readonly string[]): string =>
    values.length === 0
      ? ''
      : `    ${key}:\n${values.map((one) => `      - ${JSON.stringify(one)}\n`).join('')}`;
  return `  - area: ${JSON.stringify(area)}\n${list('paths', paths)}${list('subjects', subjects)}`;
}
