import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Kind,
} from 'discord.js';
import { isRecord } from './form.ts';
import type { Given } from './types.ts';

/** A command as somebody typed it, as Discord's own client lets him. */
export type Typed = { readonly command: APIApplicationCommand; readonly options: readonly object[] };

export class CannotType extends Error {}

/** `focus`: the option in which he types now, which is all that is sent of it. */
export function typeCommand(
  commands: readonly APIApplicationCommand[],
  words: string,
  given: Given,
  focus?: { readonly option: string; readonly typed: string },
): Typed {
  const [name = '', ...subs] = words.split(' ');
  const command = commands.find((one) => one.name === name && Number(one.type) === 1);
  if (!command) throw new CannotType(`no command /${name} is declared here`);
  let level: readonly APIApplicationCommandOption[] = command.options ?? [];
  const path: APIApplicationCommandOption[] = [];
  for (const sub of subs) {
    const found = level.find((one) => one.name === sub && isSub(one));
    if (!found) throw new CannotType(`/${words}: ${sub} is no subcommand`);
    path.push(found);
    level = 'options' in found && found.options ? found.options : [];
  }
  if (level.some(isSub)) throw new CannotType(`/${words}: a subcommand is missing`);
  const leaves = valuesOf(level, given, words, focus);
  const options = path.reduceRight<readonly object[]>(
    (inner, { type, name: sub }) => [{ type, name: sub, options: inner }],
    leaves,
  );
  return { command, options };
}

const isSub = ({ type }: APIApplicationCommandOption): boolean =>
  type === Kind.Subcommand || type === Kind.SubcommandGroup;

function valuesOf(
  declared: readonly APIApplicationCommandOption[],
  given: Given,
  words: string,
  focus: { readonly option: string; readonly typed: string } | undefined,
): readonly object[] {
  for (const name of [...Object.keys(given), ...(focus ? [focus.option] : [])])
    if (!declared.some((one) => one.name === name)) throw new CannotType(`/${words} has no option ${name}`);
  // While he still types, nothing is required yet.
  const missing = declared.find((one) => one.required === true && given[one.name] === undefined);
  if (missing && !focus) throw new CannotType(`/${words}: ${missing.name} is required`);
  return declared.flatMap((option): readonly object[] => {
    const { name, type } = option;
    if (focus?.option === name) {
      if (!('autocomplete' in option && option.autocomplete))
        throw new CannotType(`${name} is not completed`);
      return [{ name, type, value: focus.typed, focused: true }];
    }
    const value = given[name];
    if (value === undefined) return [];
    const wrong = complaint(option, value);
    if (wrong !== undefined) throw new CannotType(`/${words} ${name}: ${wrong}`);
    return [{ name, type, value }];
  });
}

const TYPES: Readonly<Record<number, string>> = {
  [Kind.String]: 'string',
  [Kind.Boolean]: 'boolean',
  [Kind.Integer]: 'number',
  [Kind.Number]: 'number',
};

function complaint(option: APIApplicationCommandOption, value: Given[string]): string | undefined {
  const wanted = TYPES[option.type] ?? 'string';
  if (typeof value !== wanted) return `is to be a ${wanted}`;
  if (option.type === Kind.Integer && !Number.isInteger(value)) return 'is to be a whole number';
  if ('choices' in option && option.choices && option.choices.length > 0)
    return option.choices.some((choice) => choice.value === value)
      ? undefined
      : `${value} is none of its choices`;
  const limits: unknown = option;
  if (!isRecord(limits)) return undefined;
  const size = typeof value === 'string' ? value.length : Number(value);
  const [min, max] =
    wanted === 'string'
      ? [limits.min_length, limits.max_length ?? 6000]
      : [limits.min_value, limits.max_value];
  if (typeof min === 'number' && size < min) return `is below ${min}`;
  if (typeof max === 'number' && size > max) return `is above ${max}`;
  return undefined;
}
