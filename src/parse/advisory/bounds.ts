const MAX_TITLE = 300;
const MAX_DESCRIPTION = 16_384;
const MAX_PATH = 500;
/** The longest real list of files has some hundreds. */
export const MAX_FILES = 1000;
export const MAX_VERSIONS = 1000;

/** `CVE-2026-12345`, in whatever letters it is written; undefined for anything else. */
export function toCveId(written: string | undefined): string | undefined {
  return written !== undefined && /^CVE-\d{4}-\d{4,12}$/i.test(written) ? written.toUpperCase() : undefined;
}

/** A commit id in full; undefined for anything else, git's `0` for an unknown one included. */
export function toCommit(written: string | undefined): string | undefined {
  return written !== undefined && /^[0-9a-f]{40}$/i.test(written) ? written.toLowerCase() : undefined;
}

/** A version of the kernel: `6.18.1`, `7.3-rc1`; undefined for `0`, `*` and the like. */
export function toVersion(written: string | undefined): string | undefined {
  return written !== undefined && /^\d{1,4}\.\d{1,6}(?:[.-][\w.-]{1,20})?$/.test(written)
    ? written
    : undefined;
}

/** One line of bounded length. */
export function toTitle(written: string | undefined): string {
  const line = harmless(written ?? '')
    .slice(0, 4 * MAX_TITLE)
    .replace(/\s+/g, ' ')
    .trim();
  return cut(line, MAX_TITLE);
}

export function toDescription(written: string | undefined): string {
  return cut(harmless((written ?? '').slice(0, 2 * MAX_DESCRIPTION)).trim(), MAX_DESCRIPTION);
}

/** Paths, each once. What cannot be one is left out. */
export function toFiles(written: Iterable<string | undefined>): string[] {
  const files = new Set<string>();
  for (const path of written) {
    const bare = path?.trim();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    if (!bare || bare.length > MAX_PATH || /[\u0000-\u001f\u007f]/.test(bare)) continue;
    files.add(bare.toWellFormed());
    if (files.size >= MAX_FILES) break;
  }
  return [...files];
}

function harmless(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n');
}

function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
