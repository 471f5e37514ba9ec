import { broken } from './refusal.ts';
import type { World } from './world/world.ts';

export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array; readonly type: string };

/** A request that got through to its route. */
export type Context = {
  readonly world: World;
  /** `POST /channels/{channel_id}/messages` */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** By the number in `files[n]`. */
  readonly files: ReadonlyMap<string, UploadedFile>;
};

export type Result = { readonly status: number; readonly body?: unknown };

export type Route = {
  readonly method: string;
  /** As the OpenAPI names it. */
  readonly route: string;
  readonly handle: (context: Context) => Result;
  /** An answer to an interaction: its token is all that it needs, and it does not count globally. */
  readonly isFree?: true;
  /** What may stand behind `?`. */
  readonly query?: readonly string[];
};

export type Found = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** The route of a path; the one with the most fixed words where several fit. */
export function findRoute(routes: readonly Route[], method: string, path: string): Found | undefined {
  const parts = path.split('/');
  const fits = routes
    .filter((route) => route.method === method)
    .flatMap((route) => {
      const params = paramsOf(route.route.split('/'), parts);
      return params ? [{ route, params }] : [];
    });
  return fits.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}

function paramsOf(words: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (words.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, word] of words.entries()) {
    const part = parts[at] ?? '';
    if (word.startsWith('{')) params[word.slice(1, -1)] = decodeURIComponent(part);
    else if (word !== part) return undefined;
  }
  return params;
}

/** The body's parts: JSON, or multipart with `payload_json` and `files[n]`. */
export async function readBody(
  raw: Buffer,
  type: string | undefined,
): Promise<{ readonly body: unknown; readonly files: ReadonlyMap<string, UploadedFile> }> {
  const files = new Map<string, UploadedFile>();
  if (raw.length === 0) return { body: undefined, files };
  if (type?.startsWith('application/json')) return { body: parse(raw.toString('utf8')), files };
  if (!type?.startsWith('multipart/form-data'))
    throw broken(400, 50035, 'Invalid Form Body', `the content type ${type ?? 'is missing'}`);
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  let body: unknown = {};
  for (const [name, value] of form) {
    const at = /^files\[(\d)\]$/.exec(name)?.[1];
    if (name === 'payload_json' && typeof value === 'string') body = parse(value);
    else if (at !== undefined && typeof value !== 'string')
      files.set(at, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()), type: value.type });
    else throw broken(400, 50035, 'Invalid Form Body', `a part named ${name}`);
  }
  return { body, files };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken(400, 50109, 'The request body contains invalid JSON.');
  }
}
