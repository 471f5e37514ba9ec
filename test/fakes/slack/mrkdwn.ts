import { isObject } from './schema.ts';

/** Of a name behind an id; undefined: the id itself is shown. */
export type NameOf = (id: string) => string | undefined;

const DECODED: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** The three characters that Slack escapes, as they are read. */
export function decode(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => DECODED[entity] ?? entity);
}

export function encode(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** mrkdwn as a person reads it: marks taken away, links as `label (address)`, mentions by their names. */
export function readMrkdwn(text: string, nameOf: NameOf): string {
  const parts = text.split(/(```[^`]{0,12000}```|`[^`\n]{1,3000}`|<[^<>\n]{1,3000}>)/);
  return parts
    .map((part, index) => (index % 2 === 0 ? decode(unstyle(part)) : readMark(part, nameOf)))
    .join('');
}

function unstyle(text: string): string {
  let read = text;
  for (const mark of ['\\*', '_', '~']) {
    const span = new RegExp(
      `(^|[^\\p{L}\\p{N}${mark}])${mark}([^${mark}\\n]{1,3000})${mark}(?![\\p{L}\\p{N}${mark}])`,
      'gu',
    );
    read = read.replace(span, '$1$2');
  }
  return read;
}

function readMark(mark: string, nameOf: NameOf): string {
  if (mark.startsWith('```')) return decode(mark.slice(3, -3));
  if (mark.startsWith('`')) return decode(mark.slice(1, -1));
  const [target = '', label] = mark.slice(1, -1).split('|', 2);
  if (target.startsWith('!date^')) return decode(label ?? '');
  if (target.startsWith('!')) return `@${label ?? target.slice(1)}`;
  if (target.startsWith('@')) return `@${nameOf(target.slice(1)) ?? label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${nameOf(target.slice(1)) ?? label ?? target.slice(1)}`;
  return label === undefined || label === target ? decode(target) : `${decode(label)} (${decode(target)})`;
}

const PING = /<(!(?:channel|here|everyone|group)|!subteam\^[A-Z0-9]+|@[UW][A-Z0-9]+)(?:\|[^<>]{0,200})?>/g;

/** Who would be pinged by mrkdwn. `names`: `@name` counts as well (parse=full, link_names). */
export function pingsOf(text: string, names: boolean): readonly string[] {
  const marks = [...text.matchAll(PING)].map(([, target = '']) => `<${target}>`);
  const named = names
    ? [...text.matchAll(/(?:^|\s)(@[\p{L}\p{N}._-]{1,80})/gu)].map(([, name = '']) => name)
    : [];
  return [...marks, ...named];
}

/** The same of whatever stands in blocks. Plain texts ping nobody. */
export function pingsOfBlocks(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(pingsOfBlocks);
  if (!isObject(value)) return [];
  if (value.type === 'mrkdwn' || value.type === 'markdown') return pingsOf(String(value.text), false);
  if (value.type === 'user') return [`<@${String(value.user_id)}>`];
  if (value.type === 'usergroup') return [`<!subteam^${String(value.usergroup_id)}>`];
  if (value.type === 'broadcast') return [`<!${String(value.range)}>`];
  return Object.values(value).flatMap(pingsOfBlocks);
}
