import { escapeHtml } from '../../src/render/html-escape.ts';

const BLOCK = /```\n?([\s\S]*?)\n?```/g;
/** Code, links, bold, italic, struck out: what Slack formats, so that also what should not be is seen. */
const INLINE =
  /`([^`\n]+)`|<(https?:[^|>]+)(?:\|([^>]*))?>|<([#@!][^>]*)>|(?<![\p{L}\p{N}*])\*([^*\n]+)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~([^~\n]+)~(?![\p{L}\p{N}~])/gu;

/** mrkdwn as HTML, as Slack shows it. */
export function mrkdwnHtml(text: string): string {
  let html = '';
  let at = 0;
  for (const found of text.matchAll(BLOCK)) {
    html += `${lines(text.slice(at, found.index))}<pre>${bare(found[1] ?? '')}</pre>`;
    at = found.index + found[0].length;
  }
  return html + lines(text.slice(at));
}

function lines(text: string): string {
  return text
    .replace(/^\n|\n$/g, '')
    .split('\n')
    .map((line) =>
      line.startsWith('&gt;') ? `<blockquote>${inline(line.slice(4))}</blockquote>` : inline(line),
    )
    .join('<br>');
}

function inline(text: string): string {
  let html = '';
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    const [all, code, url, label, mention, bold, italic, struck] = found;
    html += bare(text.slice(at, found.index));
    if (code !== undefined) html += `<code>${bare(code)}</code>`;
    else if (url !== undefined) html += `<a>${label === undefined ? bare(url) : inline(label)}</a>`;
    else if (mention !== undefined)
      html += `<mark>${mention.startsWith('#') ? '#rust' : bare(mention)}</mark>`;
    else if (bold !== undefined) html += `<b>${inline(bold)}</b>`;
    else if (italic !== undefined) html += `<i>${inline(italic)}</i>`;
    else if (struck !== undefined) html += `<s>${inline(struck)}</s>`;
    at = found.index + all.length;
  }
  return html + bare(text.slice(at));
}

/** Text in which only the three entities of Slack are none. */
function bare(text: string): string {
  return escapeHtml(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}
