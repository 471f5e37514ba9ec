/** What JSON holds at a name; undefined where there is no object, or nothing of that name. */
export function at(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

/** The members of a list, at most so many; none where it is no list. */
export function listAt(value: unknown, limit: number, ...names: readonly string[]): readonly unknown[] {
  const found = at(value, ...names);
  return Array.isArray(found) ? found.slice(0, limit) : [];
}

/** A text; undefined where it is none. */
export function textAt(value: unknown, ...names: readonly string[]): string | undefined {
  const found = at(value, ...names);
  return typeof found === 'string' ? found : undefined;
}

/** A list of texts in which each has its language (CVE schema, `descriptions`): the English one, else the first. */
export function englishAt(value: unknown, ...names: readonly string[]): string | undefined {
  const told = listAt(value, 50, ...names);
  const english = told.find((one) => /^en(?:[-_]|$)/i.test(textAt(one, 'lang') ?? ''));
  return textAt(english ?? told[0], 'value');
}
