import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { DIGEST_FORMAT_IDS, DIGEST_FORMATS, type DigestFormatId } from '../render/formats.ts';
import type { WebDeps } from './deps.ts';
import { renderPage } from './page.ts';

/** `/digests/ID`, or with the ending of a format: `.txt`, `.md`, `.json`. */
const ADDRESS = /^([\w-]{10,60})(?:\.([a-z]{2,4}))?$/;
/** A digest never changes; how it is shown may with the program. */
const CACHE = 'public, max-age=3600';

/** The permalinks of digests. There is no list of them: whoever has the address may read it. */
export function addDigests(app: Hono, { store, version }: WebDeps): void {
  app.get('/digests/:id', (context) => {
    const [, id, ending = 'html'] = ADDRESS.exec(context.req.param('id')) ?? [];
    const format = formatOf(ending);
    const issue = id === undefined || format === undefined ? undefined : store.issue(id);
    if (issue === undefined || format === undefined) {
      return context.html(renderPage('There is no such digest', ['The address may have been cut.']), 404);
    }
    const etag = `"${createHash('sha256').update(`${issue.id} ${ending} ${version}`).digest('base64url').slice(0, 22)}"`;
    const headers = { etag, 'cache-control': CACHE };
    if (matches(context.req.header('if-none-match'), etag)) return context.body(null, 304, headers);
    const { contentType, render } = DIGEST_FORMATS[format];
    return context.body(render(issue.digest), 200, { ...headers, 'content-type': contentType });
  });
}

function formatOf(ending: string): DigestFormatId | undefined {
  return DIGEST_FORMAT_IDS.find((id) => DIGEST_FORMATS[id].extension === ending);
}

/** RFC 9110, 13.1.2: a weak comparison. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header
    .slice(0, 1000)
    .split(',')
    .some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
