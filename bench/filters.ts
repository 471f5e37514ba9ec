import type { Filter } from '../src/domain/filter/ast.ts';
import { parseFilter } from '../src/domain/filter/parse.ts';

const AREAS = [
  'drm/nova',
  'pci',
  'net',
  'block',
  'driver-core',
  'gpio',
  'iio',
  'time',
  'fs',
  'build',
  'docs',
  'mm',
];
const WORDS = [
  'gizmo',
  'levers',
  'pin',
  'refcount',
  'lifetime',
  'macro',
  'unsafe',
  'lock',
  'dma',
  'irq',
  'clippy',
  'bindgen',
];
const PATHS = [
  'rust/kernel',
  'drivers/gpu/**',
  'rust/**/*.rs',
  'samples/rust',
  'Documentation/rust',
  'scripts/*.py',
];
const PLAIN = [
  '',
  'milestone:any',
  'kind:pull',
  'is:applied',
  'kind:release',
  '-kind:reply',
  'state:merged,released',
];

/** What people write, over and over: some four hundred different filters. */
export function usualFilter(n: number): string {
  const area = `area:${pick(AREAS, n)}`;
  const word = pick(WORDS, Math.floor(n / 12));
  switch (n % 7) {
    case 0:
      return pick(PLAIN, Math.floor(n / 7));
    case 1:
      return area;
    case 2:
      return `${area} -kind:reply`;
    case 3:
      return `path:${pick(PATHS, Math.floor(n / 7))}`;
    case 4:
      return word;
    case 5:
      return `${area} (${word} OR "${word} ${pick(WORDS, n)}") relevant:yes`;
    default:
      return `author:${word} OR subject:${word}`;
  }
}

/** No two the same: each names a person, a word or a file of its own beside what all have. */
export function ownFilter(n: number): string {
  const area = pick(AREAS, n);
  const word = pick(WORDS, Math.floor(n / 12));
  switch (n % 6) {
    case 0:
      return `author:person${n} relevant:yes`;
    case 1:
      return `area:${area} word${n}`;
    case 2:
      return `path:drivers/${area}/part${n}/** -kind:reply`;
    case 3:
      return `"${word} number${n}" OR subject:topic${n}`;
    case 4:
      return `(area:${area} OR path:rust/kernel/own${n}.rs) revision:>=${n % 9} -author:person${n}`;
    default:
      return `list:rust-for-linux ${word} -word${n}`;
  }
}

export function parsed(text: string): Filter {
  const read = parseFilter(text);
  if (!read.ok) throw new Error(`${text}: ${read.error.message}`);
  return read.filter;
}

/** A mail of a few hundred words, some of them asked for. */
export function usualText(n: number): string {
  const noise = Array.from({ length: 300 }, (_, at) => `w${(n * 31 + at * 17) % 4000}`).join(' ');
  const said = [0, 1, 2].map((k) => pick(WORDS, n * 5 + k * 7)).join(' ');
  return `${said} ${noise} word${n * 7} ${pick(WORDS, n)} number${n * 3}`;
}

export function usualArea(n: number): string {
  return pick(AREAS, n);
}

export function usualWord(n: number): string {
  return pick(WORDS, n);
}

function pick(names: readonly string[], n: number): string {
  return names[n % names.length] ?? '';
}
