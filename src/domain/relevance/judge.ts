import type { Mail } from '../message.ts';
import { type Reading, readText } from '../reading.ts';
import type { Topic } from '../topic.ts';
import { CATEGORIES, type Evidence, relevanceOf, type Verdict } from '../verdict.ts';
import type { RelevanceRule } from './rule.ts';
import { type Sight, testify } from './witness.ts';

const MAX_EVIDENCE = 4;

export const NOTHING: Verdict = { category: 'none', relevant: 'no', confidence: 1, evidence: [] };

export type Judgement = {
  readonly verdict: Verdict;
  /** undefined where the letters of the topic are nowhere in the mail, so that nobody looked closer. */
  readonly reading: Reading | undefined;
};

/**
 * Judges one mail by itself: which category of the topic, how sure, and why. The strongest category
 * that any rule gives wins. What the thread adds (a reply to a Rust patch) comes later, in `settle`.
 */
export function judge(mail: Mail, topic: Topic): Judgement {
  if (!hasLetters(mail, topic.letters)) return { verdict: NOTHING, reading: undefined };
  const reading = readText(mail.text);
  const own = topic.letters.test(reading.own) ? withoutAddresses(reading.own) : reading.own;
  return { verdict: weigh(byCategory(topic.rules), { mail, reading, own }), reading };
}

function hasLetters({ text, subject, recipients }: Mail, letters: RegExp): boolean {
  return letters.test(subject) || letters.test(recipients) || letters.test(text);
}

type Rules = readonly RelevanceRule[];

const groups = new WeakMap<Rules, readonly Rules[]>();

/** The rules by their categories, the strongest first. */
function byCategory(rules: Rules): readonly Rules[] {
  let grouped = groups.get(rules);
  if (grouped === undefined) {
    grouped = CATEGORIES.map((category) => rules.filter((rule) => rule.category === category));
    groups.set(rules, grouped);
  }
  return grouped;
}

/** The strongest category of which a rule fires decides; weaker ones are not asked any more. */
function weigh(grouped: readonly Rules[], sight: Sight): Verdict {
  for (const rules of grouped) {
    const evidence: Evidence[] = [];
    let confidence = 0;
    for (const rule of rules) {
      const seen = testify(rule.witness, sight);
      if (!seen) continue;
      evidence.push({ rule: rule.id, ...seen });
      confidence = Math.max(confidence, rule.confidence);
    }
    const category = rules[0]?.category;
    if (category === undefined || evidence.length === 0) continue;
    return {
      category,
      relevant: relevanceOf(category),
      confidence,
      evidence: evidence.slice(0, MAX_EVIDENCE),
    };
  }
  return NOTHING;
}

/** Who signed off on a patch is no word about it, even if the name is Rust. */
const SIGNED = /^[A-Z][A-Za-z-]{1,40}-by: .*$/gm;
const ADDRESS_OR_LINK = /\bhttps?:\/\/\S+|(?<![\w.+-])[\w.+-]{1,128}@[\w.-]{1,255}/g;

/** The topic's letters in a host name or a mail address are no words about the topic. */
export function withoutAddresses(own: string): string {
  const unsigned = own.includes('-by: ') ? own.replace(SIGNED, '') : own;
  return unsigned.includes('@') || unsigned.includes('://')
    ? unsigned.replace(ADDRESS_OR_LINK, ' ')
    : unsigned;
}
