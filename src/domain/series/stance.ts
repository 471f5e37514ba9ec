/** What an answer says against a patch, or its author of his own. */
export type Stance = {
  /** `withdrawn`: its author takes it back; the others are said by whoever answers. */
  readonly what: 'nack' | 'changes' | 'withdrawn' | 'superseded';
  readonly quote: string;
};

const MAX_LINES = 120;
const MAX_QUOTE = 160;

/** Without one of these nobody objects. */
export const MAY_OBJECT =
  /\bnac?k|respin|rework|resend|re-send|new version|next version|\bv\d{1,2}\b|changes requested|ignore|disregard|drop|withdraw|supersed|reject|scrap/i;

const PATTERNS: readonly { readonly what: Stance['what']; readonly says: RegExp; readonly not?: RegExp }[] = [
  {
    what: 'nack',
    says: /^(?:nacked-by:\s|(?:so |sorry,? |big |hard |strong |another |this is an? |it's an? |that's an? )?nac?k(?:ed)?(?:[\s.,!:-]|$)(?!.{0,12}\bif\b))/i,
    not: /\b(?:not an?|isn't|no|don't|wouldn't|without|unless|if|would|could|nack (?:the|is|bit|packet|interrupt|signal|on the (?:bus|wire)|condition|response)|ack\/nak)\b/i,
  },
  {
    what: 'superseded',
    says: /^(?:this (?:patch|series|one) (?:is|was|has been) )?superseded by\b/i,
  },
  {
    what: 'withdrawn',
    says: /^(?:sorry,? )?(?:please,? |pls |so please )(?:ignore|disregard|drop|scrap|skip) (?:this|these|it|the (?:patch|series|set)|that)\b(?! (?:comment|mail|warning|question|remark|reply|part|paragraph))|^(?:i(?:'ll| will| am going to|'m going to) (?:drop|withdraw|abandon) (?:this|the) (?:patch|series)\b(?! (?:from|in the next)))/i,
  },
  {
    what: 'changes',
    says: /^(?:(?:please|pls|could you|can you|would you|kindly),? (?:please )?(?:\w+ ){0,4}?(?:respin|resend|re-send|rework|send (?:a |an |out )?(?:v\d|new version|next version|follow-?up version))\b|.{0,40}\bchanges requested\b|.{0,60}\b(?:needs|requires) (?:a |another )?(?:respin|rework|v\d))/i,
  },
];

/** What the sender's own words say against the patch; `own` has no quotes in it. The strongest counts. */
export function readStance(own: string): Stance | undefined {
  const lines = own.split('\n', MAX_LINES + 1).map((line) => line.slice(0, 400).trim());
  for (const { what, says, not } of PATTERNS) {
    const line = lines.find((one) => says.test(one) && !not?.test(one) && !one.includes('?'));
    if (line !== undefined) return { what, quote: line.slice(0, MAX_QUOTE) };
  }
  return undefined;
}
