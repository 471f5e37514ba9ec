import type { Hono } from 'hono';
import { cleanLine } from '../render/clean.ts';
import { escapeHtml } from '../render/html-escape.ts';
import type { WebDeps } from './deps.ts';
import { publicWeeks } from './feed.ts';
import { renderPage } from './page.ts';

/** `/`: the weeks that everybody may read, and their feeds. */
export function addHome(app: Hono, { store, title }: WebDeps): void {
  app.get('/', (context) => {
    const weeks = publicWeeks(store).map(({ id, digest }) => {
      const [headline = ''] = digest.headline;
      return `<a href="/digests/${escapeHtml(id)}">${show(digest.periodName)}</a>: <bdi>${show(headline)}</bdi>`;
    });
    const none = ['The first digest comes with the end of the first week that was read.'];
    const feeds = 'For feed readers: <a href="/feed.atom">Atom</a>, <a href="/feed.json">JSON</a>';
    return context.html(renderPage(title, [...(weeks.length > 0 ? weeks : none), feeds]));
  });
}

function show(text: string): string {
  return escapeHtml(cleanLine(text));
}
