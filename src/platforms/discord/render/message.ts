import type {
  APIActionRowComponent,
  APIAttachment,
  APIButtonComponent,
  APIEmbed,
  APIEmbedField,
  APIMessageTopLevelComponent,
  RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';

/** A picture that goes with a message. `alt`: what it shows, in words. */
export type DiscordPicture = { readonly name: string; readonly bytes: Uint8Array; readonly alt: string };

export type DiscordRow = APIActionRowComponent<APIButtonComponent>;

/** A message as Discord takes it, but for what `payloadOf` adds. */
export type DiscordMessage = {
  /** '' where there is none. */
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly DiscordRow[];
  readonly files: readonly DiscordPicture[];
};

export type DiscordPayload = {
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  allowed_mentions: NonNullable<RESTPostAPIChannelMessageJSONBody['allowed_mentions']>;
  attachments: Pick<APIAttachment, 'id' | 'filename' | 'description'>[];
};

/**
 * The body of a request that sends or edits the message: nobody is mentioned, and nothing of what stood there before
 * an edit is left. The bytes of the files go beside it, in their order.
 */
export function payloadOf({ content, embeds, components, files }: DiscordMessage): DiscordPayload {
  return {
    content,
    embeds: [...embeds],
    components: [...components],
    allowed_mentions: { parse: [] },
    attachments: files.map(({ name, alt }, at) => ({ id: `${at}`, filename: name, description: alt })),
  };
}

/** How much of the 6000 characters of a message an embed takes. */
export function embedLength({ title, description, author, footer, fields }: APIEmbed): number {
  const texts = [title, description, author?.name, footer?.text, ...(fields ?? []).flatMap(textsOf)];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function textsOf({ name, value }: APIEmbedField): string[] {
  return [name, value];
}
