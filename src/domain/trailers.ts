/** `Reviewed-by: Name <mail>`: the name in its usual spelling, the value as written. */
export type Trailer = { readonly name: string; readonly value: string };

/** Trailers that are no `-by`: Documentation/process/submitting-patches.rst and b4's own. */
const OTHER_NAMES = new Map(
  [
    'Fixes',
    'Link',
    'Closes',
    'Cc',
    'Change-Id',
    'Base-Commit',
    'Prerequisite-Change-Id',
    'Prerequisite-Message-Id',
    'Prerequisite-Patch-Id',
    'Message-ID',
    'Acked',
    'BugLink',
    'Patchwork',
  ].map((name) => [name.toLowerCase(), name]),
);
const LINE = /^([A-Za-z][A-Za-z-]{1,40}):[ \t]+(\S.*)$/;
const MAX_VALUE = 500;

/** Reads one unquoted line; undefined where it is no trailer. */
export function parseTrailer(line: string): Trailer | undefined {
  const found = LINE.exec(line);
  if (!found) return undefined;
  const name = trailerName(found[1] ?? '');
  const value = (found[2] ?? '').trim().slice(0, MAX_VALUE);
  if (name === undefined) return undefined;
  // `Approved-by: me` in prose names nobody: a tag names a person or an address.
  if (name.endsWith('-by') && !/[@<]/.test(value) && value.split(' ').length > 4) return undefined;
  return { name, value };
}

function trailerName(written: string): string | undefined {
  const lower = written.toLowerCase();
  if (lower.endsWith('-by')) return lower.charAt(0).toUpperCase() + lower.slice(1);
  return OTHER_NAMES.get(lower);
}

/** The tags by which people vouch for a patch, in the order a reader wants them. */
export const REVIEW_TAGS = ['Reviewed-by', 'Acked-by', 'Tested-by'] as const;

/** `Name <mail>` -> `Name`; the mail where there is no name. */
export function trailerPerson(value: string): string {
  const at = value.indexOf('<');
  const name = at > 0 ? value.slice(0, at).trim() : value.trim();
  return (name || value).replace(/^"|"$/g, '').slice(0, 100);
}
