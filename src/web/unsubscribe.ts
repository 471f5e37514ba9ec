import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cleanLine } from '../render/clean.ts';
import { escapeHtml } from '../render/html-escape.ts';
import type { WebDeps } from './deps.ts';
import { renderPage } from './page.ts';
import { readToken } from './token.ts';

const MAX_BODY = 4096;

/**
 * `/unsubscribe/TOKEN`: GET asks, POST ends it, for a mail client's one click (RFC 8058) and for the button alike.
 * A link that a scanner opens ends nothing.
 */
export function addUnsubscribe(app: Hono, deps: WebDeps): void {
  app.use('/unsubscribe/*', bodyLimit({ maxSize: MAX_BODY }));
  app.get('/unsubscribe/:token', (context) => {
    const id = readToken(deps.store.secret(), context.req.param('token'));
    if (id === undefined) return context.html(unknownPage(), 404);
    const subscription = deps.store.subscription(id);
    if (subscription === undefined) return context.html(endedPage());
    const { target, cadence } = deps.describe(subscription);
    const filter =
      subscription.filter === '' ? 'everything about the topic' : `<code>${show(subscription.filter)}</code>`;
    return context.html(
      renderPage('End this subscription?', [
        `<b>${show(target)}</b> gets ${filter}, ${cadence === 'now' ? 'at once' : show(cadence)}.`,
        '<form method="post"><button type="submit">End it</button></form>',
      ]),
    );
  });
  app.post('/unsubscribe/:token', (context) => {
    const id = readToken(deps.store.secret(), context.req.param('token'));
    if (id === undefined) return context.html(unknownPage(), 404);
    deps.endSubscription(id);
    return context.html(endedPage());
  });
}

function show(text: string): string {
  return escapeHtml(cleanLine(text));
}

function unknownPage(): string {
  return renderPage('This link is not known here', [
    'It may have been cut by a mail program; take the whole address.',
  ]);
}

function endedPage(): string {
  return renderPage('The subscription has ended', [
    'Nothing more will be sent. What was under way may still arrive.',
  ]);
}
