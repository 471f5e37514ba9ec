import type { types } from '@slack/bolt';
import type { Answer } from '../../../domain/answer/answer.ts';
import type { CommandSpec, FieldSpec } from '../../../domain/answer/command-spec.ts';
import { preformatted } from '../render/escape.ts';
import { MOST, section } from '../render/message.ts';
import { fieldsAt, textAt } from './fields.ts';
import { plain } from './text-objects.ts';
import { type ViewPlace, writePlace } from './view-place.ts';

export type Form = NonNullable<CommandSpec['form']>;

export const FORM = 'lorewatch_form';
const FIELD = 'field:';
const CHANNEL = 'channel';
const VALUE = 'value';

type Typed = {
  readonly values: Readonly<Record<string, string>>;
  /** Of the channel that was chosen; '' = none. */
  readonly channel: string;
};

/**
 * The form of a command as a modal. Where it was opened in no channel, one is to be chosen in it. `typed` and `wrong`:
 * what somebody sent before, and why it was not taken.
 */
export function formView(form: Form, place: ViewPlace, typed?: Typed, wrong?: Answer): types.ModalView {
  return {
    type: 'modal',
    callback_id: FORM,
    title: plain(form.title, 24),
    submit: plain(form.send, 24),
    close: plain('Cancel', 24),
    private_metadata: writePlace(place),
    blocks: [
      ...(wrong ? complaint(wrong) : []),
      ...(place.channel ? [] : [channelBlock(typed?.channel ?? '')]),
      ...form.fields.map((field) => fieldBlock(field, typed?.values[field.option] ?? '')),
    ],
  };
}

/** What was typed and chosen, by the options' names; blank fields are left out. Reads only the form's own fields. */
export function typedIn(form: Form, state: unknown): Typed {
  const values: Record<string, string> = {};
  for (const { option } of form.fields) {
    const element = fieldsAt(state, 'values', FIELD + option, VALUE);
    const value = (textAt(element, 'value') || textAt(element, 'selected_option', 'value')).trim();
    if (value !== '') values[option] = value.slice(0, 3000);
  }
  return { values, channel: textAt(state, 'values', CHANNEL, VALUE, 'selected_conversation') };
}

function complaint({ title, parts }: Answer): types.KnownBlock[] {
  const code = parts.find((part) => part.what === 'code');
  const shown = code ? preformatted(code.text, MOST.section) : '';
  const said: types.KnownBlock = { type: 'section', text: plain(`⚠ ${title}`, MOST.section) };
  return shown === '' ? [said] : [said, section(shown)];
}

function channelBlock(chosen: string): types.InputBlock {
  return {
    type: 'input',
    block_id: CHANNEL,
    label: plain('Channel', 45),
    element: {
      type: 'conversations_select',
      action_id: VALUE,
      placeholder: plain('The channel that is to be told', 150),
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(chosen === '' ? { default_to_current_conversation: true } : { initial_conversation: chosen }),
    },
  };
}

function fieldBlock(field: FieldSpec, typed: string): types.InputBlock {
  return {
    type: 'input',
    block_id: FIELD + field.option,
    label: plain(field.label, 45),
    optional: field.required !== true,
    element: field.choices ? menu(field.choices, field.hint, typed) : line(field.hint, typed),
  };
}

function line(hint: string, typed: string): types.PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: VALUE,
    placeholder: plain(hint, 150),
    max_length: 3000,
    ...(typed === '' ? {} : { initial_value: typed }),
  };
}

function menu(choices: readonly string[], hint: string, typed: string): types.StaticSelect {
  const options = choices
    .slice(0, 100)
    .map((choice) => ({ text: plain(choice, 75), value: choice.slice(0, 150) }));
  const initial = options.find(({ value }) => value === typed);
  return {
    type: 'static_select',
    action_id: VALUE,
    placeholder: plain(hint, 150),
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}
