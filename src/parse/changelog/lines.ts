/** Longer lines are cut here; git itself knows no longer ones but in junk. */
export const MAX_LINE = 16_384;

export type Line = { readonly text: string; readonly cut: boolean };

/** Cuts bytes that come in pieces into lines, in constant memory. */
export class Lines {
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';
  /** The line that is being read is too long: what is left of it is passed over. */
  #skipping = false;

  /** The lines that this piece completes. */
  push(chunk: Uint8Array): Line[] {
    const parts = this.#decoder.decode(chunk, { stream: true }).split('\n');
    const lines: Line[] = [];
    const last = parts.pop() ?? '';
    for (const part of parts) {
      if (this.#skipping) this.#skipping = false;
      else lines.push(lineOf(this.#rest + part));
      this.#rest = '';
    }
    if (!this.#skipping) this.#rest += last;
    if (this.#rest.length > MAX_LINE) {
      lines.push(lineOf(this.#rest));
      this.#rest = '';
      this.#skipping = true;
    }
    return lines;
  }

  /** What came behind the last newline; undefined where that was the end. */
  end(): Line | undefined {
    const rest = this.#rest + this.#decoder.decode();
    return rest === '' || this.#skipping ? undefined : lineOf(rest);
  }
}

function lineOf(text: string): Line {
  const cut = text.length > MAX_LINE;
  const kept = cut ? text.slice(0, MAX_LINE) : text;
  return { text: kept.endsWith('\r') ? kept.slice(0, -1) : kept, cut };
}
