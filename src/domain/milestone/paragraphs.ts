/**
 * The paragraphs of one file's diff: lines with their signs, up to an empty one. What git writes behind a
 * hunk's `@@` (the heading that it stands under) is the first line of the hunk's first paragraph, as context.
 */
export function paragraphsOf(diff: string): string[][] {
  const paragraphs: string[][] = [];
  let current: string[] = [];
  let inside = false;
  const close = () => {
    if (current.length > 0) paragraphs.push(current);
    current = [];
  };
  for (const line of diff.split('\n')) {
    const head = /^@@ -[\d,]{1,20} \+[\d,]{1,20} @@ ?(.*)$/.exec(line);
    if (head) {
      close();
      inside = true;
      if (head[1]) current.push(` ${head[1]}`);
    } else if (!inside) continue;
    else if (line.slice(1).trim() === '') close();
    else current.push(line);
  }
  close();
  return paragraphs;
}
