import { unescapeMrkdwn } from '../../../src/platforms/slack/render/escape.ts';
import type { SlackMessage } from '../../../src/platforms/slack/render/message.ts';
import { checkBlocks } from '../../fakes/slack/blocks.ts';

const BUDGET = 12_000;
const TEXT = 3000;
/** Controls but the line break, overrides, isolates, noncharacters. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;
const LINK = /^<(https?:\/\/[^\s<>|]{1,700})(?:\|([^<>\n]{1,1200}))?>/;
const ENTITY = /^&(?:amp|lt|gt);/;

/** Everything that Slack, or our own rules, would not take of a message; nothing where all is well. */
export function checkMessage({ text, blocks }: SlackMessage): readonly string[] {
  const verdict = checkBlocks(JSON.parse(JSON.stringify(blocks)), 'message', () => true);
  const size = JSON.stringify(blocks).length;
  const said = mrkdwnOf(blocks);
  return [
    ...verdict.errors,
    ...(verdict.tooLong ? ['msg_blocks_too_long'] : []),
    ...(size > BUDGET ? [`${size} characters of JSON`] : []),
    ...(text.trim() === '' || text.length > TEXT ? [`a fallback of ${text.length} characters`] : []),
    ...[...allText(blocks), text].flatMap(checkLetters),
    ...[...said.map((each) => each.text), text].flatMap(checkMrkdwn),
    ...said.flatMap((each) => (each.verbatim ? [] : ['mrkdwn that is not verbatim'])),
  ];
}

/** What a reader sees of all blocks, line by line. */
export function seenOf(blocks: SlackMessage['blocks']): string {
  return allText(blocks).map(seenText).join('\n');
}

function seenText(text: string): string {
  const bare = text.replace(/<https?:\/\/[^\s<>|]*\|([^<>]*)>/g, '$1').replace(/[*`]/g, '');
  return unescapeMrkdwn(bare);
}

function checkLetters(text: string): string[] {
  const found = FORBIDDEN.exec(text);
  return [
    ...(found ? [`U+${found[0].charCodeAt(0).toString(16)} in a text`] : []),
    ...(text.isWellFormed() ? [] : ['half a character']),
  ];
}

/** Only our own formatting: links that are whole, code and bold that end where they begin. */
function checkMrkdwn(text: string): string[] {
  const wrong: string[] = [];
  const outside = text.replace(/```\n[^`]*\n```/g, '');
  for (const line of outside.split('\n')) {
    const bare = withoutLinks(line, wrong);
    const noCode = bare.replace(/`[^`]+`/g, 'c');
    if (noCode.includes('`')) wrong.push(`a code span that does not end: ${line}`);
    const noBold = noCode.replace(/(?<![\p{L}\p{N}*])\*[^*]+\*(?![\p{L}\p{N}*])/gu, 'b');
    if (/[*~]/.test(noBold)) wrong.push(`formatting that is not ours: ${line}`);
    if (/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/u.test(noBold))
      wrong.push(`an underscore that formats: ${line}`);
    if (line.startsWith('&gt;')) wrong.push(`a quotation: ${line}`);
    if (/(?<![\p{L}\p{N}_.+-])@(?:here|channel|everyone|group)\b/iu.test(noCode))
      wrong.push(`a mention: ${line}`);
  }
  return wrong;
}

function withoutLinks(line: string, wrong: string[]): string {
  let bare = '';
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    const char = rest[0] ?? '';
    const [all, url, label] = LINK.exec(rest) ?? [];
    const entity = ENTITY.exec(rest)?.[0];
    if (char === '<' && all !== undefined) {
      if (!URL.canParse(url ?? '')) wrong.push(`no address: ${url}`);
      bare += withoutLinks(label ?? '', wrong);
      at += all.length;
    } else if (entity !== undefined) {
      bare += 'e';
      at += entity.length;
    } else {
      if (char === '<' || char === '>' || char === '&') wrong.push(`a bare ${char}: ${line}`);
      bare += char;
      at++;
    }
  }
  return bare;
}

type Said = { readonly text: string; readonly verbatim: boolean };

function mrkdwnOf(value: unknown): Said[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, verbatim } = { type: undefined, text: undefined, verbatim: false, ...value };
  if (type === 'mrkdwn' && typeof text === 'string') return [{ text, verbatim: verbatim === true }];
  return Object.values(value).flatMap(mrkdwnOf);
}

function allText(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' ? (key === 'text' || key === 'alt_text' ? [each] : []) : allText(each),
  );
}
