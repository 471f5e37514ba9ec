/** The first changed line with the words in it, unless the words were only moved. */
export function changedLine(diff: string, words: RegExp): string | undefined {
  if (!words.test(diff)) return undefined;
  const hits = diff.split('\n').filter((line) => /^[+-](?![+-]{2} )/.test(line) && words.test(line));
  const lines = new Balance();
  const names = new Balance();
  for (const line of hits) {
    lines.put(line, line);
    for (const name of namesIn(line, words)) names.put(line, name);
  }
  return hits.find((line) => {
    if (lines.isEven(line)) return false;
    const named = namesIn(line, words);
    return named.length === 0 || leads(line, words) || named.some((name) => !names.isEven(name));
  });
}

/** What was taken and what was put, white space and the sign left out: even where both were the same. */
class Balance {
  readonly #sums = new Map<string, number>();

  put(line: string, thing: string): void {
    const key = bare(thing);
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + (line.startsWith('+') ? 1 : -1));
  }

  isEven(thing: string): boolean {
    return this.#sums.get(bare(thing)) === 0;
  }
}

function bare(line: string): string {
  return line.replace(/^[+-]/, '').replace(/\s+/g, ' ').trim();
}

/** The line sets the thing or runs it (`KBUILD_RUSTFLAGS += -Cx`), so that a change behind it counts. */
function leads(line: string, words: RegExp): boolean {
  return words.test(/^[+-]\s*(?:\$\(\w+\)|\S+\s*[:+?!]?=)/.exec(line)?.[0] ?? '');
}

/** The whole names and paths in a line that the words are found in: `CONFIG_RUSTC_VERSION` for `RUSTC`. */
function namesIn(line: string, words: RegExp): string[] {
  const names = line.split(/[^\w./-]+/).map((name) => name.replace(/^[./-]+/, ''));
  return names.filter((name) => name !== '' && words.test(name));
}
