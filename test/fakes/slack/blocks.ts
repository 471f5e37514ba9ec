import {
  image,
  inActions,
  inContext,
  inInput,
  inSection,
  onePicture,
  onlyMrkdwn,
  picture,
  plain,
  words,
} from './elements.ts';
import { checkRichText } from './rich-text.ts';
import {
  type Check,
  flag,
  isObject,
  kinds,
  list,
  oneOf,
  optional,
  pattern,
  shape,
  text,
  whole,
} from './schema.ts';
import type { Json } from './types.ts';

const block = { block_id: optional(text(255)) };

const section = shape(
  {
    type: oneOf('section'),
    ...block,
    text: optional(words(3000)),
    fields: optional(list(words(2000), 10)),
    accessory: optional(inSection),
    expand: optional(flag),
  },
  ({ text: said, fields }) =>
    said === undefined && fields === undefined ? 'missing required field: text or fields' : undefined,
);

const cell = kinds({
  raw_text: shape({ type: oneOf('raw_text'), text: text(3000) }),
  raw_number: shape({ type: oneOf('raw_number'), text: text(3000), value: whole(-1e15, 1e15) }),
  rich_text: checkRichText,
});

const everywhere: Readonly<Record<string, Check>> = {
  section,
  divider: shape({ type: oneOf('divider'), ...block }),
  header: shape({ type: oneOf('header'), ...block, text: plain(150) }),
  context: shape({ type: oneOf('context'), ...block, elements: list(inContext, 10) }),
  actions: shape({ type: oneOf('actions'), ...block, elements: list(inActions, 25) }),
  image: shape(
    { type: oneOf('image'), ...block, alt_text: text(2000), title: optional(plain(2000)), ...picture },
    onePicture,
  ),
  rich_text: checkRichText,
  input: shape({
    type: oneOf('input'),
    ...block,
    label: plain(2000),
    hint: optional(plain(2000)),
    optional: optional(flag),
    element: inInput,
    dispatch_action: optional(flag),
  }),
};

const inMessages: Readonly<Record<string, Check>> = {
  ...everywhere,
  markdown: shape({ type: oneOf('markdown'), ...block, text: text(12_000) }),
  table: shape({
    type: oneOf('table'),
    ...block,
    rows: list(list(cell, 20), 100),
    column_settings: optional(
      list(shape({ align: optional(oneOf('left', 'center', 'right')), is_wrapped: optional(flag) }), 20),
    ),
  }),
  alert: shape({
    type: oneOf('alert'),
    ...block,
    text: words(3000),
    level: optional(oneOf('default', 'info', 'warning', 'error', 'success')),
  }),
  card: shape(
    {
      type: oneOf('card'),
      ...block,
      hero_image: optional(image),
      icon: optional(image),
      title: optional(onlyMrkdwn(150)),
      subtitle: optional(onlyMrkdwn(150)),
      body: optional(onlyMrkdwn(200)),
      actions: optional(list(inActions, 3)),
    },
    (card) =>
      ['hero_image', 'title', 'actions', 'body'].some((key) => card[key] !== undefined)
        ? undefined
        : 'missing required field: hero_image, title, actions or body',
  ),
};

export type Surface = 'message' | 'modal' | 'home';
/** How all texts of a message's blocks together are measured; undocumented, found by others (see the facts). */
const LONGEST_IN_ALL = 13_200;
const LONGEST_MARKDOWN = 12_000;
const MOST: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

export type Verdict = {
  /** As Slack says them: `must be … [json-pointer:/blocks/0/text]`. */
  readonly errors: readonly string[];
  /** `msg_blocks_too_long` */
  readonly tooLong: boolean;
};

/**
 * Blocks against Block Kit: the limits of @slack/types, ids that are unique, unknown keys refused. `knowsFile`: an image
 * that was uploaded. `root`: of the JSON pointers.
 */
