import { type EntryView, type StepView, stepText, type TagView } from './entry.ts';
import { escapeHtml, htmlLink, isolated } from './html-escape.ts';
import { type BadgeName, badge, inked, ruled } from './html-style.ts';
import { formatCount } from './phrases.ts';
import type { SectionView } from './view.ts';

/** The dot stays with what stands before it, at the end of a line. */
const DOT = '&nbsp;· ';
const SMALL = 'font-size:14px;line-height:21px';

/** The first word of a state says whether it is good news; a state in other words stays plain. */
const TONES: readonly (readonly [RegExp, BadgeName])[] = [
  [/^(applied|merged|released|landed|pulled|fixed)\b/i, 'good'],
  [/^(reviewed|acked|ready|accepted)\b/i, 'calm'],
  [/^(rejected|reverted|dropped|withdrawn|nacked)\b/i, 'bad'],
  [/^(stale|contested|changes requested|superseded)\b/i, 'warn'],
];

function toneOf(state: string): BadgeName {
  return TONES.find(([pattern]) => pattern.test(state))?.[1] ?? 'plain';
}

function badges(entry: EntryView): string {
  const all: string[] = [];
  if (entry.state !== null) all.push(badge(toneOf(entry.state), isolated(entry.state)));
  if (entry.revision !== null) all.push(badge('plain', escapeHtml(entry.revision)));
  if (entry.resend) all.push(badge('plain', 'resend'));
  if (entry.missing !== null) all.push(badge('warn', escapeHtml(entry.missing)));
  return all.length === 0 ? '' : `<div style="margin-top:4px">${all.join(' ')}</div>`;
}

function tagGroup(tag: TagView): string {
  const name = isolated(tag.count > 1 ? `${tag.name} ${tag.count}` : tag.name);
  return `<span style="display:inline-block;margin-right:10px">${badge('calm', name)} ${isolated(tag.by)}</span>`;
}

function stepWords(step: StepView): string {
  if (step.url === null) return isolated(stepText(step));
  const link = htmlLink(step.what, step.url, inked('muted', 'text-decoration:underline'));
  return `${link} ${escapeHtml(step.day)}`;
}

/** Folded evidence flows at the end of a line; a client that can not fold shows it as small print. */
function whyFold(entry: EntryView, why: boolean | undefined): string {
  if (why === false || entry.evidence.length === 0) return '';
  const small = 'font-size:12px;line-height:18px';
  const lines = entry.evidence.map((line) => `<div style="${small}">${isolated(line)}</div>`).join('');
  const summary = `<summary style="display:inline;list-style:none;text-decoration:underline dotted;${small}">why?</summary>`;
  return `${DOT}<details${why === true ? ' open' : ''} style="display:inline">${summary}${lines}</details>`;
}

function muted(html: string): string {
  return html === '' ? '' : `<div ${inked('muted', `${SMALL};margin-top:3px`)}>${html}</div>`;
}

function factsLine(entry: EntryView): string {
  const diff = entry.diff?.replace(' -', ' \u2212') ?? null;
  const change = entry.change?.replace(' -> ', ' → ') ?? null;
  return [entry.byline, entry.patches, entry.area, diff, change, entry.replies]
    .filter((fact) => fact !== null)
    .map(isolated)
    .join(DOT);
}

function entryBlock(entry: EntryView, why: boolean | undefined): string {
  const ink = entry.url === null ? inked('ink') : inked('link', 'text-decoration:none');
  const title = htmlLink(entry.title, entry.url, ink);
  return [
    '<div style="padding-top:14px">',
    `<div dir="auto" style="font-size:16px;line-height:23px;font-weight:600">${title}</div>`,
    badges(entry),
    muted(entry.steps.map(stepWords).join(' → ')),
    muted(factsLine(entry) + whyFold(entry, why)),
    muted(entry.tags.map(tagGroup).join(' ')),
    muted(entry.url === null ? isolated(entry.address) : ''),
    '</div>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The heading of a part of the page: small, spaced capitals under a line. */
export function sectionHeading(title: string, aside: string): string {
  const caps =
    'font-size:13px;line-height:18px;letter-spacing:.09em;text-transform:uppercase;font-weight:700';
  const count = aside === '' ? '' : ` <span ${inked('muted', 'font-weight:400')}>${escapeHtml(aside)}</span>`;
  const heading = `<h2 ${inked('accent', `margin:0;${caps}`)}>${escapeHtml(title)}${count}</h2>`;
  return `<div ${ruled('margin-top:28px;padding-top:18px')}>${heading}</div>`;
}

function moreLine(section: SectionView): string[] {
  if (section.more === null) return [];
  const link = htmlLink(section.more, section.moreUrl, inked(section.moreUrl === null ? 'muted' : 'link'));
  return [`<div style="padding-top:14px;${SMALL}">${link}</div>`];
}

/** One section of the page; `why` undefined folds the evidence away, false leaves it out. */
export function htmlSection(section: SectionView, why: boolean | undefined): string {
  return [
    sectionHeading(section.title, formatCount(section.total)),
    ...section.entries.map((entry) => entryBlock(entry, why)),
    ...moreLine(section),
  ].join('\n');
}
