import type { Card, CardStep, StepWord } from '../domain/card/card.ts';
import { type Summary, viewNotice, viewSummary } from './card-summary.ts';
import { type CardStepView, type CardView, titleOf, viewCard, viewStep } from './card-view.ts';
import { webAddress } from './clean.ts';
import type { TagView } from './entry.ts';
import { escapeHtml, htmlLink, isolated } from './html-escape.ts';
import { type BadgeName, badge, inked, ruled } from './html-style.ts';
import type { RenderOptions } from './options.ts';

/** The dot stays with what stands before it, at the end of a line. */
const DOT = '&nbsp;· ';
const SMALL = 'font-size:14px;line-height:21px';
const CAPS = 'font-size:12px;line-height:18px;letter-spacing:.09em;text-transform:uppercase;font-weight:700';
const LAYOUT = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';

const TONES: Readonly<Record<StepWord, BadgeName>> = {
  posted: 'plain',
  revised: 'plain',
  reviewed: 'calm',
  applied: 'good',
  merged: 'good',
  released: 'good',
  rejected: 'bad',
  objected: 'warn',
  milestone: 'calm',
  reply: 'plain',
  published: 'warn',
  withdrawn: 'bad',
  reported: 'plain',
};

/** Steps of these stand out among the others. */
const TELLING: ReadonlySet<BadgeName> = new Set(['good', 'warn', 'bad']);

/** The first word of a state says whether it is good news; a state in other words stays plain. */
const STATES: readonly (readonly [RegExp, BadgeName])[] = [
  [/^(?:applied|merged|released|fixed|in a pull)\b/i, 'good'],
  [/^reviewed\b/i, 'calm'],
  [/^(?:rejected|withdrawn|nacked)\b/i, 'bad'],
  [/^(?:changes requested|no fix|in part|\d+ of)\b/i, 'warn'],
];

/**
 * The card as a piece of HTML, for the body of a mail: inline styles, nothing fetched, no script. It stands in a cell of
 * the mail's own page, whose style sheet (`styleSheet`) brings the dark side. `why` undefined folds the evidence away,
 * true opens it, false leaves it out.
 */
