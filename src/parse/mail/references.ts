import { type MessageId, toMessageId } from '../../domain/ids.ts';

/** A thread deeper than this keeps its oldest id and the nearest ones. */
const MAX_REFERENCES = 200;

/**
 * The ids of a Message-ID, In-Reply-To or References field (RFC 5322, 3.6.4), in order, each once.
 * Without brackets every word with an `@` counts; the words of old mailers ("Your message of ...") do not.
 */
export function parseIds(field: string): MessageId[] {
  if (field === '') return [];
  const marked = bracketed(field);
  const ids = marked.length > 0 ? marked : field.split(/[\s,]+/).filter((word) => word.includes('@'));
  const unique = new Set<MessageId>();
  for (const raw of ids) {
    const id = toMessageId(raw);
    if (id !== undefined) unique.add(id);
  }
  return [...unique];
}

/** Of a bracket that was never closed the next one is the start: `<cut <a@b>`. */
function bracketed(field: string): string[] {
  const ids: string[] = [];
  let from = field.indexOf('<');
  while (from >= 0) {
    const close = field.indexOf('>', from);
    if (close < 0) break;
    ids.push(field.slice(field.lastIndexOf('<', close) + 1, close));
    from = field.indexOf('<', close);
  }
  return ids;
}

export type Ancestry = {
  readonly inReplyTo: MessageId | undefined;
  readonly references: readonly MessageId[];
};

/**
 * Whom a mail answers. References and In-Reply-To are one chain, as public-inbox has it; a mail never
 * refers to itself. Of several ids in In-Reply-To the one that ends References counts, else the first.
 */
export function readAncestry(own: MessageId, inReplyToField: string, referencesField: string): Ancestry {
  const answered = parseIds(inReplyToField).filter((id) => id !== own);
  const chain = parseIds(referencesField).filter((id) => id !== own);
  const last = chain.at(-1);
  const inReplyTo =
    answered.length > 1 && last !== undefined && answered.includes(last) ? last : (answered[0] ?? last);
  if (inReplyTo !== undefined && !chain.includes(inReplyTo)) chain.push(inReplyTo);
  if (chain.length > MAX_REFERENCES) chain.splice(1, chain.length - MAX_REFERENCES);
  return { inReplyTo, references: chain };
}
