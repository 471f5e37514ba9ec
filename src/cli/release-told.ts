import type { ReleaseTold } from '../commands/release.ts';
import type { KnownItem } from '../domain/item/item.ts';
import type { Release } from '../domain/item/release.ts';
import { itemDate, itemTitle } from '../domain/item/subject.ts';
import { cleanLine } from '../render/clean.ts';
import { countOf, formatCount } from '../render/phrases.ts';
import { truncate } from '../render/width.ts';
import { type CliContext, isColored } from './context.ts';
import { createStyle } from './style.ts';

const WIDEST = 100;
const INDENT = ' '.repeat(12);

/** A release: the public form. */
export function releaseObject({ item, ...known }: KnownItem<Release>): object {
  const { id, moniker, eol, url, changelog, log, code } = item;
  return {
    version: id,
    moniker,
    date: new Date(itemDate({ item, ...known })).toISOString(),
    eol,
    url: url ?? null,
    changelog: changelog ?? null,
    commits: log ? { all: log.commits, about: log.about.length } : null,
    code: code ? { files: code.files, lines: code.lines ?? null } : null,
  };
}

/** A release with what came with it: the public form. */
export function releaseStoryObject(
  { known, milestones, series, commits }: ReleaseTold,
  urlOf: (series: ReleaseTold['series'][number]) => string,
): object {
  return {
    ...releaseObject(known),
    milestones: milestones.map(({ id, type, title, significance }) => ({ id, type, title, significance })),
    series: series.map((one) => ({ id: one.id, title: one.title, state: one.state, url: urlOf(one) })),
    about: commits.map(({ item }) => ({ commit: item.id, subject: item.subject, author: item.author.name })),
  };
}

/** One release in a list: its day and version; below it how much of the topic is in it. */
export function releaseLine(known: KnownItem<Release>, topic: string, context: CliContext): string {
  const { bold, dim } = createStyle(isColored(context));
  const { item } = known;
  return [
    `${dim(day(itemDate(known)))}  ${bold(cleanLine(itemTitle(item)))}  ${cleanLine(item.moniker)}${item.eol ? ', end of life' : ''}`,
    ...figuresOf(item, topic).map((line) => INDENT + line),
    '',
  ].join('\n');
}

/** What came with one release. */
export function releaseText(told: ReleaseTold, topic: string, context: CliContext): string {
  const style = createStyle(isColored(context));
  const room = Math.min(Math.max(context.columns, 60), WIDEST) - 2;
  const { known, milestones, series, commits } = told;
  const listed = (heading: string, titles: readonly string[]): string[] =>
    titles.length === 0
      ? []
      : ['', style.bold(heading), ...titles.map((title) => `  ${truncate(cleanLine(title), room)}`)];
  const none = milestones.length + series.length + commits.length === 0;
  return [
    releaseLine(known, topic, context).trimEnd(),
    ...(known.item.url === undefined ? [] : [INDENT + style.dim(cleanLine(known.item.url))]),
    ...listed(
      'Milestones',
      milestones.map(({ title, type }) => `${title} (${type})`),
    ),
    ...listed(
      'Patch series',
      series.map(({ title, id }) => `${title} <${id}>`),
    ),
    ...listed(
      `Commits about ${topic}`,
      commits.map(({ item }) => `${item.id.slice(0, 12)} ${item.subject}`),
    ),
    ...(none ? ['', `  Nothing about ${topic} is known to have come with it.`] : []),
    '',
  ].join('\n');
}

function figuresOf({ log, code, changelog }: Release, topic: string): string[] {
  const unread = changelog === undefined ? [] : ['its changelog was not read yet'];
  return [
    ...(log
      ? [`${formatCount(log.about.length)} of ${countOf(log.commits, 'commit', 'commits')} about ${topic}`]
      : unread),
    ...(code
      ? [
          `${countOf(code.files, 'file', 'files')}${code.lines === undefined ? '' : `, ${countOf(code.lines, 'line', 'lines')}`} of ${topic}`,
        ]
      : []),
  ];
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
