import type { FeedPlan } from '../../domain/source/plan.ts';
import { MAX_FEED, parseFeed } from '../../parse/feed/feed.ts';
import type { FetchContext, Fetched, Source } from '../../ports/source.ts';
import { tellUrl } from '../http/redact.ts';
import { recallNews } from './memory.ts';
import { isWaiting, tellFeed, type Wanted } from './news.ts';
import { tellUnanswered } from './unanswered.ts';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1';

/**
 * Articles by a feed (RSS, RDF, Atom, JSON Feed). An item is told when it is new or says something else; on the
 * first try those of before `since` are not. Where the plan asks for pages, the page of an article that `wanted`
 * says yes to is read too, unless it is for subscribers or the feed has all of its text; a page that cannot be had
 * costs the article nothing, and is tried three times.
 */
export function createFeedSource(plan: FeedPlan, wanted: Wanted): Source {
  return {
    id: plan.id,
    kind: plan.kind,
    url: tellUrl(plan.url),
    fetch: (context) => fetchFeed(context, plan, wanted),
  };
}

async function* fetchFeed(context: FetchContext, plan: FeedPlan, wanted: Wanted): AsyncGenerator<Fetched> {
  const before = recallNews(context.memory);
  const waits = [...before.seen.values()].some(isWaiting);
  const answer = await context.http.get({
    url: plan.url,
    trust: 'operator',
    accept: ACCEPT,
    // Where a page is still wanted the items have to be told again.
    validators: waits ? undefined : before.validators,
    maxBytes: MAX_FEED,
    signal: context.signal,
  });
  if (answer.kind !== 'ok') {
    yield tellUnanswered(answer, before);
    return;
  }
  const feed = await parseFeed(answer.body, answer.url);
  if (feed.kind === 'refused') {
    const why = `${tellUrl(plan.url)} gave no feed that can be read: ${feed.why}`;
    yield { what: 'trouble', trouble: feed.lasting ? { why, lasting: true } : { why } };
    return;
  }
  yield* tellFeed(context, plan, feed, { ...before, validators: answer.validators }, wanted);
}
