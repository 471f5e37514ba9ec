import type { APIApplicationCommandInteractionDataOption, InteractionType } from 'discord.js';
import type { Ask } from '../../../domain/answer/ask.ts';

/** Options as Discord gives them: of a command, or while somebody types (then one is focused). */
type Given = APIApplicationCommandInteractionDataOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>;

const SUBCOMMAND = 1;

/**
 * What was chosen below `/lorewatch`, as the same ask that typed words give: a flag that is set is `yes`, one that is
 * not is left out. `focused`: the option being typed. Undefined where there is no subcommand.
 */
export function readOptions(
  given: readonly Given[] | undefined,
):
  | { readonly ask: Ask; readonly focused: { readonly name: string; readonly typed: string } | undefined }
  | undefined {
  const command = given?.find(({ type }) => type === SUBCOMMAND);
  if (command === undefined || !('options' in command || command.type === SUBCOMMAND)) return undefined;
  const values: Record<string, string> = {};
  let focused: { name: string; typed: string } | undefined;
  for (const option of command.options ?? []) {
    if (!('value' in option)) continue;
    const text = textOf(option.value);
    if ('focused' in option && option.focused === true) focused = { name: option.name, typed: text };
    else if (text !== '') values[option.name] = text;
  }
  return { ask: { command: command.name, values, page: 0 }, focused };
}

function textOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : '';
  return String(value).trim();
}
