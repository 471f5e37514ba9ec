import type { Told } from './delivered.ts';
import type { Line } from './ledger.ts';

const SHOWN = 12;

export function printLedger(lines: readonly Line[]): void {
  console.log(row(18, ['', 'published', 'stored', 'lost', 'twice']));
  for (const { what, published, stored, lost, twice } of lines)
    console.log(row(18, [what, published, stored, lost, twice]));
}

export function printTold(all: readonly Told[], label: (target: string) => string): void {
  const heads = ['', 'wanted', 'posts', 'lost', 'twice', 'disordered', 'uncertain', 'capped'];
  console.log(`\n${row(26, heads)}`);
  for (const { target, wanted, got, lost, twice, disordered, uncertain, capped } of all)
    console.log(
      row(26, [label(target), wanted, got, lost.length, twice.length, disordered.length, uncertain, capped]),
    );
  for (const { target, ...told } of all)
    for (const what of ['lost', 'twice', 'disordered'] as const)
      for (const one of told[what].slice(0, SHOWN)) console.log(`  ${what}: ${label(target)}: ${one}`);
}

function row(first: number, cells: readonly (string | number)[]): string {
  return cells
    .map((cell, at) => (at === 0 ? String(cell).padEnd(first) : String(cell).padStart(11)))
    .join('');
}
