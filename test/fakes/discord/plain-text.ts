import {
  type APIButtonComponent,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
} from 'discord.js';
import { isRecord } from './form.ts';
import type { MessageState } from './types.ts';

type Button = {
  readonly label?: string;
  readonly custom_id?: string;
  readonly url?: string;
  disabled?: boolean;
};

/** All buttons of a message, in the order in which they are seen. */
export function buttonsOf(components: readonly APIMessageTopLevelComponent[]): readonly Button[] {
  return partsOf(components).flatMap((part) => (isButton(part) ? [readButton(part)] : []));
}

function readButton(button: APIButtonComponent): Button {
  return {
    ...('label' in button && button.label !== undefined ? { label: button.label } : {}),
    ...('custom_id' in button ? { custom_id: button.custom_id } : {}),
    ...('url' in button ? { url: button.url } : {}),
    ...(button.disabled === undefined ? {} : { disabled: button.disabled }),
  };
}

const isButton = (part: unknown): part is APIButtonComponent =>
  isRecord(part) && part.type === ComponentType.Button;

/** A tree of components, flat: each above what is in it. */
export function partsOf(tree: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(tree)) return tree.flatMap(partsOf);
  if (!isRecord(tree)) return [];
  return [tree, ...partsOf(tree.components), ...partsOf(tree.component), ...partsOf(tree.accessory)];
}

/** A message as somebody reads it: markdown as it was sent, embeds behind a bar, buttons in brackets. */
export function textOf(
  state: Pick<MessageState, 'content' | 'embeds' | 'components' | 'attachments'>,
): string {
  return [
    ...(state.content === '' ? [] : [state.content]),
    ...state.embeds.map(embedText),
    ...state.attachments.map(({ filename }) => `(picture: ${filename})`),
    ...state.components.map(componentText).filter((text) => text !== ''),
  ].join('\n');
}

function embedText(embed: APIEmbed): string {
  const lines = [
    embed.author?.name,
    embed.title === undefined ? undefined : `**${embed.title}**${embed.url ? ` <${embed.url}>` : ''}`,
    embed.description,
    ...(embed.fields ?? []).map(({ name, value }) => `${name}: ${value}`),
    embed.image?.url && `(picture: ${embed.image.url})`,
    [embed.footer?.text, embed.timestamp].filter((part) => part).join(' - ') || undefined,
  ];
  return lines
    .filter((line) => line !== undefined)
    .flatMap((line) => line.split('\n'))
    .map((line) => `| ${line}`.trimEnd())
    .join('\n');
}

function componentText(part: APIMessageTopLevelComponent): string {
  const parts = partsOf(part);
  const row = parts
    .filter(({ type }) => type === ComponentType.Button)
    .map(
      ({ label, url, disabled }) => `[${label}${disabled === true ? ' (off)' : ''}]${url ? `(${url})` : ''}`,
    );
  const words = parts.flatMap(({ type, content, placeholder, options }) => {
    if (type === ComponentType.TextDisplay) return [`${content}`];
    if (type !== ComponentType.StringSelect) return [];
    const labels = (Array.isArray(options) ? options : []).map((option) =>
      isRecord(option) ? option.label : '',
    );
    return [`<${placeholder ?? 'choose'}: ${labels.join(', ')}>`];
  });
  return [...words, ...(row.length > 0 ? [row.join(' ')] : [])].join('\n');
}

export function formText(data: APIModalInteractionResponseCallbackData): string {
  return [`[form] ${data.title}`, ...fieldsOf(data).map(({ label, value }) => `  ${label}: ${value}`)].join(
    '\n',
  );
}

export type FormField = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly required: boolean;
  readonly part: Record<string, unknown>;
};

/** The fields of a form, in a row of their own or behind a label. */
export function fieldsOf(data: APIModalInteractionResponseCallbackData): readonly FormField[] {
  return partsOf(data.components).flatMap((part) => {
    const inner: unknown = Array.isArray(part.components) ? part.components[0] : part.component;
    if (!isRecord(inner)) return [];
    return [
      {
        id: `${inner.custom_id}`,
        label: `${part.label ?? inner.label ?? ''}`,
        value: standing(inner),
        required: inner.required !== false,
        part: inner,
      },
    ];
  });
}

/** What a field has where nobody touches it. */
function standing({ value, options }: Record<string, unknown>): string {
  if (typeof value === 'string') return value;
  const chosen = (Array.isArray(options) ? options : []).find((option) => isRecord(option) && option.default);
  return isRecord(chosen) ? `${chosen.value}` : '';
}