export function renderCardHtml(card: Card, options: Pick<RenderOptions, 'why'> = {}): string {
  const view = viewCard(card);
  return [
    `<div ${inked('accent', CAPS)}>${escapeHtml(view.kind)}</div>`,
    heading(view.title, view.url),
    badges(view),
    ...view.milestones.map(milestone),
    muted(
      [view.byline, view.areas]
        .filter((word) => word !== '')
        .map(isolated)
        .join(DOT),
    ),
    muted(
      view.facts.map((fact) => isolated(fact.replace(' -', ' \u2212'))).join(DOT) + why(view, options.why),
    ),
    muted(view.tags.map(tagGroup).join(' ')),
    muted(view.url === null ? isolated(view.address) : ''),
    steps(view.steps),
    press(view),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function heading(title: string, url: string | null): string {
  const link = htmlLink(title, url, url === null ? inked('ink') : inked('link', 'text-decoration:none'));
  return `<div dir="auto" style="margin-top:6px;font-size:21px;line-height:28px;font-weight:700">${link}</div>`;
}

function badges({ state, revision }: CardView): string {
  const tone = STATES.find(([words]) => words.test(state))?.[1] ?? 'plain';
  const all = [
    ...(state === '' ? [] : [badge(tone, isolated(state))]),
    ...(revision === '' ? [] : [badge('plain', isolated(revision))]),
  ];
  return all.length === 0 ? '' : `<div style="margin-top:8px">${all.join(' ')}</div>`;
}

function milestone({ title, isMajor }: CardView['milestones'][number]): string {
  const name = badge(isMajor ? 'good' : 'calm', isMajor ? 'major milestone' : 'milestone');
  return `<div dir="auto" style="margin-top:8px;font-size:16px;line-height:23px">${name} ${isolated(title)}</div>`;
}

function muted(html: string): string {
  return html === '' ? '' : `<div ${inked('muted', `${SMALL};margin-top:6px`)}>${html}</div>`;
}

function tagGroup({ name, count, by }: TagView): string {
  const words = isolated(count > 1 ? `${name} ${count}` : name);
  return `<span style="display:inline-block;margin:0 10px 4px 0">${badge('calm', words)} ${isolated(by)}</span>`;
}

/** A client that can not fold shows it as small print. */
function why({ evidence }: CardView, open: boolean | undefined): string {
  if (open === false || evidence.length === 0) return '';
  const small = 'font-size:12px;line-height:18px';
  const lines = evidence.map((line) => `<div style="${small}">${isolated(line)}</div>`).join('');
  const summary = `<summary style="display:inline;list-style:none;text-decoration:underline dotted;${small}">why?</summary>`;
  return `${DOT}<details${open === true ? ' open' : ''} style="display:inline">${summary}${lines}</details>`;
}

/** A card of one step has said it already: its author and its day. */
function steps(all: readonly CardStepView[]): string {
  if (all.length < 2) return '';
  const rows = all.map(({ day, text, url, word }) => {
    const when = `<td valign="top" ${inked('muted', `${SMALL};padding:3px 14px 3px 0;white-space:nowrap`)}>${escapeHtml(day)}</td>`;
    const ink = url === null ? inked('ink') : inked('link', 'text-decoration:none');
    const bold = TELLING.has(TONES[word]) ? ';font-weight:600' : '';
    return `<tr>${when}<td dir="auto" width="100%" style="${SMALL};padding:3px 0${bold}">${htmlLink(text, url, ink)}</td></tr>`;
  });
  return `<div ${ruled('margin-top:18px;padding-top:12px')}><table ${LAYOUT}>\n${rows.join('\n')}\n</table></div>`;
}

function press({ press: all }: CardView): string {
  if (all.length === 0) return '';
  const lines = all.map(({ text, url }) => {
    const link = htmlLink(text, url, inked(url === null ? 'muted' : 'link', 'text-decoration:none'));
    return `<div dir="auto" style="${SMALL};margin-top:4px">${link}</div>`;
  });
  const name = `<div ${inked('muted', CAPS)}>In the press</div>`;
  return `<div ${ruled('margin-top:18px;padding-top:12px')}>${name}\n${lines.join('\n')}</div>`;
}

/** What happened to a card that stands already: the step, and below it what it is about. */
export function renderLineHtml(card: Card, step: CardStep): string {
  const { text, day, url, word } = viewStep(step, '');
  const ink = url === null ? inked('ink') : inked('link', 'text-decoration:none');
  const address = webAddress(card.url);
  const about = htmlLink(titleOf(card), address, inked(address === null ? 'muted' : 'link'));
  return [
    `<div>${badge(TONES[word], escapeHtml(word))} <span ${inked('muted', SMALL)}>${escapeHtml(day)}</span></div>`,
    `<div dir="auto" style="margin-top:8px;font-size:18px;line-height:25px;font-weight:700">${htmlLink(text, url, ink)}</div>`,
    `<div dir="auto" ${inked('muted', `${SMALL};margin-top:6px`)}>${about}</div>`,
  ].join('\n');
}

/** What did not go out one by one. */
export function renderSummaryHtml(summary: Summary): string {
  const { heading: words, entries, more } = viewSummary(summary);
  const blocks = entries.map(({ title, text, url }) => {
    const ink = url === null ? inked('ink') : inked('link', 'text-decoration:none');
    const name = `<div dir="auto" style="font-size:16px;line-height:23px;font-weight:600">${htmlLink(title, url, ink)}</div>`;
    return `<div style="padding-top:14px">${name}${text === '' ? '' : muted(isolated(text))}</div>`;
  });
  return [
    `<div ${inked('accent', CAPS)}>${escapeHtml(words)}</div>`,
    ...blocks,
    ...(more === '' ? [] : [`<div ${inked('muted', `${SMALL};padding-top:14px`)}>${escapeHtml(more)}</div>`]),
  ].join('\n');
}

/** What the program itself has to say; an empty line is a gap. */
export function renderNoticeHtml(text: string): string {
  return viewNotice(text)
    .map((line) =>
      line === '' ? '<div style="height:12px"></div>' : `<div dir="auto">${isolated(line)}</div>`,
    )
    .join('\n');
}
