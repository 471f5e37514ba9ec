import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Http, Validators } from '../../ports/http.ts';
import { FAILED, type Failed, readFailure } from './try.ts';

/** Fingerprints of a list's epochs, by number, in order. */
export type Manifest = ReadonlyMap<number, string>;

export type ManifestAnswer =
  | {
      readonly kind: 'manifest';
      readonly base: string;
      readonly epochs: Manifest;
      readonly validators: Validators;
    }
  | { readonly kind: 'unchanged' }
  | Failed;

const MAX_PACKED = 16 << 20;
const MAX_BYTES = 64 << 20;
const unzip = promisify(gunzip);

/**
 * Asks which epochs a list has (`/LIST/manifest.js.gz`, grokmirror(1)). One request; two where the server has one
 * manifest for all of its lists only.
 */
export async function askManifest(
  http: Http,
  base: string,
  list: string,
  validators: Validators | undefined,
  signal: AbortSignal,
): Promise<ManifestAnswer> {
  const own = await askFor(http, `${base}/${encodeURIComponent(list)}/manifest.js.gz`, {
    base,
    list,
    validators,
    signal,
  });
  if (own.kind !== 'failed' || !own.missing) return own;
  const all = await askFor(http, `${base}/manifest.js.gz`, { base, list, validators: undefined, signal });
  // What it was asked with is no validator of the list's own manifest.
  return all.kind === 'manifest' && all.epochs.size > 0 ? { ...all, validators: {} } : own;
}

type Question = {
  readonly base: string;
  readonly list: string;
  readonly validators: Validators | undefined;
  readonly signal: AbortSignal;
};

async function askFor(
  http: Http,
  url: string,
  { base, list, validators, signal }: Question,
): Promise<ManifestAnswer> {
  const answer = await http.get({ url, trust: 'operator', maxBytes: MAX_PACKED, validators, signal });
  if (answer.kind === 'unchanged') return { kind: 'unchanged' };
  if (answer.kind !== 'ok') return readFailure(answer);
  const read = await readManifest(answer.body, list);
  if ('why' in read) {
    return { ...FAILED, why: `${url} is no manifest: ${read.why}` };
  }
  return { kind: 'manifest', base, epochs: read.epochs, validators: answer.validators };
}

type Read = { readonly epochs: Manifest } | { readonly why: string };

/** gzip or plain, as a server or a proxy on the way likes it. */
async function readManifest(body: Buffer, list: string): Promise<Read> {
  let text: string;
  try {
    const packed = body[0] === 0x1f && body[1] === 0x8b;
    text = (packed ? await unzip(body, { maxOutputLength: MAX_BYTES }) : body).toString();
  } catch {
    return { why: 'its gzip is broken or cut off' };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { why: /^\s*</.test(text) ? 'it is a page (HTML)' : 'it is no JSON' };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { why: 'it is no JSON object' };
  const epochs: [number, string][] = [];
  for (const [path, entry] of Object.entries(json as Record<string, unknown>)) {
    const number = epochOf(path, list);
    const fingerprint = fingerprintIn(entry);
    // One without a fingerprint is empty as yet.
    if (number !== undefined && fingerprint !== undefined) epochs.push([number, fingerprint]);
  }
  return { epochs: new Map(epochs.sort(([one], [other]) => one - other)) };
}

/** `/LIST/git/N.git` */
function epochOf(path: string, list: string): number | undefined {
  const [, name, git, repository] = path.split('/');
  const number = /^(\d{1,6})\.git$/.exec(repository ?? '')?.[1];
  return name === list && git === 'git' && number !== undefined ? Number(number) : undefined;
}

function fingerprintIn(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { fingerprint, modified } = entry as { readonly fingerprint?: unknown; readonly modified?: unknown };
  if (typeof fingerprint === 'string' && fingerprint !== '') return fingerprint.slice(0, 200);
  return typeof modified === 'number' ? `modified ${modified}` : undefined;
}

/** The fingerprint of an epoch that ends with this commit: SHA-1 of what `git show-ref` prints. */
export function fingerprintOf(tip: string): string {
  return createHash('sha1').update(`${tip} refs/heads/master\n`).digest('hex');
}
