/** Words of a section's title that do not tell one subsystem from another. */
const FILLERS = new Set(
  (
    'a and api abstraction abstractions binding bindings bus common controller core device driver drivers ' +
    'entries entry for framework general helper helpers in infrastructure interface layer library linux of on ' +
    'support subsystem the to'
  ).split(' '),
);
const MAX_NAME = 40;

/**
 * What a section is about, in its own words, lower case: `PWM SUBSYSTEM BINDINGS [RUST]` is `pwm`. The topic's own
 * name (`word`) is left out, too: it says why the section is there, not what it is about.
 */
export function tellingWords(title: string, word: RegExp): string[] {
  const words = title.toLowerCase().match(/[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*/gu) ?? [];
  return words.filter((one) => !FILLERS.has(one) && !word.test(one));
}

/** A name for an area, made of a section's telling words; undefined where there are none. */
export function areaName(title: string, word: RegExp): string | undefined {
  let name = '';
  for (const one of tellingWords(title, word)) {
    const plain = one.replace(/[^a-z0-9_-]/g, '');
    const longer = name === '' ? plain : `${name}-${plain}`;
    if (plain === '' || longer.length > MAX_NAME) continue;
    name = longer;
  }
  return name === '' ? undefined : name;
}
