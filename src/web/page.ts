import { escapeHtml } from '../render/html-escape.ts';
import { COLORS, SANS } from '../render/html-style.ts';

/** A small page: a heading, and paragraphs that are HTML already. No script, nothing fetched. */
export function renderPage(heading: string, paragraphs: readonly string[]): string {
  const { page, card, ink, link } = COLORS;
  return [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${escapeHtml(heading)}</title>`,
    '<style>',
    ':root{color-scheme:light dark}',
    `body{margin:0;background:${page.light};color:${ink.light};font:17px/1.5 ${SANS}}`,
    `main{max-width:34rem;margin:12vh auto;padding:2rem;background:${card.light};border-radius:10px}`,
    'h1{font-size:1.4rem;margin:0 0 1rem}',
    `a{color:${link.light}}`,
    'button{font:inherit;padding:.5rem 1.2rem;border-radius:6px;border:1px solid;cursor:pointer}',
    'code{overflow-wrap:anywhere}',
    '@media (prefers-color-scheme:dark){',
    `body{background:${page.dark};color:${ink.dark}}main{background:${card.dark}}a{color:${link.dark}}}`,
    '</style></head>',
    `<body><main><h1>${escapeHtml(heading)}</h1>`,
    ...paragraphs.map((paragraph) => `<p>${paragraph}</p>`),
    '</main></body></html>',
    '',
  ].join('\n');
}
