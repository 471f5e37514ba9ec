import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandSpec, OptionSpec } from '../../../domain/answer/command-spec.ts';

/** What all commands are below. */
const COMMAND = 'lorewatch';
/** The command of a message's menu. */
export const TRACK = 'Track this series';
/** What it asks. */
export const TRACKS = 'follow';

/** Of Discord (docs, Application Commands): of a name, of a summary, and of choices, options and subcommands. */
const LIMITS = { name: 32, summary: 100, list: 25 } as const;
const ABOUT = 'Rust in the Linux kernel: series, milestones and digests';

const SUBCOMMAND = 1;
const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;

type Declared = readonly RESTPostAPIApplicationCommandsJSONBody[];

/**
 * The commands as Discord wants them declared. `everywhere`: for all guilds; of one guild's commands it is not said where
 * they can be used. Nothing limits who sees them: asking is for all, and each change is checked.
 */
export function declareCommands(
  specs: readonly CommandSpec[],
  { everywhere }: { readonly everywhere: boolean },
): Declared {
  const where = everywhere ? { contexts: [0], integration_types: [0] } : {};
  const shown = specs.filter(({ hidden }) => hidden !== true);
  const slash = {
    type: 1,
    name: COMMAND,
    description: ABOUT,
    options: shown.slice(0, LIMITS.list).map(declareSubcommand),
    ...where,
  } as const;
  const canTrack = specs.some(({ name }) => name === TRACKS);
  return canTrack ? [slash, { type: 3, name: TRACK, ...where }] : [slash];
}

function declareSubcommand({
  name,
  summary,
  options,
  form,
}: CommandSpec): APIApplicationCommandSubcommandOption {
  // Where there is a form the command is sent without any option to open it.
  const isRequired = ({ required }: OptionSpec): boolean => required === true && form === undefined;
  // Discord refuses a required option behind one that is not.
  const ordered = [...options.filter(isRequired), ...options.filter((option) => !isRequired(option))];
  return {
    type: SUBCOMMAND,
    name: name.slice(0, LIMITS.name),
    description: cut(summary),
    options: ordered.slice(0, LIMITS.list).map((option) => declareOption(option, isRequired(option))),
  };
}

function declareOption(option: OptionSpec, required: boolean): APIApplicationCommandBasicOption {
  const base = { name: option.name.slice(0, LIMITS.name), description: cut(option.summary), required };
  if (option.kind === 'flag') return { type: BOOLEAN, ...base };
  if (option.choices !== undefined && option.kind === 'text') {
    const choices = option.choices.slice(0, LIMITS.list).map((choice) => ({ name: choice, value: choice }));
    return { type: STRING, ...base, choices };
  }
  const autocomplete = option.suggests !== undefined;
  return option.kind === 'number'
    ? { type: INTEGER, ...base, autocomplete }
    : { type: STRING, ...base, autocomplete };
}

function cut(text: string): string {
  return text.length <= LIMITS.summary ? text : `${text.slice(0, LIMITS.summary - 3).toWellFormed()}...`;
}
