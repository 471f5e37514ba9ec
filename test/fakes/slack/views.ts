import { checkBlocks } from './blocks.ts';
import { plain } from './elements.ts';
import { flag, isObject, oneOf, optional, shape, text, type Wrong } from './schema.ts';
import type { Json } from './types.ts';

const common = {
  blocks: () => undefined,
  private_metadata: optional(text(3000, 0)),
  callback_id: optional(text(255, 0)),
  external_id: optional(text(255, 0)),
};
const modal = shape({
  type: oneOf('modal'),
  title: plain(24),
  submit: optional(plain(24)),
  close: optional(plain(24)),
  clear_on_close: optional(flag),
  notify_on_close: optional(flag),
  submit_disabled: optional(flag),
  ...common,
});
const home = shape({ type: oneOf('home'), ...common });

/** A view against its limits: what is wrong, as Slack says it; nothing where it is right. */
export function checkView(
  view: unknown,
  kind: 'modal' | 'home',
  knowsFile: (file: Json) => boolean,
): readonly string[] {
  const errors: string[] = [];
  const wrong: Wrong = (why, at) => {
    errors.push(`${why} [json-pointer:${at}]`);
  };
  (kind === 'modal' ? modal : home)(view, '/view', wrong);
  if (!isObject(view)) return errors;
  errors.push(...checkBlocks(view.blocks, kind, knowsFile, '/view/blocks').errors);
  const hasInput =
    Array.isArray(view.blocks) && view.blocks.some((entry) => isObject(entry) && entry.type === 'input');
  if (kind === 'modal' && hasInput && view.submit === undefined) {
    wrong('missing required field: submit', '/view');
  }
  return errors;
}
