import { foldSpaces } from '../subject.ts';

const MAX_TITLE = 160;
const MAX_KEY = 80;
const MAX_TOLD = 3;

/** Fills `{name}` in a title that we wrote; a name that nobody knows is left out. */
export function fillTitle(template: string, names: Readonly<Record<string, string>>): string {
  const filled = template.replace(/\{(\w{1,20})\}/g, (_, name: string) => names[name] ?? '');
  return cut(foldSpaces(filled).replace(/(?: :|:)$/, ''), MAX_TITLE);
}

/** The key of a happening, the same for all spellings: `SHADOW_CALL_STACK`, `shadow call stack`; a path stays. */
export function fillKey(template: string, names: Readonly<Record<string, string>>): string {
  const key = fillTitle(template, names).toLowerCase();
  return (key.includes('/') ? key : key.replace(/[\s_-]+/g, '-')).slice(0, MAX_KEY);
}

/**
 * One title for several of a kind: what they begin with is said once. `New crate: a` and `New crate: b` give
 * `New crate: a, b`; `... and 2 more` from the fourth on.
 */
export function joinTitles(titles: readonly string[]): string {
  const different = [...new Set(titles)];
  const [first = '', ...others] = different;
  if (others.length === 0) return first;
  const same = commonStart(different);
  const names = different.map((title) => title.slice(same));
  const told = names.slice(0, MAX_TOLD).join(same > 0 ? ', ' : '; ');
  const more = names.length > MAX_TOLD ? ` and ${names.length - MAX_TOLD} more` : '';
  return cut(`${first.slice(0, same)}${told}`, MAX_TITLE - more.length) + more;
}

/** How many characters all titles have in common at their start, whole words only. */
function commonStart(titles: readonly string[]): number {
  const [first = '', ...others] = titles;
  let same = 0;
  while (same < first.length && others.every((title) => title[same] === first[same])) same++;
  return first.lastIndexOf(' ', same - 1) + 1;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
