import { everywhere } from '../everywhere.ts';
import type { Evidence } from '../verdict.ts';
import type { ArticleRules, WordRule } from './article-rules.ts';

/** How often something is named in a text, and whether in the title. */
type Named = { readonly title: boolean; readonly count: number; readonly rules: readonly WordRule[] };

/** An article as its rules see it. */
export type Sight = {
  readonly topic: Named;
  readonly place: Named;
  readonly both: Named;
  /** Paragraphs that name both. */
  readonly pairs: number;
  readonly pairInLead: boolean;
  readonly topicInLead: boolean;
  readonly paragraphs: number;
  /** Title and lead, without what is not meant. */
  readonly beginning: string;
  readonly title: string;
  readonly text: string;
};

/** What a reader sees before deciding to read on, characters. */
const LEAD = 700;
/** The judgement needs no more than this of a text. */
const MAX_READ = 60_000;
const MAX_COUNT = 50;
const MAX_QUOTE = 160;

export function seeArticle(fullTitle: string, fullText: string, rules: ArticleRules): Sight {
  const title = takeOut(fullTitle, rules.notMeant);
  const text = takeOut(fullText.slice(0, MAX_READ), rules.notMeant);
  const whole = `${title}\n${text}`;
  const other = hits(rules.otherMatter, whole) !== undefined && hits(rules.sure, whole) === undefined;
  const topical = other ? [] : rules.topic;
  const paragraphs = text.split('\n').filter((line) => line.trim() !== '');
  const isPair = (part: string) =>
    hits(rules.both, part) !== undefined ||
    (hits(topical, part) !== undefined && hits(rules.place, part) !== undefined);
  const lead = leadOf(text);
  return {
    topic: countNames(topical, title, text),
    place: countNames(rules.place, title, text),
    both: countNames(rules.both, title, text),
    pairs: paragraphs.filter(isPair).length,
    pairInLead: isPair(lead),
    topicInLead: hits(topical, lead) !== undefined,
    paragraphs: paragraphs.length,
    beginning: `${title}\n${lead}`,
    title,
    text,
  };
}

/** Chinese and Japanese say as much in a third of the characters. */
function leadOf(text: string): string {
  const lead = text.slice(0, LEAD);
  const wide = lead.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  return wide * 2 > lead.length ? lead.slice(0, LEAD / 3) : lead;
}

/** The words that were found, in the title before the text. */
export function witnessOf(sight: Sight, kind: 'topic' | 'place' | 'both'): Evidence | undefined {
  for (const where of ['title', 'text'] as const) {
    const hit = hits(sight[kind].rules, sight[where]);
    if (hit) return { rule: hit.rule.id, where, text: quote(sight[where], hit.at, hit.length) };
  }
  return undefined;
}

type Hit = { readonly rule: WordRule; readonly at: number; readonly length: number };

/** The first of the rules that finds its words. */
export function hits(rules: readonly WordRule[], text: string): Hit | undefined {
  for (const rule of rules) {
    const found = rule.words.exec(text);
    if (found) return { rule, at: found.index, length: found[0].length };
  }
  return undefined;
}

/** At most 160 characters of the line around the words. */
export function quote(text: string, at: number, length: number): string {
  const start = Math.max(text.lastIndexOf('\n', at) + 1, at - 60);
  const newline = text.indexOf('\n', at + length);
  const line = text.slice(start, newline < 0 ? undefined : newline).slice(0, MAX_QUOTE + 40);
  const flat = line.replace(/\s+/g, ' ').trim();
  return flat.length <= MAX_QUOTE ? flat : `${flat.slice(0, MAX_QUOTE - 1)}…`;
}

function countNames(rules: readonly WordRule[], title: string, text: string): Named {
  let count = 0;
  for (const { words } of rules) {
    for (const _ of text.matchAll(everywhere(words))) if (++count >= MAX_COUNT) break;
  }
  return { title: hits(rules, title) !== undefined, count, rules };
}

function takeOut(text: string, rules: readonly WordRule[]): string {
  return rules.reduce((left, { words }) => left.replace(everywhere(words), ' '), text);
}
