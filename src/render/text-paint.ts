/** How the parts of a text stand out; each takes one line that is already laid out. */
export type Paint = {
  readonly heading: (line: string) => string;
  readonly strong: (line: string) => string;
  readonly dim: (line: string) => string;
};

const ESC = '\u001b';

function sgr(code: string): (line: string) => string {
  return (line) => `${ESC}[${code}m${line}${ESC}[0m`;
}

const COLORS: Paint = { heading: sgr('1;33'), strong: sgr('1'), dim: sgr('2') };
const PLAIN: Paint = { heading: (line) => line, strong: (line) => line, dim: (line) => line };

/** ANSI colours, or nothing at all. */
export function paintFor(color: boolean): Paint {
  return color ? COLORS : PLAIN;
}
