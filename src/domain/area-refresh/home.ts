import type { AreaRule } from '../area.ts';
import { tellingWords } from './name.ts';

/** Finds the area that a section is about. */
export type FindHome = (name: string, prefixes: readonly string[]) => string | undefined;

/**
 * A section is about the area with which it shares most paths to the letter (of two with as many, the first of
 * the table); where it shares none, about the one that is called as it is. Lying below an area's folder is not
 * enough: the section of a chip names files of a dozen subsystems.
 */
export function createFindHome(rules: readonly AreaRule[], word: RegExp): FindHome {
  const owners = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { area, paths, subjects } of rules) {
    for (const path of paths) if (!owners.has(bare(path))) owners.set(bare(path), area);
    for (const name of [area, area.slice(area.lastIndexOf('/') + 1), ...subjects]) {
      if (!names.has(name)) names.set(name, area);
    }
  }
  const order = new Map(rules.map(({ area }, place) => [area, place]));

  function mostShared(prefixes: readonly string[]): string | undefined {
    const votes = new Map<string, number>();
    for (const prefix of prefixes) {
      const owner = owners.get(bare(prefix)) ?? owners.get(withoutEnding(prefix));
      if (owner !== undefined) votes.set(owner, (votes.get(owner) ?? 0) + 1);
    }
    const place = (area: string): number => order.get(area) ?? 0;
    return [...votes].sort((a, b) => b[1] - a[1] || place(a[0]) - place(b[0]))[0]?.[0];
  }

  return (name, prefixes) => {
    const words = tellingWords(name, word);
    return mostShared(prefixes) ?? names.get(words.join(' ')) ?? names.get(words.join('-'));
  };
}

/** A folder with and without its slash is one. */
function bare(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** `rust/kernel/pci.rs` shares what the table calls `rust/kernel/pci`. */
function withoutEnding(path: string): string {
  return path.replace(/\.[a-z]{1,4}$/, '');
}
