import type { RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Does a request as `ask` does, with forms as bytes: the client has an undici of its own, and its forms are nothing to
 * the one that this process has for its other requests, whose connections it gets.
 */
export function encodingForms(ask: MakeRequest): MakeRequest {
  return async (url, init) => {
    if (!(init.body instanceof FormData)) return ask(url, init);
    const form = new Response(init.body);
    const type = form.headers.get('content-type') ?? '';
    const headers = { ...plainHeaders(init.headers), 'content-type': type };
    return ask(url, { ...init, headers, body: new Uint8Array(await form.arrayBuffer()) });
  };
}

/** As the client gives them: by name. */
function plainHeaders(headers: Parameters<MakeRequest>[1]['headers']): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {}))
    if (typeof value === 'string') named[name] = value;
  return named;
}
