import type { PressArticle } from './press.ts';

export type PressFormat = 'rss' | 'rdf' | 'atom' | 'json' | 'latin1';

/** A feed of the articles as a site would write it. */
export function writeFeed(
  format: PressFormat,
  articles: readonly PressArticle[],
  url: string,
): { type: string; body: Buffer } {
  switch (format) {
    case 'json':
      return { type: 'application/feed+json', body: Buffer.from(JSON.stringify(json(articles, url))) };
    case 'atom':
      return { type: 'application/atom+xml', body: Buffer.from(atom(articles, url)) };
    case 'rdf':
      // LWN's feed comes as text/xml.
      return { type: 'text/xml; charset=utf-8', body: Buffer.from(rdf(articles, url)) };
    case 'latin1':
      return { type: 'text/plain', body: Buffer.from(rss(articles, url, 'ISO-8859-1'), 'latin1') };
    case 'rss':
      return { type: 'application/rss+xml', body: Buffer.from(rss(articles, url, 'UTF-8')) };
  }
}

function titleOf({ title, restricted }: PressArticle): string {
  return `${restricted ? '[$] ' : ''}${title}`;
}

function rss(articles: readonly PressArticle[], url: string, charset: string): string {
  const items = articles.map(
    (
      one,
    ) => `<item><title>${escapeXml(titleOf(one))}</title><link>${url}/news/${one.slug}?utm_source=rss</link>
<guid>${url}/news/${one.slug}</guid><author>${escapeXml(one.author)}</author>${pubDate(one)}
<description>${escapeXml(`<p>${one.paragraphs[0] ?? ''}</p>`)}</description></item>`,
  );
  return `<?xml version="1.0" encoding="${charset}"?><rss version="2.0"><channel><title>Example Press</title>
<link>${url}/</link><description/>${items.join('\n')}</channel></rss>`;
}

function pubDate({ date }: PressArticle): string {
  return date === undefined ? '' : `<pubDate>${new Date(date).toUTCString()}</pubDate>`;
}

function rdf(articles: readonly PressArticle[], url: string): string {
  const items = articles.map(
    (
      one,
    ) => `<item rdf:about="${url}/news/${one.slug}"><title>${escapeXml(titleOf(one))}</title><link>${url}/news/${one.slug}</link>
${one.date === undefined ? '' : `<dc:date>${new Date(one.date).toISOString()}</dc:date>`}<dc:creator>${escapeXml(one.author)}</dc:creator>
<description>${escapeXml(one.paragraphs[0] ?? '')}</description></item>`,
  );
  return `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${url}/feed.rdf"><title>Example Press</title><link>${url}/</link></channel>${items.join('\n')}</rdf:RDF>`;
}

/** The whole text is in it, as blogs have it. */
function atom(articles: readonly PressArticle[], url: string): string {
  const entries = articles.map(
    (
      one,
    ) => `<entry><id>tag:example.org,2031:${one.slug}</id><title>${escapeXml(titleOf(one))}</title><link rel="alternate" href="/news/${one.slug}"/>
${one.date === undefined ? '' : `<published>${new Date(one.date).toISOString()}</published>`}<author><name>${escapeXml(one.author)}</name></author>
<content type="html">${escapeXml(one.paragraphs.map((text) => `<p>${text}</p>`).join(''))}</content></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="${url}/"><title>Example Press</title><id>${url}/</id>${entries.join('\n')}</feed>`;
}

function json(articles: readonly PressArticle[], url: string): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Example Press',
    items: articles.map((one) => ({
      id: `${url}/news/${one.slug}`,
      url: `${url}/news/${one.slug}`,
      title: titleOf(one),
      ...(one.date === undefined ? {} : { date_published: new Date(one.date).toISOString() }),
      authors: [{ name: one.author }],
      summary: one.paragraphs[0] ?? '',
    })),
  };
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
