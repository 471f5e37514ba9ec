import { plain } from '../plain.ts';
import type { Style } from '../style.ts';
import type { CheckResult, CheckState } from './check.ts';

/** A line for each result, what to do about it below, and the sum. */
export function doctorText(results: readonly CheckResult[], style: Style): string {
  const width = Math.max(0, ...results.map(({ check }) => plain(check).length));
  const paint: Readonly<Record<CheckState, (text: string) => string>> = {
    ok: style.green,
    warn: style.bold,
    bad: style.red,
  };
  const lines = results.flatMap(({ check, state, found, mend }) => {
    const line = `${paint[state](state.padEnd(4))}  ${plain(check).padEnd(width)}  ${oneLine(found)}`;
    return mend === undefined ? [line] : [line, style.dim(`${' '.repeat(width + 8)}${oneLine(mend)}`)];
  });
  return `${[...lines, '', doctorSum(results)].join('\n')}\n`;
}

function doctorSum(results: readonly CheckResult[]): string {
  const count = (state: CheckState): number => results.filter((result) => result.state === state).length;
  const warnings = count('warn');
  return `${count('ok')} ok, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${count('bad')} bad`;
}

export function doctorObject(results: readonly CheckResult[]): object {
  return {
    ok: results.every(({ state }) => state !== 'bad'),
    checks: results.map(({ check, state, found, mend }) => ({ check, state, found, mend: mend ?? null })),
  };
}

function oneLine(text: string): string {
  return plain(text).replaceAll('\n', ' ');
}
