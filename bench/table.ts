export type BenchRow = {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly value: number;
  /** undefined: told for comparison, not bound. */
  readonly limit: number | undefined;
  readonly unit: string;
  /** The limit is a floor, not a ceiling. */
  readonly atLeast?: boolean;
};

export function printTable(rows: readonly BenchRow[]): void {
  const cells = rows.map((row) => [
    row.what,
    row.ours,
    row.peer,
    figure(row.value, row.unit),
    bound(row),
    verdict(row),
  ]);
  const table = [['what', 'lorewatch', 'beside', 'result', 'to reach', ''], ...cells];
  const widths = (table[0] ?? []).map((_, i) => Math.max(...table.map((line) => (line[i] ?? '').length)));
  for (const line of table) {
    const text = line.map((cell, i) =>
      i === 3 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
    );
    console.log(text.join('  ').trimEnd());
  }
}

function figure(value: number, unit: string): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
}

function bound({ limit, unit, atLeast }: BenchRow): string {
  return limit === undefined ? '' : `${atLeast ? '>=' : '<='} ${limit} ${unit}`;
}

function verdict({ value, limit, atLeast }: BenchRow): string {
  if (limit === undefined) return '';
  return (atLeast ? value >= limit : value <= limit) ? 'yes' : 'NO';
}
