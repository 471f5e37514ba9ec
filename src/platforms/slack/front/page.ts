import type { ServerResponse } from 'node:http';
import { escapeHtml } from '../../../render/html-escape.ts';

/** A page of one sentence; hostile text is escaped. */
export function sendPage(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent) return;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>lorewatch</title><p>${escapeHtml(sentence)}</p></html>\n`,
  );
}