export function checkBlocks(
  blocks: unknown,
  surface: Surface,
  knowsFile: (file: Json) => boolean,
  root = '/blocks',
): Verdict {
  const errors: string[] = [];
  const wrong = (why: string, at: string): void => {
    errors.push(`${why} [json-pointer:${at}]`);
  };
  list(kinds(surface === 'message' ? inMessages : everywhere), MOST[surface], surface === 'message' ? 1 : 0)(
    blocks,
    root,
    wrong,
  );
  if (!Array.isArray(blocks)) return { errors, tooLong: false };
  checkIds(blocks, root, wrong);
  checkFiles(blocks, root, wrong, knowsFile);
  const markdown = blocks.map((entry) =>
    isObject(entry) && entry.type === 'markdown' && typeof entry.text === 'string' ? entry.text.length : 0,
  );
  if (sum(markdown) > LONGEST_MARKDOWN) wrong(`must be less than ${LONGEST_MARKDOWN + 1} characters`, root);
  const tooLong = surface === 'message' && lengthOf(blocks) > LONGEST_IN_ALL;
  return { errors, tooLong };
}

function checkIds(blocks: readonly unknown[], root: string, wrong: (why: string, at: string) => void): void {
  const ids = new Set<unknown>();
  for (const [index, entry] of blocks.entries()) {
    if (!isObject(entry)) continue;
    if (entry.block_id !== undefined && ids.has(entry.block_id)) {
      wrong(`block_id already exists: ${String(entry.block_id)}`, `${root}/${index}/block_id`);
    }
    ids.add(entry.block_id);
    const actions = new Set<unknown>();
    for (const element of elementsOf(entry)) {
      if (element.action_id !== undefined && actions.has(element.action_id)) {
        wrong(`action_id already exists: ${String(element.action_id)}`, `${root}/${index}`);
      }
      actions.add(element.action_id);
    }
  }
}

function checkFiles(
  value: unknown,
  at: string,
  wrong: (why: string, at: string) => void,
  knowsFile: (file: Json) => boolean,
): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) checkFiles(entry, `${at}/${index}`, wrong, knowsFile);
  } else if (isObject(value)) {
    for (const [key, entry] of Object.entries(value)) {
      if (key === 'slack_file' && isObject(entry) && !knowsFile(entry)) {
        wrong('invalid slack file', `${at}/slack_file`);
      } else checkFiles(entry, `${at}/${key}`, wrong, knowsFile);
    }
  }
}

/** Everything that can be pressed, chosen or filled in a block. */
export function elementsOf(entry: Json): readonly Json[] {
  const all = [
    ...(Array.isArray(entry.elements) ? entry.elements : []),
    ...(Array.isArray(entry.actions) ? entry.actions : []),
    entry.accessory,
    entry.element,
  ];
  return all.filter(isObject);
}

/** Of all that is said in blocks: values of `text` keys, and alternative texts. */
function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return sum(value.map(lengthOf));
  if (!isObject(value)) return 0;
  return sum(
    Object.entries(value).map(([key, entry]) =>
      typeof entry === 'string' ? (['text', 'alt_text'].includes(key) ? entry.length : 0) : lengthOf(entry),
    ),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

const metadataValue = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (isObject(value) &&
    Object.values(value).every((entry) => ['string', 'number', 'boolean'].includes(typeof entry))) ||
  (Array.isArray(value) && value.every(metadataValue));

/** undefined, or the error of Slack's. */
export function checkMetadata(metadata: unknown): string | undefined {
  if (!isObject(metadata)) return 'invalid_metadata_format';
  const errors: string[] = [];
  shape({
    event_type: pattern(/^[A-Za-z0-9_.-]{1,255}$/, 'an alphanumeric word'),
    event_payload: (value, at, wrong) => {
      if (!isObject(value) || !Object.values(value).every(metadataValue)) wrong('must be flat', at);
    },
  })(metadata, '/metadata', (why) => errors.push(why));
  if (errors.length > 0) return 'invalid_metadata_schema';
  return JSON.stringify(metadata).length > 16_000 ? 'metadata_too_large' : undefined;
}
