/** A payload of Slack's as it came: what is read of it may be missing or of another kind. */
export type Fields = { readonly [name: string]: unknown };

/** What stands at a path, where that is an object; else an empty one. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  let at: unknown = value;
  for (const name of path) at = isFields(at) ? at[name] : undefined;
  return isFields(at) ? at : {};
}

/** What stands at a path, where that is text; else ''. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  let at: unknown = value;
  for (const name of path) at = isFields(at) ? at[name] : undefined;
  return typeof at === 'string' ? at : '';
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
