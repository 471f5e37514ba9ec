import type { APIEmbedField } from 'discord.js';
import type { DigestView, NumberRow } from '../../../render/view.ts';
import { LIMITS } from './limits.ts';
import { escapeWithin } from './link.ts';

/** Three in a row on a screen: more than two rows of them are a table, which embeds have not. */
const MOST = 6;
const CELL = 120;
const LABEL = 150;

/** The figures, each beside that of the period before and of a year ago. */
export function numberFields({ numbers, columns }: DigestView): APIEmbedField[] {
  return numbers.slice(0, MOST).flatMap((row) => numberField(row, columns));
}

function numberField({ label, cells }: NumberRow, columns: readonly string[]): APIEmbedField[] {
  const [now = '', ...others] = cells;
  const name = escapeWithin(label, LABEL);
  if (name === '' || now === '') return [];
  const beside = others.flatMap((cell, at) => {
    const column = escapeWithin(columns[at + 1] ?? '', LABEL);
    return cell === '' || cell === '-' || column === '' ? [] : [`${column}: ${escapeWithin(cell, CELL)}`];
  });
  const value = [`**${escapeWithin(now, CELL)}**`, ...beside].join('\n');
  return value.length > LIMITS.fieldValue ? [] : [{ name, value, inline: true }];
}
