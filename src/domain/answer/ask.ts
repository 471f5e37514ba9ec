/** A question or an order, read but not understood yet: a command and its options, as somebody typed or chose them. */
export type Ask = {
  readonly command: string;
  /** By the option's name; a flag that is set is `yes`. Hostile text. */
  readonly values: Readonly<Record<string, string>>;
  /** Of a long answer, from 0. */
  readonly page: number;
};

/** An ask whose words name no command, or name it wrongly: a sentence with the way out. */
export type Misread = { readonly wrong: string };

const SEPARATOR = '|';

/**
 * The ask as short text, for the buttons of messages; undefined where it needs more than `longest` characters (UTF-16).
 * `decodeAsk` reads it.
 */
export function encodeAsk({ command, values, page }: Ask, longest: number): string | undefined {
  const pairs = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${protect(name)}=${protect(value)}`);
  const text = [protect(command), page > 0 ? `${page}` : '', ...pairs].join(SEPARATOR);
  return text.length <= longest ? text : undefined;
}

/** undefined where the text is none that `encodeAsk` made. Never throws: what comes back from outside may be anything. */
export function decodeAsk(text: string): Ask | undefined {
  const [command = '', page = '', ...pairs] = split(text);
  if (!/^[a-z]{1,32}$/.test(command) || !/^\d{0,4}$/.test(page)) return undefined;
  const values: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, at));
    if (!/^[a-z-]{1,32}$/.test(name)) return undefined;
    values[name] = pair.slice(at + 1);
  }
  return { command, values, page: Number(page) };
}

function protect(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(SEPARATOR, '\\|');
}

function split(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') {
      part += text[++at] ?? '';
    } else if (char === SEPARATOR) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}
