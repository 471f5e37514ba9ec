import { elementsOf } from './blocks.ts';
import { isActive } from './elements.ts';
import { decode } from './mrkdwn.ts';
import { isObject } from './schema.ts';
import type { FakeMessage, FakeView, Json } from './types.ts';

/** Something that can be used, and the block it stands in. */
export type Found = { readonly block: Json; readonly element: Json };
/** What the person chose or wrote, as payloads tell it. */
export type Value = Json;

type Place = Pick<FakeMessage | FakeView, 'blocks' | 'seen'>;

/** A button or a menu by its label or its action_id. Throws where there is none, with what there is. */
export function findElement(place: Place, label: string): Found {
  const all = place.blocks.flatMap((block) =>
    elementsOf(block)
      .filter(isActive)
      .map((element) => ({ block, element })),
  );
  const found = all.filter(({ element }) => element.action_id === label || labelOf(element) === label);
  const [first] = found;
  if (!first) throw new Error(`there is no "${label}" in:\n${place.seen}`);
  return first;
}

export function labelOf(element: Json): string {
  return isObject(element.text) ? decode(String(element.text.text)) : '';
}

/** All inputs of a form with what is in them: by block and action, as `state.values` tells it. */
export function fillForm(view: FakeView, values: Readonly<Record<string, string>>): Json {
  const left = new Set(Object.keys(values));
  const state: Record<string, Json> = {};
  for (const block of view.blocks) {
    const element = block.element;
    if (block.type !== 'input' || !isObject(element)) continue;
    const label = isObject(block.label) ? decode(String(block.label.text)) : '';
    const name = [String(block.block_id), label].find((one) => left.has(one));
    if (name !== undefined) left.delete(name);
    const value = name === undefined ? initialOf(element) : enter(element, values[name] ?? '');
    if (isEmpty(value) && block.optional !== true) throw new Error(`"${label}" must be filled in`);
    state[String(block.block_id)] = { [String(element.action_id)]: value };
  }
  if (left.size > 0) throw new Error(`there is no "${[...left].join('", "')}" in:\n${view.seen}`);
  return state;
}

function isEmpty(value: Value): boolean {
  return Object.entries(value).every(
    ([key, entry]) => key === 'type' || entry === null || (Array.isArray(entry) && entry.length === 0),
  );
}

function initialOf(element: Json): Value {
  const { type } = element;
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
    default:
      return typeof element.initial_value === 'string' && element.initial_value !== ''
        ? enter(element, element.initial_value)
        : { type, value: null };
  }
}

/** What somebody chose in a menu, or typed in a field. Throws where it cannot be chosen or typed. */
export function enter(element: Json, text: string): Value {
  const { type } = element;
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: text === '' ? null : optionOf(element, text) };
    case 'external_select':
      return { type, selected_option: { text: { type: 'plain_text', text, emoji: true }, value: text } };
    case 'checkboxes':
    case 'multi_static_select':
      return {
        type,
        selected_options: text
          .split('\n')
          .filter(Boolean)
          .map((one) => optionOf(element, one)),
      };
    case 'channels_select':
      return { type, selected_channel: text };
    case 'conversations_select':
      return { type, selected_conversation: text };
    case 'users_select':
      return { type, selected_user: text };
    case 'datepicker':
      return { type, selected_date: text };
    case 'timepicker':
      return { type, selected_time: text };
    default:
      return { type, value: typed(element, text) };
  }
}

function optionOf(element: Json, text: string): Json {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isObject) : [element];
  const options = groups.flatMap((group) =>
    Array.isArray(group.options) ? group.options.filter(isObject) : [],
  );
  const found = options.find((option) => option.value === text || labelOf(option) === text);
  if (!found) throw new Error(`"${text}" cannot be chosen, only: ${options.map(labelOf).join(', ')}`);
  return found;
}

function typed(element: Json, text: string): string | null {
  const { min_length: least = 0, max_length: most = 3000 } = element;
  if (text.length > Number(most)) throw new Error(`only ${String(most)} characters can be typed`);
  if (text !== '' && text.length < Number(least))
    throw new Error(`at least ${String(least)} characters are needed`);
  if (element.multiline !== true && text.includes('\n')) throw new Error('it is one line only');
  return text === '' ? null : text;
}
