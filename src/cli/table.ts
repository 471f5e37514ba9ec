import { cleanLine } from '../render/clean.ts';
import { displayWidth, takeColumns } from '../render/width.ts';

export type Column = {
  readonly head: string;
  /** Numbers stand at the right. */
  readonly right?: boolean;
  /** It gives way where all would not fit, down to so many columns. */
  readonly least?: number;
};

export type Paint = (text: string) => string;
/** What stands in a cell; whoever wrote it. */
export type Cell = string | { readonly text: string; readonly paint: Paint };

const GAP = '  ';

/** The head and the rows, aligned, in `width` columns (where the columns may give way so far). Cells are made harmless. */
export function layTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paintHead: Paint,
): { readonly head: string; readonly rows: readonly string[] } {
  const cells = rows.map((row) => row.map(readCell));
  const widths = shrink(
    columns,
    columns.map(({ head }, at) =>
      Math.max(displayWidth(head), ...cells.map((row) => displayWidth(row[at]?.text ?? ''))),
    ),
    width,
  );
  const lay = (row: readonly ReadCell[]): string =>
    row
      .map((cell, at) =>
        cell.paint(pad(cell.text, widths[at] ?? 0, columns[at]?.right ?? false, at === row.length - 1)),
      )
      .join(GAP)
      .trimEnd();
  const heads = columns.map(({ head }) => ({ text: head, paint: (text: string) => text }));
  return { head: paintHead(lay(heads)), rows: cells.map(lay) };
}

type ReadCell = { readonly text: string; readonly paint: Paint };

function readCell(cell: Cell): ReadCell {
  const { text, paint } = typeof cell === 'string' ? { text: cell, paint: (same: string) => same } : cell;
  return { text: cleanLine(text), paint };
}

/** The widest of those that can gives way first. */
function shrink(columns: readonly Column[], wanted: readonly number[], width: number): number[] {
  const widths = [...wanted];
  const gaps = GAP.length * (widths.length - 1);
  let surplus = widths.reduce((sum, each) => sum + each, gaps) - width;
  while (surplus > 0) {
    const room = widths.map((each, at) => (each > (columns[at]?.least ?? each) ? each : 0));
    const widest = Math.max(...room);
    if (widest === 0) break;
    widths[room.indexOf(widest)] = widest - 1;
    surplus--;
  }
  return widths;
}

function pad(text: string, width: number, right: boolean, last: boolean): string {
  const shown = displayWidth(text) <= width ? text : `${takeColumns(text, width - 1)}…`;
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(shown)));
  if (right) return blanks + shown;
  return last ? shown : shown + blanks;
}
