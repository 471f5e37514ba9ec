import type { Digest } from '../domain/digest.ts';
import { escapeHtml, isolated } from './html-escape.ts';
import { htmlChart, htmlNumbers } from './html-numbers.ts';
import { htmlSection } from './html-section.ts';
import { BADGES, COLORS, grounded, inked, ruled, SANS, SERIF, styleSheet } from './html-style.ts';
import type { RenderOptions } from './options.ts';
import { formatCount } from './phrases.ts';
import { type DigestView, viewDigest } from './view.ts';

const LAYOUT = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';
const BREAKING = 'word-break:break-word;overflow-wrap:anywhere';

function head(view: DigestView): string {
  return [
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
    `<title>${escapeHtml(`${view.headline} (${view.topic}, ${view.periodName})`)}</title>`,
    `<style>\n${styleSheet()}\n</style>`,
    '</head>',
  ].join('\n');
}

/** The line that an inbox shows after the subject. */
function preheader(view: DigestView): string {
  const counts = view.sections.map((section) => `${section.title}: ${formatCount(section.total)}`);
  const words = [view.lead, counts.join(' · '), view.emptiness ?? ''].filter((part) => part !== '').join(' ');
  const hidden =
    'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px';
  return `<div style="${hidden};mso-hide:all" aria-hidden="true">${escapeHtml(words)}</div>`;
}

function masthead(view: DigestView): string {
  const caps =
    'font-size:13px;line-height:18px;letter-spacing:.09em;text-transform:uppercase;font-weight:700';
  const news = `margin:14px 0 0;font:700 31px/1.22 ${SERIF};letter-spacing:-.01em`;
  const lead = `margin:12px 0 0;font-size:17px;line-height:26px`;
  return [
    `<div ${inked('accent', caps)}>${escapeHtml(view.topic)}</div>`,
    `<div ${inked('muted', 'font-size:14px;line-height:20px')}>${escapeHtml(view.periodName)} · ${escapeHtml(view.period)}</div>`,
    `<h1 dir="auto" class="ink news" style="color:${COLORS.ink.light};${news}">${escapeHtml(view.headline)}</h1>`,
    ...(view.lead === '' ? [] : [`<p dir="auto" ${inked('ink', lead)}>${escapeHtml(view.lead)}</p>`]),
  ].join('\n');
}

function notes(view: DigestView): string {
  if (view.notes.length === 0) return '';
  const { ink, ground } = BADGES.warn;
  const look = `margin-top:28px;padding:12px 16px;border-radius:6px;background:${ground.light};color:${ink.light}`;
  const items = view.notes.map((note) => `<div>${isolated(note)}</div>`).join('\n');
  return `<div class="b-warn" style="${look};font-size:14px;line-height:21px"><b>Please note</b>\n${items}</div>`;
}

function colophon(view: DigestView): string {
  const lines = view.colophon.map((line) => `<div ${inked('muted')}>${isolated(line)}</div>`);
  return `<div ${ruled('margin-top:28px;padding-top:14px;font-size:13px;line-height:19px')}>\n${lines.join('\n')}\n</div>`;
}

function page(view: DigestView, why: boolean | undefined): string {
  const blocks = [
    masthead(view),
    ...view.sections.map((section) => htmlSection(section, why)),
    view.emptiness === null
      ? ''
      : `<p ${inked('muted', 'margin:24px 0 0')}>${escapeHtml(view.emptiness)}</p>`,
    htmlNumbers(view),
    view.chart === null ? '' : htmlChart(view.chart),
    notes(view),
    colophon(view),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

/**
 * The digest as one HTML file for mail clients and browsers: no script, nothing fetched, inline styles for
 * what matters. `why` undefined folds the evidence away, true opens it, false leaves it out.
 */
export function renderHtml(digest: Digest, options: RenderOptions = {}): string {
  const view = viewDigest(digest);
  const type = `font-family:${SANS};font-size:16px;line-height:24px;color:${COLORS.ink.light};${BREAKING}`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    head(view),
    `<body ${grounded('page', 'margin:0;padding:0;-webkit-text-size-adjust:100%')}>`,
    preheader(view),
    `<table ${LAYOUT} ${grounded('page')}><tr>`,
    `<td align="center" class="outer" style="padding:32px 12px">`,
    `<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:640px;table-layout:fixed"><tr>`,
    `<td align="left" ${grounded('card', `padding:40px 44px;border-radius:10px;text-align:left;${type}`, 'ink pad')}>`,
    page(view, options.why),
    '</td></tr></table>',
    '</td></tr></table>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
