import { readMailReference } from '../../../domain/links.ts';

/** What of a message may hold a link. All hostile. */
export type ReadMessage = {
  readonly content?: string | undefined;
  readonly embeds?:
    | readonly {
        readonly url?: string | undefined;
        readonly title?: string | undefined;
        readonly description?: string | undefined;
        readonly fields?: readonly { readonly value: string }[] | undefined;
      }[]
    | undefined;
  /** Messages that it forwards. */
  readonly message_snapshots?: readonly { readonly message: ReadMessage }[] | undefined;
};

const LINK = /https?:\/\/[^\s<>"'`|\\^{}[\]]{3,1000}/giu;
const LONGEST_TEXT = 20_000;
const MOST_LINKS = 100;

/** The first link to a mail in an archive that the message has, as it stands there; undefined where there is none. */
export function findLink(message: ReadMessage): string | undefined {
  for (const text of textsOf(message)) {
    let looked = 0;
    for (const [found] of text.slice(0, LONGEST_TEXT).matchAll(LINK)) {
      if (++looked > MOST_LINKS) break;
      // What ends a sentence, a bracket or a markdown link is no part of it.
      const link = found.replace(/[).,;:!?*_~]{1,20}$/, '');
      if (readMailReference(link) !== undefined) return link;
    }
  }
  return undefined;
}

function textsOf(message: ReadMessage): string[] {
  const embeds = (message.embeds ?? [])
    .slice(0, 10)
    .flatMap((embed) => [
      embed.url,
      embed.title,
      embed.description,
      ...(embed.fields ?? []).slice(0, 25).map(({ value }) => value),
    ]);
  const own = [message.content, ...embeds].filter((text) => text !== undefined);
  const forwarded = (message.message_snapshots ?? []).slice(0, 3).map(({ message: { content, embeds } }) => ({
    content,
    embeds,
  }));
  return [...own, ...forwarded.flatMap(textsOf)];
}
