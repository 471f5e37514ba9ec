import type { Ask, Misread } from '../domain/answer/ask.ts';
import type { CommandSpec, OptionSpec } from '../domain/answer/command-spec.ts';
import { nearest } from '../domain/filter/nearest.ts';

const LONGEST = 3000;
/** What people say who look for help. */
const HELP: ReadonlySet<string> = new Set(['', 'help', '?', '-h', '--help']);
/** A quoted piece, or what stands up to a blank; quotes may begin within it: `author:"Ada Holm"`. */
const PIECE = /(?:"[^"]*"?|[^\s"])+/g;

/**
 * Reads what stands behind the program's name: a command, then its options as `--name value` or `--flag`, and words
 * that stand for themselves. `share` as the last word is the flag. Touches nothing.
 */
export function readWords(text: string, specs: readonly CommandSpec[]): Ask | Misread {
  const words = plainQuotes(text).trim();
  if (words.length > LONGEST) return { wrong: `that is too long: at most ${LONGEST} characters` };
  const [first = '', ...pieces] = words.match(PIECE) ?? [];
  const name = first.toLowerCase();
  if (HELP.has(name)) return { command: 'help', values: restOf('help', pieces, specs), page: 0 };
  const spec = specs.find((each) => each.name === name && each.hidden !== true);
  if (spec === undefined) return { wrong: unknownCommand(name, specs) };
  return readOptions(spec, pieces);
}

/** Checks the values of an ask against what its command takes; undefined where all is well. */
export function checkValues(spec: CommandSpec, values: Ask['values']): string | undefined {
  for (const [name, value] of Object.entries(values)) {
    const option = spec.options.find((each) => each.name === name);
    if (option === undefined) return unknownOption(spec, name);
    const wrong = checkValue(option, value);
    if (wrong !== undefined) return wrong;
  }
  const missing = spec.options.find(({ name, required }) => required === true && !values[name]);
  if (missing === undefined) return undefined;
  const what = `${missing.summary.slice(0, 1).toLowerCase()}${missing.summary.slice(1)}`;
  return `\`${spec.name}\` wants ${what}, as in \`${spec.examples[0] ?? spec.name}\``;
}

function readOptions(spec: CommandSpec, pieces: readonly string[]): Ask | Misread {
  const values: Record<string, string> = {};
  const rest: string[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] ?? '';
    const named = /^--([a-z][a-z-]{0,31})(?:=([\s\S]*))?$/.exec(piece);
    if (named === null) {
      rest.push(piece);
      continue;
    }
    const [, name = '', value] = named;
    const option = spec.options.find((each) => each.name === name);
    if (option === undefined) return { wrong: unknownOption(spec, name) };
    if (option.kind === 'flag') values[name] = 'yes';
    else {
      const given = value ?? pieces[++at];
      if (given === undefined)
        return { wrong: `behind \`--${name}\` something is missing: ${option.summary}` };
      values[name] = unquote(given);
    }
  }
  const isShared = rest.at(-1)?.toLowerCase() === 'share' && takes(spec, 'share');
  if (isShared) {
    rest.pop();
    values.share = 'yes';
  }
  if (rest.length > 0) {
    if (spec.rest === undefined)
      return { wrong: `\`${spec.name}\` takes no words; \`help ${spec.name}\` shows what it takes` };
    const before = values[spec.rest];
    values[spec.rest] = [...(before === undefined ? [] : [before]), ...rest].join(' ');
  }
  const wrong = checkValues(spec, values);
  // What is required and missing is asked for by the form.
  if (wrong !== undefined && !(spec.form && Object.keys(values).length === 0)) return { wrong };
  return { command: spec.name, values, page: 0 };
}

function takes(spec: CommandSpec, option: string): boolean {
  return spec.options.some(({ name }) => name === option);
}

function restOf(command: string, pieces: readonly string[], specs: readonly CommandSpec[]): Ask['values'] {
  const rest = specs.find(({ name }) => name === command)?.rest;
  return rest === undefined || pieces.length === 0 ? {} : { [rest]: pieces.join(' ') };
}

function checkValue({ name, kind, choices }: OptionSpec, value: string): string | undefined {
  if (value.length > LONGEST) return `\`${name}\` is too long: at most ${LONGEST} characters`;
  if (kind === 'number' && !/^\d{1,9}$/.test(value))
    return `\`${name}\` takes a number, not \`${value.slice(0, 40)}\``;
  if (choices !== undefined && !choices.includes(value))
    return `\`${name}\` takes ${choices.join(', ')}, not \`${value.slice(0, 40)}\``;
  return undefined;
}

function unknownCommand(name: string, specs: readonly CommandSpec[]): string {
  const names = specs.filter(({ hidden }) => hidden !== true).map((spec) => spec.name);
  const near = nearest(name, names);
  const hint = near === undefined ? `there is ${names.join(', ')}` : `did you mean \`${near}\`?`;
  return `there is no command \`${name.slice(0, 40)}\`; ${hint}`;
}

function unknownOption(spec: CommandSpec, name: string): string {
  const names = spec.options.map((option) => option.name);
  const near = nearest(name, names);
  const hint =
    near !== undefined
      ? `did you mean \`--${near}\`?`
      : names.length === 0
        ? 'it takes none'
        : `there is ${names.map((each) => `--${each}`).join(', ')}`;
  return `\`${spec.name}\` has no option \`--${name.slice(0, 40)}\`; ${hint}`;
}

/** Phones and some clients turn quotes into typographic ones, and `--` into a dash. */
function plainQuotes(text: string): string {
  return text
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/(^|\s)[\u2013\u2014](?=[a-z])/g, '$1--');
}

function unquote(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}
