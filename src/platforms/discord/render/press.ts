import { type Ask, encodeAsk } from '../../../domain/answer/ask.ts';
import { LIMITS } from './limits.ts';

/** What is pressed brings an answer of its own: the front reads it. */
const NEW = 'n:';
/** What Discord gives back as it was. */
const PLAIN = /^[ -~]*$/;

/** The custom_id of a button on a post; undefined where the ask does not fit into one. */
export function pressId(ask: Ask): string | undefined {
  const code = encodeAsk(ask, LIMITS.customId - NEW.length);
  return code === undefined || !PLAIN.test(code) ? undefined : NEW + code;
}
