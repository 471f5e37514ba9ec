import { escapeHtml } from '../../render/html-escape.ts';
import { COLORS, grounded, SANS, styleSheet } from '../../render/html-style.ts';

const LAYOUT = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';
const TYPE = `font-family:${SANS};font-size:16px;line-height:24px;color:${COLORS.ink.light};word-break:break-word;overflow-wrap:anywhere`;

/** A page for mail programs around HTML: nothing fetched, no script, one column of 640 pixels. `title` is text. */
export function htmlPage(title: string, fragment: string, footer: string): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${styleSheet()}\n</style>`,
    '</head>',
    `<body ${grounded('page', 'margin:0;padding:0;-webkit-text-size-adjust:100%')}>`,
    `<table ${LAYOUT} width="100%" ${grounded('page')}><tr>`,
    '<td align="center" class="outer" style="padding:32px 12px">',
    `<table ${LAYOUT} width="640" style="width:100%;max-width:640px;table-layout:fixed"><tr>`,
    `<td align="left" ${grounded('card', `padding:28px 32px;border-radius:10px;text-align:left;${TYPE}`, 'ink pad')}>`,
    fragment,
    '</td></tr></table>',
    '</td></tr></table>',
    footer,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
