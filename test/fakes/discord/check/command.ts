import { ApplicationCommandOptionType as Kind } from 'discord.js';
import { isRecord, type Spot } from '../form.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const KEYS = [
  'id',
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'default_member_permissions',
  'contexts',
  'integration_types',
  'nsfw',
];
const OPTION_KEYS = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'required',
  'choices',
  'options',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'autocomplete',
];

/** One command of a scope: https://docs.discord.com/developers/interactions/application-commands */
export function checkCommand(command: Spot): void {
  if (!command.object(KEYS)) return;
  const type = command.get('type').oneOf([1, 2, 3], false) ?? 1;
  const name = command.get('name').text({ min: 1, max: 32, required: true });
  if (type === 1) {
    checkName(command.get('name'), name);
    command.get('description').text({ min: 1, max: 100, required: true });
    checkOptions(command.get('options'), 0);
    if (sizeOf(command.value) > 8000)
      command.wrong(
        'APPLICATION_COMMAND_TOO_LARGE',
        `Command exceeds maximum size (8000): ${sizeOf(command.value)}`,
      );
  } else {
    if (command.get('description').isSet && command.get('description').value !== '')
      command
        .get('description')
        .wrong('APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED', 'Menu commands have none');
    if (command.get('options').isSet)
      command
        .get('options')
        .wrong('APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED', 'Context menu commands cannot have options');
  }
  const permissions = command.get('default_member_permissions').text();
  if (permissions !== undefined && !/^\d{1,20}$/.test(permissions))
    command.get('default_member_permissions').wrong('BITFIELD_INVALID', 'No permissions');
  for (const context of command.get('contexts').items(3)) context.oneOf([0, 1, 2]);
  for (const kind of command.get('integration_types').items(2)) kind.oneOf([0, 1]);
}

function checkName(spot: Spot, name: string | undefined): void {
  if (name !== undefined && (!NAME.test(name) || name !== name.toLowerCase()))
    spot.wrong('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

/** `depth`: 0 of the command, 1 of a group, 2 of a subcommand. */
function checkOptions(options: Spot, depth: number): void {
  const names = new Set<string>();
  let optionalSeen = false;
  const kinds = new Set<boolean>();
  for (const option of options.items(25)) {
    if (!option.object(OPTION_KEYS)) continue;
    const type = option.get('type').oneOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const name = option.get('name').text({ min: 1, max: 32, required: true });
    checkName(option.get('name'), name);
    option.get('description').text({ min: 1, max: 100, required: true });
    if (name !== undefined && names.has(name))
      option
        .get('name')
        .wrong('APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option names must be unique in a command');
    names.add(name ?? '');
    const isSub = type === Kind.Subcommand || type === Kind.SubcommandGroup;
    kinds.add(isSub);
    if (isSub) checkSub(option, type, depth);
    else if (option.get('required').flag() !== true) optionalSeen = true;
    else if (optionalSeen)
      option
        .get('required')
        .wrong(
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Required options must be placed before non-required options',
        );
    if (!isSub) checkValues(option, type);
  }
  if (kinds.size > 1)
    options.wrong(
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
}

function checkSub(option: Spot, type: number | undefined, depth: number): void {
  const level = type === Kind.SubcommandGroup ? 1 : 2;
  if (level <= depth)
    option.get('type').wrong('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Cannot be nested here');
  if (option.get('required').isSet) option.get('required').wrong('UNKNOWN_KEY', 'Not of subcommands');
  checkOptions(option.get('options'), level);
}

const LISTED: readonly (number | undefined)[] = [Kind.String, Kind.Integer, Kind.Number];

function checkValues(option: Spot, type: number | undefined): void {
  const choices = option.get('choices').items(25);
  const isCompleted = option.get('autocomplete').flag() === true;
  if ((choices.length > 0 || isCompleted) && !LISTED.includes(type))
    option.wrong('APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', 'This type has no choices');
  if (choices.length > 0 && isCompleted)
    option
      .get('autocomplete')
      .wrong('APPLICATION_COMMAND_AUTOCOMPLETE_INVALID', 'autocomplete must not be true with choices');
  checkChoices(choices, type);
  for (const name of ['min_length', 'max_length']) {
    option.get(name).number({ max: 6000, min: name === 'max_length' ? 1 : 0 });
    if (option.get(name).isSet && type !== Kind.String)
      option.get(name).wrong('UNKNOWN_KEY', 'Only of texts');
  }
}

/** Of an option that is declared, or of an autocompletion: at most 25. */
export function checkChoices(choices: readonly Spot[], type: number | undefined): void {
  for (const choice of choices) {
    if (!choice.object(['name', 'name_localizations', 'value'])) continue;
    choice.get('name').text({ min: 1, max: 100, required: true });
    if (type === Kind.String) choice.get('value').text({ min: 1, max: 100, required: true });
    else if (typeof choice.get('value').value !== 'number')
      choice.get('value').wrong('NUMBER_TYPE_COERCE', 'Value is not a number.');
  }
}

/** Characters of all names, descriptions and values that count towards the 8000. */
function sizeOf(value: unknown): number {
  if (!isRecord(value)) return 0;
  const own = [value.name, value.description, value.value].reduce<number>(
    (sum, text) => sum + (typeof text === 'string' ? text.length : 0),
    0,
  );
  const below = [value.options, value.choices].flatMap((list) => (Array.isArray(list) ? list : []));
  return below.reduce<number>((sum, item) => sum + sizeOf(item), own);
}
