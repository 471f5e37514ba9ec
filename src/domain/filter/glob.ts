type Step =
  | { readonly kind: 'char'; readonly char: string }
  /** `?` one, `*` any number of characters but `/`; `**` any number of any. */
  | { readonly kind: 'one' | 'some' | 'deep' }
  /** A leading or inner `**` with its slash: no folder or any number of them; takes two places. */
  | { readonly kind: 'folders' | 'folders-inside' };

/** True where the text has a character that a glob reads as more than itself. */
export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

/**
 * Makes a test for paths out of `*`, `**` and `?`; all else stands for itself, upper and lower case are
 * different. The pattern must fit the whole path. All places of the pattern are followed at once, so a path
 * costs at most its length times the pattern's, whatever the pattern.
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  const wild = pattern.search(/[*?]/);
  if (wild < 0) return (path) => path === pattern;
  const start = pattern.slice(0, wild);
  const steps = readSteps([...pattern.slice(wild)], wild === 0 || pattern[wild - 1] === '/');
  return (path) => path.startsWith(start) && walk(steps, path.slice(start.length));
}

/** `compileGlob` for one path. */
export function matchGlob(pattern: string, path: string): boolean {
  return compileGlob(pattern)(path);
}

function readSteps(chars: readonly string[], atSegmentStart: boolean): Step[] {
  const steps: Step[] = [];
  let segmentStart = atSegmentStart;
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? '';
    let stars = 0;
    while (chars[at + stars] === '*') stars++;
    if (stars > 1 && segmentStart && chars[at + stars] === '/') {
      steps.push({ kind: 'folders' }, { kind: 'folders-inside' });
      at += stars;
      continue;
    }
    if (stars > 0) {
      steps.push({ kind: stars > 1 ? 'deep' : 'some' });
      at += stars - 1;
    } else steps.push(char === '?' ? { kind: 'one' } : { kind: 'char', char });
    segmentStart = char === '/';
  }
  return steps;
}

function walk(steps: readonly Step[], path: string): boolean {
  let here = new Set<number>();
  enter(steps, here, 0);
  for (const char of path) {
    const next = new Set<number>();
    for (const place of here) advance(steps, place, char, next);
    if (next.size === 0) return false;
    here = next;
  }
  return here.has(steps.length);
}

/** Adds a place and those that are reached from it without a character. */
function enter(steps: readonly Step[], places: Set<number>, from: number): void {
  let place = from;
  while (!places.has(place)) {
    places.add(place);
    const kind = steps[place]?.kind;
    if (kind === 'some' || kind === 'deep') place += 1;
    else if (kind === 'folders') place += 2;
  }
}

function advance(steps: readonly Step[], place: number, char: string, next: Set<number>): void {
  const step = steps[place];
  switch (step?.kind) {
    case undefined:
      return;
    case 'char':
      if (step.char === char) enter(steps, next, place + 1);
      return;
    case 'one':
      if (char !== '/') enter(steps, next, place + 1);
      return;
    case 'some':
      if (char !== '/') enter(steps, next, place);
      return;
    case 'deep':
      enter(steps, next, place);
      return;
    case 'folders':
      next.add(place + 1);
      if (char === '/') enter(steps, next, place + 2);
      return;
    case 'folders-inside':
      next.add(place);
      if (char === '/') enter(steps, next, place + 1);
  }
}
