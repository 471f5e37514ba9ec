const globals = new WeakMap<RegExp, RegExp>();

/** The same pattern of ours, to be looked for again and again. */
export function everywhere(words: RegExp): RegExp {
  const known = globals.get(words);
  if (known) return known;
  const made = new RegExp(words.source, `${words.flags.replace('g', '')}g`);
  globals.set(words, made);
  return made;
}
