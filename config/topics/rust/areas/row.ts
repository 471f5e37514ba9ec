import type { AreaRule } from '../../../../src/domain/area.ts';

/**
 * One row of the table: its name, beginnings of paths with blanks between them, and what subjects call it, with
 * commas between them.
 */
export function row(area: string, paths: string, subjects: string): AreaRule {
  return { area, paths: paths.trim().split(/\s+/), subjects: subjects === '' ? [] : subjects.split(/,\s*/) };
}

/** A row that says little: whatever else a subject names tells more. */
export function broad(area: string, paths: string, subjects: string): AreaRule {
  return { ...row(area, paths, subjects), broad: true };
}
