import { ButtonStyle, ComponentType } from 'discord.js';
import { isRecord, type Spot } from '../form.ts';

/** What a whole message or form adds up to. */
export type Tally = { readonly ids: Set<string>; count: number; text: number };
export const tally = (): Tally => ({ ids: new Set(), count: 0, text: 0 });

const SELECTS: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

export const typeOf = (spot: Spot): unknown => (isRecord(spot.value) ? spot.value.type : undefined);

/** custom_id: 1 to 100 characters, and only once in a message or form. */
export function checkCustomId(spot: Spot, sum: Tally): void {
  const id = spot.text({ min: 1, max: 100, required: true });
  if (id === undefined) return;
  if (sum.ids.has(id))
    spot.wrong('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  sum.ids.add(id);
}

/** Rows as they stand in messages: 1 to 5 buttons, or one select menu. */
export function checkRow(row: Spot, sum: Tally): void {
  sum.count++;
  if (!row.object(['type', 'id', 'components'])) return;
  const parts = row.get('components');
  const items = parts.items(5, 1);
  for (const item of items) {
    sum.count++;
    const type = typeOf(item);
    if (type === ComponentType.Button) checkButton(item, sum);
    else if (typeof type === 'number' && SELECTS.includes(type)) {
      checkSelect(item, sum);
      if (items.length > 1)
        parts.wrong('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
    } else
      item
        .get('type')
        .wrong('UNION_TYPE_CHOICES', `Value of field "type" must be one of (2, 3, 5, 6, 7, 8).`);
  }
}

const BUTTON_KEYS = ['type', 'id', 'style', 'label', 'emoji', 'custom_id', 'sku_id', 'url', 'disabled'];

export function checkButton(button: Spot, sum: Tally): void {
  if (!button.object(BUTTON_KEYS)) return;
  const style = button.get('style').oneOf([1, 2, 3, 4, 5]);
  const label = button.get('label').text({ max: 80 });
  button.get('disabled').flag();
  if ((label === undefined || label.trim() === '') && !button.get('emoji').isSet)
    button.wrong('BUTTON_COMPONENT_LABEL_REQUIRED', 'A button must have a label or an emoji');
  if (style === ButtonStyle.Link) {
    button.get('url').url(['http', 'https', 'discord'], true, 512);
    if (button.get('custom_id').isSet)
      button.wrong(
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    return;
  }
  checkCustomId(button.get('custom_id'), sum);
  if (button.get('url').isSet)
    button.get('url').wrong('BUTTON_COMPONENT_URL_NOT_ALLOWED', 'Only link buttons have a url');
}

const SELECT_KEYS = [
  'type',
  'id',
  'custom_id',
  'options',
  'placeholder',
  'min_values',
  'max_values',
  'disabled',
  'required',
  'channel_types',
  'default_values',
];

export function checkSelect(select: Spot, sum: Tally): void {
  if (!select.object(SELECT_KEYS)) return;
  checkCustomId(select.get('custom_id'), sum);
  select.get('placeholder').text({ max: 150 });
  select.get('min_values').number({ max: 25 });
  select.get('max_values').number({ min: 1, max: 25 });
  if (typeOf(select) === ComponentType.StringSelect) checkOptions(select.get('options'), 1);
}

/** Of select menus, radio groups and checkbox groups. */
export function checkOptions(options: Spot, min: number, max = 25): void {
  const values = new Set<string>();
  for (const option of options.items(max, min)) {
    if (!option.object(['label', 'value', 'description', 'emoji', 'default'])) continue;
    option.get('label').text({ min: 1, max: 100, required: true });
    option.get('description').text({ max: 100 });
    option.get('default').flag();
    const value = option.get('value').text({ min: 1, max: 100, required: true });
    if (value === undefined) continue;
    if (values.has(value))
      option
        .get('value')
        .wrong('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
    values.add(value);
  }
}
