import type { Maintainers, Section } from '../../domain/area-refresh/section.ts';

/** No line of a real file has a fifth of it. */
const MAX_LINE = 1000;
const MAX_SECTIONS = 20_000;

type Draft = { name: string; status: string; fields: Map<string, string[]> };

/**
 * Reads the kernel's MAINTAINERS file: each section is a title and, below it, lines of a capital letter, a colon
 * and a value. The rules are those of scripts/get_maintainer.pl: any other line is a title, the last one before
 * the letters counts. What is indented is the file's own explanation. A section without any letter is none.
 * Never fails: a file of another kind has no sections.
 */
export function parseMaintainers(text: string): Maintainers {
  const sections: Section[] = [];
  let overlong = 0;
  let draft: Draft | undefined;
  for (const raw of text.split('\n')) {
    if (raw.length > MAX_LINE) {
      overlong++;
      continue;
    }
    const field = /^([A-Z]):\s*(\S.*)?$/.exec(raw.trimEnd());
    if (field) {
      if (draft) addField(draft, field[1] ?? '', field[2] ?? '');
      continue;
    }
    if (!/^\S/.test(raw)) continue;
    finish(draft, sections);
    draft = { name: raw.trim().replace(/\s+/g, ' '), status: '', fields: new Map() };
    if (sections.length >= MAX_SECTIONS) break;
  }
  finish(draft, sections);
  return { sections, overlong };
}

function addField({ fields }: Draft, letter: string, value: string): void {
  if (value === '') return;
  const values = fields.get(letter);
  if (values) values.push(value);
  else fields.set(letter, [value]);
}

function finish(draft: Draft | undefined, sections: Section[]): void {
  if (!draft || draft.fields.size === 0) return;
  const all = (letter: string): readonly string[] => draft.fields.get(letter) ?? [];
  sections.push({
    name: draft.name,
    maintainers: all('M'),
    reviewers: all('R'),
    lists: all('L'),
    status: all('S')[0] ?? '',
    trees: all('T'),
    files: all('F'),
    excludes: all('X'),
    pathPatterns: all('N'),
    contentPatterns: all('K'),
  });
}
