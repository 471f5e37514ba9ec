import type { BarView, ChartView } from './chart.ts';
import { escapeHtml } from './html-escape.ts';
import { sectionHeading } from './html-section.ts';
import { COLORS, grounded, inked, ruled } from './html-style.ts';
import type { DigestView } from './view.ts';

const TABLE = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';
const CHART_HEIGHT = 64;
const WIDEST_BAR = 56;
const NARROWEST_CHART = 280;
const FIGURE = 'text-align:right;padding:6px 0 6px 12px;font-variant-numeric:tabular-nums';

/** The numbers as a table, and no HTML where there are none. */
export function htmlNumbers(view: DigestView): string {
  if (view.numbers.length === 0) return '';
  const heads = view.columns.map(
    (column) =>
      `<th scope="col" ${inked('muted', `${FIGURE};font-weight:400;font-size:13px;vertical-align:bottom`)}>${escapeHtml(column)}</th>`,
  );
  const rows = view.numbers.map(({ label, cells }) => {
    const figures = cells.map((cell, at) => {
      const weight = at === 0 ? 'font-weight:700' : 'font-weight:400';
      return `<td ${inked(at === 0 ? 'ink' : 'muted', `${FIGURE};${weight};white-space:nowrap`)}>${escapeHtml(cell)}</td>`;
    });
    const head = `<th scope="row" style="text-align:left;font-weight:400;padding:6px 0">${escapeHtml(label)}</th>`;
    return `<tr>${head}${figures.join('')}</tr>`;
  });
  return [
    sectionHeading('Numbers', ''),
    '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:8px;font-size:15px;line-height:21px;border-collapse:collapse">',
    `<tr><td></td>${heads.join('')}</tr>`,
    ...rows,
    '</table>',
  ].join('\n');
}

/** A bar is a table cell with a ground and a height: the one thing that every mail client draws. */
function bar({ day, value, share }: BarView, last: boolean): string {
  const height = share === null ? 1 : Math.max(2, Math.round(share * CHART_HEIGHT));
  const color = share === null ? 'rule' : last ? 'accent' : 'bar';
  const fill = `<td height="${height}" ${grounded(color, `height:${height}px;font-size:0;line-height:0`)}>&nbsp;</td>`;
  const title = `${day}: ${value}`;
  return `<td valign="bottom" title="${escapeHtml(title)}" style="vertical-align:bottom;padding:0 1px"><table ${TABLE}><tr>${fill}</tr></table></td>`;
}

/** The chart: bars of table cells, and the same in words for who can not see them. */
export function htmlChart(chart: ChartView): string {
  const spoken = `${chart.label}: from ${chart.first} to ${chart.last}, most ${chart.most}, last ${chart.latest}`;
  const bars = chart.bars.map((each, at) => bar(each, at === chart.bars.length - 1));
  const small = 'font-size:13px;line-height:18px';
  const widest = Math.max(NARROWEST_CHART, bars.length * WIDEST_BAR);
  return [
    `<div style="margin-top:20px;max-width:${widest}px">`,
    `<div ${inked('muted', small)}>${escapeHtml(chart.label)}</div>`,
    `<table role="img" aria-label="${escapeHtml(spoken)}" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;margin-top:10px"><tr height="${CHART_HEIGHT}">${bars.join('\n')}</tr></table>`,
    `<table ${TABLE} style="${small}"><tr>`,
    `<td ${ruled('padding-top:4px;text-align:left')}><span ${inked('muted')}>${escapeHtml(chart.first)}</span></td>`,
    `<td align="center" ${ruled('padding-top:4px;text-align:center')}><span ${inked('muted')}>most ${escapeHtml(chart.most)}</span></td>`,
    `<td align="right" ${ruled('padding-top:4px;text-align:right')}><span ${inked('muted')}>${escapeHtml(chart.last)}:</span> <b style="color:${COLORS.accent.light}" class="accent">${escapeHtml(chart.latest)}</b></td>`,
    '</tr></table>',
    '</div>',
  ].join('\n');
}
