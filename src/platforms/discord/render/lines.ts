/**
 * The first lines that fit into `most` UTF-16 units together. Where some do not, the last one says how many are left,
 * by `rest`. A line is never cut: it is bounded where it is made.
 */
export function fitLines(
  lines: readonly string[],
  most: number,
  rest: (left: number) => string = (left) => `and ${left} more`,
): string {
  const whole = lines.join('\n');
  if (whole.length <= most) return whole;
  for (let count = fittingCount(lines, most); count > 0; count--) {
    const text = [...lines.slice(0, count), rest(lines.length - count)].join('\n');
    if (text.length <= most) return text;
  }
  const none = rest(lines.length);
  return none.length <= most ? none : '';
}

/** How many of the first lines are in so many units. */
function fittingCount(lines: readonly string[], most: number): number {
  let length = -1;
  const end = lines.findIndex((line) => {
    length += line.length + 1;
    return length > most;
  });
  return end < 0 ? lines.length : end;
}
