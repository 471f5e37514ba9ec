import type { Html } from '../page/html.ts';

/** What a page says of its article in JSON-LD (schema.org). As written; not checked. */
export type LinkedData = {
  readonly headline: string | undefined;
  readonly published: string | undefined;
  readonly author: string | undefined;
  readonly language: string | undefined;
  /** Not for everybody. */
  readonly restricted: boolean;
};

type Fields = Readonly<Record<string, unknown>>;

const MAX_SCRIPT = 300_000;
const MAX_NODES = 300;
const ARTICLE =
  /^(?:Article|NewsArticle|BlogPosting|TechArticle|Report|ReportageNewsArticle|AnalysisNewsArticle|LiveBlogPosting|ScholarlyArticle)$/;

/** The first article that the page's JSON-LD knows; undefined where it knows none. */
export function readLinkedData($: Html): LinkedData | undefined {
  for (const script of $('script[type="application/ld+json"]').toArray().slice(0, 20)) {
    const [node] = script.childNodes;
    const text = node && 'data' in node ? node.data : '';
    if (text.length > MAX_SCRIPT) continue;
    const article = nodesIn(parse(text)).find(isArticle);
    if (article) return tell(article);
  }
  return undefined;
}

function tell(article: Fields): LinkedData {
  const free = article.isAccessibleForFree;
  return {
    headline: textOf(article.headline) ?? textOf(article.name),
    published: textOf(article.datePublished) ?? textOf(article.dateCreated),
    author: namesOf(article.author) ?? namesOf(article.creator),
    language: textOf(article.inLanguage),
    restricted: free === false || /^false$/i.test(textOf(free) ?? ''),
  };
}

/** Objects, those in arrays, and those in a `@graph`; breadth first, bounded. */
function nodesIn(value: unknown): Fields[] {
  const queue: unknown[] = [value];
  const found: Fields[] = [];
  for (let at = 0; at < queue.length && at < MAX_NODES; at++) {
    const one = queue[at];
    if (Array.isArray(one)) queue.push(...one.slice(0, MAX_NODES));
    else if (isFields(one)) {
      found.push(one);
      queue.push(one['@graph'], one.mainEntity, one.mainEntityOfPage);
    }
  }
  return found;
}

function isArticle(fields: Fields): boolean {
  const types: unknown = fields['@type'];
  const all: readonly unknown[] = Array.isArray(types) ? types : [types];
  return all.some((type) => typeof type === 'string' && ARTICLE.test(type));
}

function namesOf(value: unknown): string | undefined {
  const all: readonly unknown[] = Array.isArray(value) ? value.slice(0, 5) : [value];
  const names = all.flatMap((one) => textOf(isFields(one) ? one.name : one) ?? []);
  const real = names.filter((name) => !/^https?:/i.test(name));
  return real.length === 0 ? undefined : real.join(', ');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 1_000) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
