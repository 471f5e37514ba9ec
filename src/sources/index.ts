import { couldBeAbout } from '../domain/item/judge-article.ts';
import type { Endpoints, SourcePlan } from '../domain/source/plan.ts';
import type { Topic } from '../domain/topic.ts';
import type { Source } from '../ports/source.ts';
import { createAdvisoriesSource } from './advisories/source.ts';
import { createCloneSource } from './clone/clone.ts';
import { createCommitsSource } from './commits/commits.ts';
import { createFeedSource } from './feed/feed.ts';
import { createListSource } from './list/list.ts';
import { createPageSource } from './page/page.ts';
import { createReleasesSource } from './releases/releases.ts';

/** A source with what config says of it. */
export type Followed = { readonly source: Source; readonly plan: SourcePlan };

/** A source for each plan. A kind of source is registered here. */
export function createSources(
  { sources, endpoints }: { readonly sources: readonly SourcePlan[]; readonly endpoints: Endpoints },
  topic: Topic,
): Followed[] {
  const wanted = (title: string, text: string): boolean => couldBeAbout(title, text, topic);
  return sources.map((plan) => ({ plan, source: createSource(plan, endpoints, wanted) }));
}

function createSource(
  plan: SourcePlan,
  endpoints: Endpoints,
  wanted: (title: string, text: string) => boolean,
): Source {
  switch (plan.kind) {
    case 'list':
      return createListSource(plan, endpoints);
    case 'releases':
      return createReleasesSource(plan, endpoints);
    case 'commits':
      return createCommitsSource(plan, endpoints);
    case 'clone':
      return createCloneSource(plan);
    case 'advisories':
      return createAdvisoriesSource(plan, endpoints);
    case 'feed':
      return createFeedSource(plan, wanted);
    case 'page':
      return createPageSource(plan);
  }
}
