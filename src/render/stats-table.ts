import { padEnd, padStart, truncate } from './width.ts';

/** A column of figures. `group` stands over the first column of those that belong together. */
export type Column = { readonly head: string; readonly width: number; readonly group?: string };

export type Table = {
  readonly label: { readonly head: string; readonly width: number };
  readonly columns: readonly Column[];
  /** What the bars at the end of the lines show. */
  readonly bars: string;
};

/** `bar`: 0 is no bar, 1 the longest; null where a row has none. */
export type TableRow = {
  readonly label: string;
  readonly cells: readonly string[];
  readonly bar: number | null;
};

const GAP = 2;
const BLOCKS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const FULL = '█';

/** The lines over a table: what columns have in common, and their names. */
export function tableHead({ label, columns, bars }: Table): string[] {
  const names = columns.map(({ head, width }) => padStart(head, width)).join('');
  const head = `${padEnd(label.head, label.width)}${names}${' '.repeat(GAP)}${bars}`;
  let groups = ' '.repeat(label.width);
  let at = label.width;
  for (const { head: name, width, group } of columns) {
    if (group !== undefined) groups = padEnd(groups, at + width - name.length) + group;
    at += width;
  }
  return groups.trim() === '' ? [head] : [groups, head];
}

/** A line of the table in at most so many columns, figures to the right. */
export function tableLine({ label, columns }: Table, row: TableRow, width: number): string {
  const figures = columns.map((column, at) => padStart(row.cells[at] ?? '', column.width)).join('');
  const start = padEnd(truncate(row.label, label.width), label.width) + figures;
  const room = Math.max(0, width - start.length - GAP);
  return `${start}${' '.repeat(GAP)}${row.bar === null ? '' : textBar(row.bar, room)}`.trimEnd();
}

/** A bar of so many columns at most, in eighths of a column; what is not zero is seen. */
export function textBar(share: number, columns: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * columns * 8);
  const shown = share > 0 && columns > 0 ? Math.max(1, eighths) : 0;
  return FULL.repeat(Math.floor(shown / 8)) + (BLOCKS[shown % 8] ?? '');
}
