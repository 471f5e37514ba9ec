import { elementsOf } from './blocks.ts';
import { isActive } from './elements.ts';
import { decode, type NameOf, readMrkdwn } from './mrkdwn.ts';
import { isObject } from './schema.ts';
import type { Json } from './types.ts';

/** Blocks as a person reads them: one or more lines for each, buttons as `[label]`. */
export function readBlocks(blocks: readonly Json[], nameOf: NameOf): string {
  return blocks.map((block) => readBlock(block, nameOf)).join('\n');
}

function readBlock(block: Json, nameOf: NameOf): string {
  switch (block.type) {
    case 'divider':
      return '----';
    case 'markdown':
      return String(block.text);
    case 'image':
      return `(picture: ${String(block.alt_text)})`;
    case 'actions':
      return elementsOf(block).map(readElement).join(' ');
    case 'context':
      return elementsOf(block)
        .map((element) => readText(element, nameOf))
        .join('  ');
    case 'input':
      return `${readText(block.label, nameOf)}: ${isObject(block.element) ? readElement(block.element) : ''}`;
    case 'rich_text':
      return list(block.elements).map(readRich).join('\n');
    case 'table':
      return list(block.rows).map(readRow).join('\n');
    default:
      return readSection(block, nameOf);
  }
}

function readSection(block: Json, nameOf: NameOf): string {
  const lines = [block.text, block.title, block.subtitle, block.body, ...list(block.fields)]
    .filter((entry) => entry !== undefined)
    .map((entry) => readText(entry, nameOf));
  const elements = elementsOf(block).filter((element) => isActive(element) || element.type === 'image');
  return [...lines, elements.map(readElement).join(' ')].filter((line) => line !== '').join('\n');
}

function readText(value: unknown, nameOf: NameOf): string {
  if (!isObject(value)) return '';
  if (value.type === 'image') return `(picture: ${String(value.alt_text)})`;
  return value.type === 'mrkdwn' ? readMrkdwn(String(value.text), nameOf) : decode(String(value.text));
}

/** Slack decodes the three escapes in plain texts too. */
function readElement(element: Json): string {
  if (element.type === 'image') return `(picture: ${String(element.alt_text)})`;
  if (element.type === 'button') return `[${readText(element.text, () => undefined)}]`;
  const initial = isObject(element.initial_option) ? element.initial_option : undefined;
  if (initial) return `[${readText(initial.text, () => undefined)} v]`;
  const placeholder = isObject(element.placeholder) ? readText(element.placeholder, () => undefined) : '';
  return `[${typeof element.initial_value === 'string' ? element.initial_value : placeholder}]`;
}

function readRich(value: unknown): string {
  if (!isObject(value)) return '';
  if (value.type === 'rich_text_list') {
    return list(value.elements)
      .map((entry, index) => `${value.style === 'ordered' ? `${index + 1}.` : '-'} ${readRich(entry)}`)
      .join('\n');
  }
  if (Array.isArray(value.elements)) return value.elements.map(readRich).join('');
  if (value.type === 'link') return `${String(value.text ?? value.url)} (${String(value.url)})`;
  const mention = value.user_id ?? value.usergroup_id ?? value.range;
  if (mention !== undefined) return `@${String(mention)}`;
  return String(value.text ?? value.fallback ?? value.name ?? '');
}

function readRow(row: unknown): string {
  return list(row)
    .map((cell) =>
      isObject(cell) && Array.isArray(cell.elements)
        ? list(cell.elements).map(readRich).join(' ')
        : isObject(cell)
          ? String(cell.text)
          : '',
    )
    .join(' | ');
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A modal as it is seen: its title, its blocks, its buttons. */
export function readView(view: Json, errors: Readonly<Record<string, string>>, nameOf: NameOf): string {
  const blocks = list(view.blocks).filter(isObject);
  const lines = blocks.map((block) => {
    const error = errors[String(block.block_id)];
    return `${readBlock(block, nameOf)}${error === undefined ? '' : `\n! ${error}`}`;
  });
  const buttons = [view.close, view.submit].filter(isObject).map((label) => `[${readText(label, nameOf)}]`);
  const title = isObject(view.title) ? [`# ${readText(view.title, nameOf)}`] : [];
  return [...title, ...lines, ...(buttons.length > 0 ? [buttons.join(' ')] : [])].join('\n');
}
