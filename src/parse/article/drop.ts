import { type Element, type Html, isElement, type Node } from '../page/html.ts';

/** Parts of a page by the names of their classes and ids, one name at a time. */
const COMMENTS =
  /^(?:(?:user|reader|post|article|blog|leser|the|js|wp)[-_]?)?(?:comments?|commentlist|comment[-_ ]?box(?:es)?|disqus|replies|respond|talkback|kommentare?|kommentarbereich|commentaires?|comentarios?|commenti|discussion|diskussion|forum|thread|评论|コメント)(?:[-_]?(?:\d{1,12}|area|block|body|box|container|content|form|feed|inner|list|listing|loop|section|stream|thread|threads|text|title|tree|wrapper|wrap))*$|^(?:dsq|coral|giscus|utterances|remark42|isso|hyvor)[-_]|^(?:remark42|isso-thread|giscus|utterances)$/i;
const APART =
  /^(?:[a-z]{1,12}[-_])?(?:adverts?|advertisement|ads?|ad-?slot|banner|breadcrumbs?|byline-?bio|author-?(?:bio|box|card|info)|bio|cookies?|consent|gdpr|cc-?window|cmp|copyright|footer|footnav|promo|promoted|sponsor(?:ed)?|share|sharing|sharebar|share-?(?:bar|buttons?|links|tools)|social|social-?(?:bar|links|media|share)|sharedaddy|related|related-?(?:articles?|posts?|links?|stories|content|news)|recommend(?:ed|ations?)?|more-?(?:news|stories|posts|articles|from)|most-?(?:read|popular|viewed)|popular|trending|latest(?:-?(?:news|posts))?|read-?(?:more|next)|see-?also|teasers?|newsletters?|newsletter-?(?:box|signup|form)|subscribe|subscription|sign-?up|mailing-?list|login|paywall|modal|popup|overlay|nav|navbar|navigation|menu|sidebar|side-?bar|widgets?|tags?|tag-?(?:list|cloud)|taxonomy|categories|pagination|pager|post-?nav(?:igation)?|prev-?next|toolbar|skip-?links?|toc|table-of-contents|weiterlesen|mehr-?zum-?thema|empfehlungen)(?:[-_](?:area|block|box|container|inner|item|list|section|wrapper|wrap))?$/i;
const TAGS: ReadonlySet<string> = new Set(
  'script style noscript template svg iframe form button nav aside footer dialog select input object embed ins'.split(
    ' ',
  ),
);
const ROLES: ReadonlySet<string> = new Set(
  'navigation complementary banner contentinfo dialog alertdialog search menu menubar'.split(' '),
);
/** A heading behind which only readers speak. */
const HEADING =
  /^(?:\d{1,5} )?(?:(?:reader|user|leser)-? ?)?(?:comments?|replies|responses|kommentare?|leserkommentare|commentaires?|réactions|comentarios|comentários|commenti|评论|評論|留言|コメント|comments? (?:section|from readers)|leave a (?:comment|reply)|join the (?:conversation|discussion)|post a comment|diskussion|discussion|discusión)(?: ?[([]?\d{1,5}[)\]]?)?:?$/i;
const SCHEMA_COMMENT = /schema\.org\/(?:UserComments|Comment)$/i;

/** What is no part of the article: navigation, adverts, boxes of links, and above all what readers say. */
export function findForeign($: Html): ReadonlySet<Node> {
  const foreign = new Set<Node>();
  const all = $('*').toArray().filter(isElement);
  for (const element of all) if (isForeign(element)) foreign.add(element);
  for (const element of all) {
    if (!/^h[1-6]$/.test(element.name) || foreign.has(element)) continue;
    if (HEADING.test(headingText(element))) dropFrom(element, foreign);
  }
  return foreign;
}

function isForeign(element: Element): boolean {
  const { name, attribs } = element;
  if (TAGS.has(name)) return true;
  if (name === 'html' || name === 'body' || name === 'main') return false;
  if (attribs.hidden !== undefined || attribs['aria-hidden'] === 'true') return true;
  if (ROLES.has(attribs.role ?? '') || SCHEMA_COMMENT.test(attribs.itemtype ?? '')) return true;
  const names = namesOf(attribs);
  if (names.some((one) => COMMENTS.test(one))) return true;
  return name !== 'article' && name !== 'h1' && names.some((one) => APART.test(one));
}

/** `CommentBox` is `comment-box`. Bounded. */
function namesOf(attribs: Readonly<Record<string, string>>): string[] {
  const all = `${attribs.class ?? ''} ${attribs.id ?? ''}`.slice(0, 600).trim();
  if (all === '') return [];
  return all
    .split(/\s+/)
    .slice(0, 30)
    .flatMap((name) => [name, name.replace(/([a-z])([A-Z])/g, '$1-$2')]);
}

function headingText(heading: Element): string {
  let text = '';
  const stack: Node[] = [...heading.childNodes].reverse();
  for (let node = stack.pop(); node && text.length < 100; node = stack.pop()) {
    if (node.type === 'text') text += node.data;
    else if (isElement(node)) stack.push(...[...node.childNodes].reverse());
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** The heading goes, and all that stands behind it in the same box. */
function dropFrom(heading: Element, foreign: Set<Node>): void {
  const siblings = heading.parent?.childNodes ?? [];
  const at = siblings.indexOf(heading);
  if (at < 0) return;
  for (const node of siblings.slice(at)) foreign.add(node);
}
