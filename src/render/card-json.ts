import type { Card, CardStep } from '../domain/card/card.ts';
import type { Summary } from './card-summary.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A card as programs get it, every field of it, in this order:
 *
 * - `kind`: `series`, `pull`, `talk`, `release`, `advisory`, `story` or `commit`
 * - `id`: of what it is about: a Message-ID, a version, a CVE id, an article's id, a commit's
 * - `title`, `url`; `author`: `{name, email}`, empty where that is nobody in particular
 * - `date`: when it was posted first; all dates are ISO 8601 UTC
 * - `category`: how it is about the topic; `areas`; `lists`
 * - `state`: how far it got: `reviewed`, `applied to rust-next`, `merged`, `released`; '' where nothing is to tell
 * - `revision`: `v4`, `v2 rfc`; '' where it is no patch set
 * - `facts`: short phrases, the most telling first
 * - `tags`: `[{name, by: [...]}]`: who vouched for the newest revision
 * - `milestones`: `[{title, type, significance}]`, significance `major` or `minor`
 * - `steps`: `[{key, word, text, date, url, line}]`, oldest first; `key` tells a step from every other one of the card
 * - `press`: `[{source, title, url}]`
 * - `evidence`: `[{rule, where, text}]`: why it is told at all
 *
 * Nothing is cleaned or escaped: titles, names and texts are strangers' words.
 */
export function cardJson(card: Card): { readonly [key: string]: Json } {
  return {
    kind: card.kind,
    id: card.id,
    title: card.title,
    url: card.url,
    author: { name: card.author.name, email: card.author.email },
    date: card.date,
    category: card.category,
    areas: card.areas,
    lists: card.lists,
    state: card.state,
    revision: card.revision,
    facts: card.facts,
    tags: card.tags.map(({ name, by }) => ({ name, by })),
    milestones: card.milestones.map(({ title, type, significance }) => ({ title, type, significance })),
    steps: card.steps.map(stepJson),
    press: card.press.map(({ source, title, url }) => ({ source, title, url })),
    evidence: card.evidence.map(({ rule, where, text }) => ({ rule, where, text })),
  };
}

/** A step as it stands in `steps` of a card. */
export function stepJson({ key, word, text, date, url, line }: CardStep): { readonly [key: string]: Json } {
  return { key, word, text, date, url, line };
}

/** `{since, until, entries: [{title, url, text}], more}`: what did not go out one by one, and how many more than are named. */
export function summaryJson({ since, until, entries, more }: Summary): { readonly [key: string]: Json } {
  return { since, until, entries: entries.map(({ title, url, text }) => ({ title, url, text })), more };
}
