import type { Digest } from '../domain/digest.ts';
import type { Parcel, Post } from '../ports/platform.ts';
import { cardSubject, lineSubject, noticeSubject, summarySubject } from '../render/card-subject.ts';
import { renderCardText, renderLineText, renderNoticeText, renderSummaryText } from '../render/card-text.ts';
import { cleanLine } from '../render/clean.ts';
import type { RenderOptions } from '../render/options.ts';
import { renderText } from '../render/text.ts';
import { truncate } from '../render/width.ts';

const SUBJECT_COLUMNS = 160;
const HEADLINE_COLUMNS = 100;
const FILTER_COLUMNS = 200;
/** More of a stranger's line than anybody shows is not even measured. */
const LONGEST = 4000;

/** A stranger's words on one line, in at most so many columns. */
export function oneLine(text: string, columns: number): string {
  return truncate(cleanLine(text.slice(0, LONGEST)), columns);
}

/** What a post is about, on one line: the subject of a mail. */
export function subjectOf(post: Post): string {
  switch (post.what) {
    case 'card':
    case 'edit':
      return cardSubject(post.card);
    case 'line':
      return lineSubject(post.card, post.step);
    case 'digest':
      return digestSubject(post.digest);
    case 'summary':
      return summarySubject(post.summary);
    case 'notice':
      return `lorewatch: ${noticeSubject(post.text)}`;
  }
}

function digestSubject({ topic, periodName, headline }: Digest): string {
  const name = [topic, periodName].filter((part) => part !== '').join(', ');
  const news = oneLine(headline[0] ?? '', HEADLINE_COLUMNS).replace(/\.$/, '');
  return oneLine(news === '' ? name : `${name}: ${news}`, SUBJECT_COLUMNS) || '(no subject)';
}

/** What a milestone is called under the title of its own card: "Announced" of "Announced: the title". */
export function milestoneWords(milestone: string, title: string): string {
  const end = `: ${title}`;
  return milestone.length > end.length && milestone.endsWith(end)
    ? milestone.slice(0, -end.length)
    : milestone;
}

/** A post as plain text; ends with a line break. */
export function textOf(post: Post, layout: Pick<RenderOptions, 'width' | 'color'>): string {
  switch (post.what) {
    case 'card':
    case 'edit':
      return renderCardText(post.card, layout);
    case 'line':
      return renderLineText(post.card, post.step, layout);
    case 'digest':
      return renderText(post.digest, layout);
    case 'summary':
      return renderSummaryText(post.summary, layout);
    case 'notice':
      return renderNoticeText(post.text, layout);
  }
}

/** Whose post it is: "subscription 3: area:drm, weekly MON 09:00 Europe/Berlin". */
export function subscriptionWords({ id, filter, cadence }: Parcel['subscription']): string {
  const what = filter === '' ? 'everything' : oneLine(filter, FILTER_COLUMNS);
  return `subscription ${id}: ${what}, ${oneLine(cadence, FILTER_COLUMNS)}`;
}

/** As it begins a message: "the filter cannot be read" with a capital letter. */
export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
