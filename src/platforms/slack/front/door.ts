import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Front, Talk } from '../../../ports/chat.ts';
import { EVENTS_PATH } from '../manifest.ts';
import { INSTALL_PATH, REDIRECT_PATH } from './oauth.ts';
import { redact } from './redact.ts';

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What of our own addresses belongs to Slack. It can be knocked at before it is open: Slack comes again then. */
export type Door = {
  readonly http: Front['http'];
  readonly open: (handles: Readonly<Record<string, Handle>>) => void;
  readonly close: () => void;
};

export function createDoor(takes: { http: boolean; oauth: boolean }, talk: Talk): Door {
  const paths = [...(takes.http ? [EVENTS_PATH] : []), ...(takes.oauth ? [INSTALL_PATH, REDIRECT_PATH] : [])];
  const handles = new Map<string, Handle>();
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const handle = handles.get(path);
    if (!handle) return refuse(response, paths.includes(path) ? 503 : 404);
    try {
      await handle(request, response);
    } catch (error) {
      talk('error', 'Slack: a request was not answered', { path, why: redact(error) });
      refuse(response, 500);
    }
  }
  return {
    http:
      paths.length === 0 ? undefined : { paths, handle: (request, response) => void take(request, response) },
    open: (more) => {
      for (const [path, handle] of Object.entries(more)) handles.set(path, handle);
    },
    close: () => handles.clear(),
  };
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end();
}
