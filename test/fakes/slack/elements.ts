import {
  type Check,
  type Field,
  flag,
  isObject,
  kinds,
  link,
  list,
  oneOf,
  optional,
  pattern,
  shape,
  text,
  whole,
} from './schema.ts';

/** Limits as the doc comments of @slack/types have them. */
export const plain = (most: number): Check =>
  shape({ type: oneOf('plain_text'), text: text(most), emoji: optional(flag) });
const mrkdwn = (most: number): Check =>
  shape({ type: oneOf('mrkdwn'), text: text(most), verbatim: optional(flag) });
export const words = (most: number): Check => kinds({ plain_text: plain(most), mrkdwn: mrkdwn(most) });
export const onlyMrkdwn = mrkdwn;

const confirm = shape({
  title: optional(plain(100)),
  text: words(300),
  confirm: optional(plain(30)),
  deny: optional(plain(30)),
  style: optional(oneOf('primary', 'danger')),
});

const action = {
  action_id: optional(text(255)),
} as const;
const confirmable = { confirm: optional(confirm) };
const focusable = { focus_on_load: optional(flag) };
const placeholdable = { placeholder: optional(plain(150)) };
const dispatchable = {
  dispatch_action_config: optional(
    shape({
      trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2),
    }),
  ),
};

/** `hasUrl`: only in overflow menus. */
const option = (label: Check, hasUrl = false): Check =>
  shape({
    text: label,
    value: text(75),
    description: optional(label),
    ...(hasUrl ? { url: optional(link()) } : {}),
  });
const choice = option(plain(75));
const boxed = option(words(75));

const choices: Readonly<Record<string, Field>> = {
  options: optional(list(choice, 100)),
  option_groups: optional(list(shape({ label: plain(75), options: list(choice, 100) }), 100)),
};
const oneSource = (value: { readonly [key: string]: unknown }): string | undefined =>
  (value.options === undefined) === (value.option_groups === undefined)
    ? 'must have either options or option_groups'
    : undefined;

const common = { ...action, ...confirmable, ...focusable, ...placeholdable };
const many = { ...common, max_selected_items: optional(whole(1, 100)) };
const filter = shape({
  include: optional(list(oneOf('im', 'mpim', 'private', 'public'), 4)),
  exclude_external_shared_channels: optional(flag),
  exclude_bot_users: optional(flag),
});
const respondable = { response_url_enabled: optional(flag) };
const id = text(30);

const selects: Readonly<Record<string, Check>> = {
  static_select: shape(
    { type: oneOf('static_select'), ...common, ...choices, initial_option: optional(choice) },
    oneSource,
  ),
  multi_static_select: shape(
    { type: oneOf('multi_static_select'), ...many, ...choices, initial_options: optional(list(choice, 100)) },
    oneSource,
  ),
  external_select: shape({
    type: oneOf('external_select'),
    ...common,
    initial_option: optional(choice),
    min_query_length: optional(whole(0, 100)),
  }),
  users_select: shape({ type: oneOf('users_select'), ...common, initial_user: optional(id) }),
  conversations_select: shape({
    type: oneOf('conversations_select'),
    ...common,
    ...respondable,
    initial_conversation: optional(id),
    default_to_current_conversation: optional(flag),
    filter: optional(filter),
  }),
  channels_select: shape({
    type: oneOf('channels_select'),
    ...common,
    ...respondable,
    initial_channel: optional(id),
  }),
};

const button = shape({
  type: oneOf('button'),
  ...action,
  ...confirmable,
  text: plain(75),
  value: optional(text(2000, 0)),
  url: optional(link()),
  style: optional(oneOf('primary', 'danger')),
  accessibility_label: optional(text(75)),
});
const overflow = shape({
  type: oneOf('overflow'),
  ...action,
  ...confirmable,
  options: list(option(plain(75), true), 5),
});
const ticks = (type: string): Check =>
  shape({
    type: oneOf(type),
    ...action,
    ...confirmable,
    ...focusable,
    options: list(boxed, 10),
    ...(type === 'checkboxes'
      ? { initial_options: optional(list(boxed, 10)) }
      : { initial_option: optional(boxed) }),
  });
const pickers: Readonly<Record<string, Check>> = {
  datepicker: shape({
    type: oneOf('datepicker'),
    ...common,
    initial_date: optional(pattern(/^\d{4}-\d{2}-\d{2}$/, 'a date')),
  }),
  timepicker: shape({
    type: oneOf('timepicker'),
    ...common,
    initial_time: optional(pattern(/^\d{2}:\d{2}$/, 'a time')),
    timezone: optional(text(64)),
  }),
  datetimepicker: shape({
    type: oneOf('datetimepicker'),
    ...action,
    ...confirmable,
    ...focusable,
    initial_date_time: optional(whole(1_000_000_000, 9_999_999_999)),
  }),
};

const typed = { ...action, ...dispatchable, ...focusable, ...placeholdable };
const inputs: Readonly<Record<string, Check>> = {
  plain_text_input: shape({
    type: oneOf('plain_text_input'),
    ...typed,
    initial_value: optional(text(3000, 0)),
    multiline: optional(flag),
    min_length: optional(whole(0, 3000)),
    max_length: optional(whole(1, 3000)),
  }),
  number_input: shape({
    type: oneOf('number_input'),
    ...typed,
    is_decimal_allowed: flag,
    initial_value: optional(text(100)),
    min_value: optional(text(100)),
    max_value: optional(text(100)),
  }),
  url_text_input: shape({ type: oneOf('url_text_input'), ...typed, initial_value: optional(link()) }),
  email_text_input: shape({
    type: oneOf('email_text_input'),
    ...typed,
    initial_value: optional(text(3000)),
  }),
};

const file = shape({ id: optional(id), url: optional(link()) }, ({ id: known, url }) =>
  (known === undefined) === (url === undefined) ? 'must have either id or url' : undefined,
);
/** The picture of an image block or element. */
export const picture: Readonly<Record<string, Field>> = {
  image_url: optional(link()),
  slack_file: optional(file),
};
export const onePicture = (value: { readonly [key: string]: unknown }): string | undefined =>
  (value.image_url === undefined) === (value.slack_file === undefined)
    ? 'must have either image_url or slack_file'
    : undefined;
export const image = shape({ type: oneOf('image'), alt_text: text(2000), ...picture }, onePicture);

const pressed: Readonly<Record<string, Check>> = {
  button,
  overflow,
  checkboxes: ticks('checkboxes'),
  radio_buttons: ticks('radio_buttons'),
  ...selects,
};
export const inActions: Check = kinds({ ...pressed, ...pickers });
export const inSection: Check = kinds({ ...pressed, ...pickers, image });
export const inInput: Check = kinds({
  checkboxes: ticks('checkboxes'),
  radio_buttons: ticks('radio_buttons'),
  ...selects,
  ...pickers,
  ...inputs,
});
export const inContext: Check = kinds({ image, plain_text: plain(3000), mrkdwn: mrkdwn(3000) });

/** Whether it is something that can be used, and so has an action_id. */
export function isActive(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.type === 'string' &&
    (value.type in pressed || value.type in pickers || value.type in inputs)
  );
}
