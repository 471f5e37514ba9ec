import { type Check, flag, kinds, link, list, oneOf, optional, shape, text, whole } from './schema.ts';

const style = optional(
  shape({
    bold: optional(flag),
    code: optional(flag),
    italic: optional(flag),
    strike: optional(flag),
    underline: optional(flag),
  }),
);
const id = text(30);
const said = shape({ type: oneOf('text'), text: text(12_000), style });
const linked = shape({
  type: oneOf('link'),
  url: link(),
  text: optional(text(12_000)),
  unsafe: optional(flag),
  style,
});
const inline = kinds({
  text: said,
  link: linked,
  emoji: shape({ type: oneOf('emoji'), name: text(100), unicode: optional(text(100)), style }),
  user: shape({ type: oneOf('user'), user_id: id, style }),
  usergroup: shape({ type: oneOf('usergroup'), usergroup_id: id, style }),
  channel: shape({ type: oneOf('channel'), channel_id: id, style }),
  broadcast: shape({ type: oneOf('broadcast'), range: oneOf('here', 'channel', 'everyone'), style }),
  color: shape({ type: oneOf('color'), value: text(20), style }),
  date: shape({
    type: oneOf('date'),
    timestamp: whole(0, 9_999_999_999),
    format: text(200),
    url: optional(link()),
    fallback: optional(text(200)),
    style,
  }),
});
const section = shape({ type: oneOf('rich_text_section'), elements: list(inline, 1000, 0) });
const border = { border: optional(oneOf(0, 1)) };

/** A rich_text block. */
export const checkRichText: Check = shape({
  type: oneOf('rich_text'),
  block_id: optional(text(255)),
  elements: list(
    kinds({
      rich_text_section: section,
      rich_text_list: shape({
        type: oneOf('rich_text_list'),
        elements: list(section, 1000),
        style: oneOf('bullet', 'ordered'),
        indent: optional(whole(0, 8)),
        offset: optional(whole(0, 100_000)),
        ...border,
      }),
      rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: list(inline, 1000), ...border }),
      rich_text_preformatted: shape({
        type: oneOf('rich_text_preformatted'),
        elements: list(kinds({ text: said, link: linked }), 1000),
        ...border,
      }),
    }),
    1000,
  ),
});
