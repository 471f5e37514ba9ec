import type { APIButtonComponent, APIEmbed } from 'discord.js';
import type { DiscordMessage } from '../../../src/platforms/discord/render/message.ts';
import { payloadOf } from '../../../src/platforms/discord/render/message.ts';
import { discordSpec } from '../../fakes/discord/openapi.ts';
import { look } from './seen.ts';

// The numbers of the documentation, written down once more: what is checked is not asked for its limits.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const DANGER = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

/** Discord's own OpenAPI, where it is at hand. */
const SPEC = discordSpec();
const MENTION = /<@[!&]?\d|<#\d|<\/\w|<a?:\w+:\d|<t:\d|<id:/;

/** What Discord, or somebody who reads it, would not take of a message; empty where all is well. */
export function faultsOf(message: DiscordMessage): string[] {
  const { content, embeds, components, files } = message;
  const together = embeds.reduce((sum, embed) => sum + textsOf(embed).join('').length, 0);
  const body = payloadOf(message);
  return [
    ...(content === '' ? [] : markdownFaults('content', content, 2000)),
    ...told(content === '' && embeds.length === 0 && files.length === 0, 'an empty message'),
    ...told(content !== content.trim(), 'content with blanks round it'),
    ...told(embeds.length > 10, `${embeds.length} embeds`),
    ...told(together > 6000, `embeds together: ${together}`),
    ...embeds.flatMap((embed) => embedFaults(embed, message)),
    ...told(components.length > 5, `${components.length} rows`),
    ...buttonFaults(message),
    ...told(JSON.stringify(body.allowed_mentions) !== '{"parse":[]}', 'mentions are allowed'),
    ...told(body.attachments.length !== files.length, 'files are not declared'),
    ...(SPEC?.schema('MessageCreateRequest', body) ?? []),
    ...(SPEC?.schema('MessageEditRequestPartial', body) ?? []),
  ];
}

function told(isSo: boolean, fault: string): string[] {
  return isSo ? [fault] : [];
}

function embedFaults(embed: APIEmbed, { files }: DiscordMessage): string[] {
  const { title, description, author, footer, fields = [], url, image, color = 0 } = embed;
  return [
    ...(title === undefined ? [] : markdownFaults('title', title, 256)),
    ...(description === undefined ? [] : markdownFaults('description', description, 4096)),
    ...(author === undefined ? [] : plainFaults('author', author.name, 256)),
    ...(footer === undefined ? [] : plainFaults('footer', footer.text, 2048)),
    ...told(fields.length > 25, 'too many fields'),
    ...fields.flatMap(({ name, value }) => [
      ...markdownFaults('field name', name, 256),
      ...markdownFaults('field value', value, 1024),
    ]),
    ...(url === undefined ? [] : addressFaults('embed url', url, 2048)),
    ...told(
      image !== undefined && !files.some(({ name }) => image.url === `attachment://${name}`),
      'a picture that is not there',
    ),
    ...told(textsOf(embed).join('') === '' && image === undefined, 'an empty embed'),
    ...told(!(Number.isInteger(color) && color >= 0 && color <= 0xffffff), 'no colour'),
  ];
}

function markdownFaults(what: string, text: string, most: number): string[] {
  return [
    ...textFaults(what, text, most),
    ...told(MENTION.test(text.replace(/\\./g, '')), `${what} mentions: ${text}`),
    ...look(text).wrong.map((wrong) => `${what}: ${wrong}`),
  ];
}

function plainFaults(what: string, text: string, most: number): string[] {
  return [...textFaults(what, text, most), ...told(MENTION.test(text), `${what} mentions: ${text}`)];
}

function textFaults(what: string, text: string, most: number): string[] {
  return [
    ...told(text.length > most, `${what}: ${text.length} > ${most}`),
    ...told(text.trim() === '', `${what} is empty`),
    ...told(!text.isWellFormed(), `${what} has half a character`),
    ...told(DANGER.test(text), `${what} has what cannot be seen: ${JSON.stringify(text)}`),
    ...told(/@(?:everyone|here)/.test(text), `${what} pings all: ${text}`),
  ];
}

function textsOf({ title, description, author, footer, fields }: APIEmbed): string[] {
  const texts = [
    title,
    description,
    author?.name,
    footer?.text,
    ...(fields ?? []).flatMap((each) => [each.name, each.value]),
  ];
  return texts.filter((text) => text !== undefined);
}

function buttonFaults({ components }: DiscordMessage): string[] {
  const faults: string[] = [];
  const ids: string[] = [];
  for (const { components: buttons, type } of components) {
    if (type !== 1) faults.push('no row');
    if (buttons.length === 0 || buttons.length > 5) faults.push(`a row of ${buttons.length}`);
    for (const button of buttons) {
      faults.push(...labelFaults(button));
      if ('url' in button) faults.push(...addressFaults('button url', button.url, 512));
      else if ('custom_id' in button) {
        ids.push(button.custom_id);
        if (!/^[ -~]{1,100}$/.test(button.custom_id)) faults.push(`custom_id ${button.custom_id}`);
      } else faults.push('a button that does nothing');
    }
  }
  if (new Set(ids).size !== ids.length) faults.push('one custom_id twice');
  return faults;
}

function labelFaults(button: APIButtonComponent): string[] {
  const label = 'label' in button ? (button.label ?? '') : '';
  return label.trim() === '' || label.length > 80 || !label.isWellFormed() || DANGER.test(label)
    ? [`label ${JSON.stringify(label)}`]
    : [];
}

/** RFC 3986, http(s) only. */
function addressFaults(what: string, url: string, most: number): string[] {
  const isUri =
    /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?(?:\/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?$/i.test(
      url,
    );
  return url.length > most || !isUri ? [`${what}: ${url}`] : [];
}
