import type { Article } from '../../domain/item/article.ts';
import type { PagePlan } from '../../domain/source/plan.ts';
import { MAX_PAGE, type PageItems, parsePage } from '../../parse/page/page.ts';
import type { FetchContext, Fetched, Source } from '../../ports/source.ts';
import { type NewsMemory, newlyBroken, note, recallNews, rememberNews } from '../feed/memory.ts';
import { gistOf, toArticle } from '../feed/to-article.ts';
import { tellUnanswered } from '../feed/unanswered.ts';
import { tellUrl } from '../http/redact.ts';

/**
 * Articles by a page without a feed, by the plan's selectors. A page that is one article is that article as long as
 * its title (with the kernel's version) stays, changed where its text does. A selector that is none, or that finds
 * nothing any more, is trouble and never silence.
 */
export function createPageSource(plan: PagePlan): Source {
  return {
    id: plan.id,
    kind: plan.kind,
    url: tellUrl(plan.url),
    fetch: (context) => fetchPage(context, plan),
  };
}

async function* fetchPage(context: FetchContext, plan: PagePlan): AsyncGenerator<Fetched> {
  const before = recallNews(context.memory);
  const answer = await context.http.get({
    url: plan.url,
    trust: 'operator',
    accept: 'text/html, application/xhtml+xml',
    robots: true,
    validators: before.validators,
    maxBytes: MAX_PAGE,
    signal: context.signal,
  });
  if (answer.kind !== 'ok') {
    yield tellUnanswered(answer, before);
    return;
  }
  const page = parsePage(answer.body, answer.url, plan.selectors, answer.contentType);
  if (page.kind === 'refused') {
    const why = `${tellUrl(plan.url)}: ${page.why}`;
    yield { what: 'trouble', trouble: page.lasting ? { why, lasting: true } : { why } };
    return;
  }
  yield tellPage(context, plan, page, { ...before, validators: answer.validators });
}

function tellPage(
  context: FetchContext,
  plan: PagePlan,
  { items, broken }: PageItems,
  before: NewsMemory,
): Fetched {
  const seen = new Map(before.seen);
  const told: Article[] = [];
  for (const item of items) {
    const article = toArticle(item, plan.id, context.now());
    const gist = gistOf(article);
    const known = seen.get(article.id)?.hash === gist;
    const old = context.memory === undefined && article.date !== undefined && article.date < context.since;
    note(seen, article.id, { hash: gist, tries: undefined });
    if (!known && !old) told.push(article);
  }
  const all = [...told, ...newlyBroken(seen, broken)];
  return { what: 'items', items: all, memory: rememberNews({ validators: before.validators, seen }) };
}
