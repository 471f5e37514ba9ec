import { ComponentType } from 'discord.js';
import type { Spot } from '../form.ts';
import { checkCustomId, checkOptions, checkSelect, type Tally, tally, typeOf } from './component.ts';

const INPUT_KEYS = [
  'type',
  'id',
  'custom_id',
  'style',
  'label',
  'min_length',
  'max_length',
  'required',
  'value',
  'placeholder',
];

/** A form: title of 45, one to five fields, each in a row (old) or behind a label. */
export function checkModal(data: Spot): void {
  if (!data.object(['custom_id', 'title', 'components'])) return;
  data.get('custom_id').text({ min: 1, max: 100, required: true });
  data.get('title').text({ min: 1, max: 45, required: true });
  const sum = tally();
  for (const part of data.get('components').items(5, 1)) {
    const type = typeOf(part);
    if (type === ComponentType.Label) checkLabel(part, sum);
    else if (type === ComponentType.ActionRow) checkOldRow(part, sum);
    else if (type === ComponentType.TextDisplay) part.get('content').text({ max: 4000, required: true });
    else part.get('type').wrong('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).');
  }
}

function checkOldRow(row: Spot, sum: Tally): void {
  if (!row.object(['type', 'id', 'components'])) return;
  for (const input of row.get('components').items(1, 1)) {
    if (typeOf(input) === ComponentType.TextInput) checkInput(input, sum, true);
    else input.get('type').wrong('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (4).');
  }
}

function checkLabel(label: Spot, sum: Tally): void {
  if (!label.object(['type', 'id', 'label', 'description', 'component'])) return;
  label.get('label').text({ min: 1, max: 45, required: true });
  label.get('description').text({ max: 100 });
  const part = label.get('component');
  const type = typeOf(part);
  if (type === ComponentType.TextInput) checkInput(part, sum, false);
  else if (type === ComponentType.RadioGroup || type === ComponentType.CheckboxGroup) {
    part.object(['type', 'id', 'custom_id', 'options', 'required', 'min_values', 'max_values']);
    checkCustomId(part.get('custom_id'), sum);
    checkOptions(part.get('options'), type === ComponentType.RadioGroup ? 2 : 1, 10);
  } else if (type === ComponentType.Checkbox) {
    part.object(['type', 'id', 'custom_id', 'default']);
    checkCustomId(part.get('custom_id'), sum);
  } else if (typeof type === 'number' && [3, 5, 6, 7, 8].includes(type)) checkSelect(part, sum);
  else part.get('type').wrong('UNION_TYPE_CHOICES', `Value of field "type" is none of a form: ${type}.`);
}

/** In a row it has its own label; behind a label it must have none. */
function checkInput(input: Spot, sum: Tally, hasLabel: boolean): void {
  if (!input.object(INPUT_KEYS)) return;
  checkCustomId(input.get('custom_id'), sum);
  input.get('style').oneOf([1, 2]);
  const label = input.get('label');
  if (hasLabel) label.text({ min: 1, max: 45, required: true });
  else if (label.isSet) label.wrong('UNKNOWN_KEY', 'Behind a label an input has no label of its own');
  const min = input.get('min_length').number({ max: 4000 }) ?? 0;
  const max = input.get('max_length').number({ min: 1, max: 4000 }) ?? 4000;
  if (min > max) input.get('min_length').wrong('NUMBER_TYPE_RANGE', 'min_length is above max_length');
  input.get('required').flag();
  input.get('value').text({ max });
  input.get('placeholder').text({ max: 100 });
}
