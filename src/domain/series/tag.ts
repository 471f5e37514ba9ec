import type { Address } from '../address.ts';
import { REVIEW_TAGS, trailerPerson } from '../trailers.ts';

/** `Reviewed-by`, and `Name <mail>` as it was written. */
export type Tag = { readonly name: string; readonly by: string };

const MAX_TAGS = 60;
const LINE = /^(reviewed|acked|tested|nacked)-by: {1,4}(\S[^\n]{1,200})$/gim;
const SPELLING: Readonly<Record<string, string>> = {
  reviewed: 'Reviewed-by',
  acked: 'Acked-by',
  tested: 'Tested-by',
  nacked: 'Nacked-by',
};

/**
 * The tags that stand unquoted in a text, each person once a tag. With `giver` only those that this
 * person gives in his own name (Documentation/process/submitting-patches.rst: a tag is given by the one it
 * names): whoever quotes without a mark gives nothing.
 */
export function readTags(text: string, giver: Address | undefined): Tag[] {
  if (!text.includes('-by: ')) return [];
  const tags = new Map<string, Tag>();
  for (const [, word = '', value = ''] of text.matchAll(LINE)) {
    const name = SPELLING[word.toLowerCase()];
    const by = value.replace(/\s*(?:#.*|\[.*\])$/, '').trim();
    if (name === undefined || !/[@<]/.test(by) || (giver && !isPerson(by, giver))) continue;
    tags.set(`${name} ${by.toLowerCase()}`, { name, by });
    if (tags.size >= MAX_TAGS) break;
  }
  return [...tags.values()];
}

/** The tags by which a patch is vouched for. */
export function isVouching({ name }: Tag): boolean {
  return (REVIEW_TAGS as readonly string[]).includes(name);
}

/** Whether `Name <mail>` names this person: by the mail, by the name, or by the mail's first half. */
function isPerson(written: string, person: Address): boolean {
  const mail = /<([^<>\s]+)>/.exec(written)?.[1]?.toLowerCase() ?? written.trim().toLowerCase();
  if (mail === person.email.toLowerCase()) return true;
  const name = trailerPerson(written).toLowerCase();
  if (name !== '' && name === person.name.toLowerCase()) return true;
  const [local = ''] = mail.split('@');
  return local.length > 3 && local === person.email.toLowerCase().split('@')[0];
}
