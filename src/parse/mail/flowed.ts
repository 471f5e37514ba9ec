/**
 * Joins the soft-broken lines of `format=flowed` (RFC 3676, 4): a line that ends in a blank goes on in
 * the next of the same quote depth; `-- ` does not; one stuffed blank at a line's start goes. A blank
 * is put behind the quote marks, as readers show them (4.5).
 */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  // The paragraph that goes on; its pieces are joined once, so that length costs nothing.
  let open: string[] = [];
  let openDepth = 0;
  const close = (): void => {
    if (open.length > 0) out.push(mark(openDepth, open.join('')));
    open = [];
  };
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line);
    const body = line.charCodeAt(depth) === 0x20 ? line.slice(depth + 1) : line.slice(depth);
    const isSignature = body === '-- ';
    if (depth !== openDepth || isSignature) close();
    openDepth = depth;
    const flows = body.endsWith(' ') && !isSignature;
    open.push(flows && delSp ? body.slice(0, -1) : body);
    if (!flows) close();
  }
  close();
  return out.join('\n');
}

function mark(depth: number, body: string): string {
  if (depth === 0) return body;
  return body === '' ? '>'.repeat(depth) : `${'>'.repeat(depth)} ${body}`;
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line.charCodeAt(depth) === 0x3e) depth++;
  return depth;
}
