import { escapeHtml } from '../../src/render/html-escape.ts';

const BLOCK = /```\n?([\s\S]*?)\n?```/g;
/** Escapes first, then what Discord formats, so that also what should not be is seen. */
const INLINE =
  /\\([^A-Za-z0-9\s])|`([^`\n]+)`|\[((?:\\.|[^\]\\])+)\]\(<?(https?:[^)>]+)>?\)|\*\*((?:\\.|[^\\])+?)\*\*|__((?:\\.|[^\\])+?)__|\*((?:\\.|[^*\\\n])+)\*|(?<![\p{L}\p{N}])_((?:\\.|[^_\\\n])+)_(?![\p{L}\p{N}])|~~((?:\\.|[^\\])+?)~~|\|\|((?:\\.|[^\\])+?)\|\||(@everyone|@here|<[@#][^>]+>)|(https?:\/\/[^\s<]+)/gu;

/** Discord's Markdown as HTML. */
export function discordHtml(text: string): string {
  let html = '';
  let at = 0;
  for (const found of text.matchAll(BLOCK)) {
    html += `${lines(text.slice(at, found.index))}<pre>${escapeHtml(found[1] ?? '')}</pre>`;
    at = found.index + found[0].length;
  }
  return html + lines(text.slice(at));
}

function lines(text: string): string {
  return text
    .replace(/^\n|\n$/g, '')
    .split('\n')
    .map(line)
    .join('');
}

function line(text: string): string {
  const [, mark, rest] = /^(-# |#{1,3} |> |\s*[-*] )(.*)$/.exec(text) ?? [];
  if (mark === undefined || rest === undefined)
    return /^\s+\S/.test(text)
      ? `<div class="under">${inline(text.trim())}</div>`
      : `<div class="line">${inline(text)}</div>`;
  if (mark === '-# ') return `<div class="small">${inline(rest)}</div>`;
  if (mark === '> ') return `<blockquote>${inline(rest)}</blockquote>`;
  if (mark.startsWith('#')) return `<h3>${inline(rest)}</h3>`;
  return `<div class="item">${inline(rest)}</div>`;
}

function inline(text: string): string {
  let html = '';
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    html += escapeHtml(text.slice(at, found.index)) + piece(found);
    at = found.index + found[0].length;
  }
  return html + escapeHtml(text.slice(at));
}

function piece([
  all,
  escaped,
  code,
  label,
  ,
  bold,
  under,
  italic,
  italic2,
  struck,
  spoiler,
  mention,
]: RegExpMatchArray): string {
  if (escaped !== undefined) return escapeHtml(escaped);
  if (code !== undefined) return `<code>${escapeHtml(code)}</code>`;
  if (label !== undefined) return `<a>${inline(label)}</a>`;
  if (bold !== undefined) return `<b>${inline(bold)}</b>`;
  if (under !== undefined) return `<u>${inline(under)}</u>`;
  if (italic !== undefined || italic2 !== undefined) return `<i>${inline(italic ?? italic2 ?? '')}</i>`;
  if (struck !== undefined) return `<s>${inline(struck)}</s>`;
  if (spoiler !== undefined) return `<span class="spoiler">${inline(spoiler)}</span>`;
  if (mention !== undefined) return `<mark>${escapeHtml(mention)}</mark>`;
  return `<a>${escapeHtml(all)}</a>`;
}
