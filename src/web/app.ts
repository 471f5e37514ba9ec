import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { StoreError } from '../ports/errors.ts';
import type { WebDeps } from './deps.ts';
import { addDigests } from './digests.ts';
import { addFeeds } from './feed.ts';
import { addHealth } from './health.ts';
import { addHome } from './home.ts';
import { addMetrics } from './metrics.ts';
import { renderPage } from './page.ts';
import { addUnsubscribe } from './unsubscribe.ts';

/** Addresses that are longer name nothing that is here. */
const MAX_ADDRESS = 2000;

/** Every page, as a function from a request to an answer. */
export function createApp(deps: WebDeps): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        imgSrc: ['data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      // Whether a whole domain is to be asked by TLS is for whoever runs the domain.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (context, next) => {
    if (context.req.url.length > MAX_ADDRESS) return context.text('The address is too long.\n', 414);
    return next();
  });
  addHome(app, deps);
  addHealth(app, deps);
  addMetrics(app, deps);
  addDigests(app, deps);
  addFeeds(app, deps);
  addUnsubscribe(app, deps);
  app.notFound((context) =>
    context.html(renderPage('There is nothing here', ['lorewatch serves digests by their address.']), 404),
  );
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    deps.onMistake(`${context.req.method} ${context.req.routePath}`, error);
    const why = error instanceof StoreError ? 'the store cannot be asked now' : 'a mistake of the program';
    return context.text(`This did not work: ${why}.\n`, error instanceof StoreError ? 503 : 500);
  });
  return app;
}
