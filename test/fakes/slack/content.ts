import { checkBlocks, checkMetadata } from './blocks.ts';
import type { Content } from './posts.ts';
import { isObject } from './schema.ts';
import type { Json } from './types.ts';
import { knowsFile, type World } from './world.ts';

export type Refusal = {
  readonly error: string;
  /** Where it is wrong. */
  readonly errors?: readonly string[];
};

/** What Slack takes at most as the text of a message. */
const LONGEST_TEXT = 40_000;

/** What a message says, of the arguments of a call or a reply; or why it cannot be said. */
export function readContent(world: World, team: string, args: Json): Content | Refusal {
  const { text = '', blocks, markdown_text: markdown, metadata, parse, link_names: names } = args;
  if (typeof text !== 'string')
    return { error: 'invalid_arguments', errors: ['must be a string [json-pointer:/text]'] };
  if (markdown !== undefined && (text !== '' || blocks !== undefined))
    return { error: 'markdown_text_conflict' };
  const refusal = wrongText(text) ?? wrongBlocks(world, team, blocks) ?? wrongMetadata(metadata);
  if (refusal) return refusal;
  const list = Array.isArray(blocks) ? blocks.filter(isObject) : [];
  if (text === '' && list.length === 0 && markdown === undefined) return { error: 'no_text' };
  if (text.trim() === '' && list.length > 0) {
    world.violate('no_fallback', 'blocks without a text that notifications and screen readers tell');
  }
  if (args.attachments !== undefined) world.violate('attachments', 'attachments are not used any more');
  return {
    text: typeof markdown === 'string' ? markdown : text,
    blocks: list,
    metadata: isObject(metadata) ? metadata : undefined,
    names: parse === 'full' || names === true,
  };
}

function wrongText(text: string): Refusal | undefined {
  return text.length > LONGEST_TEXT ? { error: 'msg_too_long' } : undefined;
}

function wrongBlocks(world: World, team: string, blocks: unknown): Refusal | undefined {
  if (blocks === undefined || (Array.isArray(blocks) && blocks.length === 0)) return undefined;
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format' };
  const { errors, tooLong } = checkBlocks(blocks, 'message', knowsFile(world, team));
  if (errors.length > 0) return { error: 'invalid_blocks', errors };
  return tooLong ? { error: 'msg_blocks_too_long' } : undefined;
}

function wrongMetadata(metadata: unknown): Refusal | undefined {
  const error = metadata === undefined ? undefined : checkMetadata(metadata);
  return error === undefined ? undefined : { error };
}
