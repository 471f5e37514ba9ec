import type { Trouble } from '../../domain/source/state.ts';
import { parseKdist } from '../../parse/releases/kdist.ts';
import { parseReleases } from '../../parse/releases/releases.ts';
import type { ReleasesRead } from '../../parse/releases/row.ts';
import type { HttpAnswer, Validators } from '../../ports/http.ts';
import type { FetchContext } from '../../ports/source.ts';

export type ReleaseList =
  | (Extract<ReleasesRead, { kind: 'read' }> & {
      readonly validators: Validators | undefined;
      /** By which way it came; undefined: the first. */
      readonly route: string | undefined;
      readonly why: string;
    })
  | { readonly kind: 'unchanged'; readonly validators: Validators }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

const MAX_BYTES = 5 << 20;

/** Asks for releases.json, and for kdist.xml where that cannot be had; both failing is trouble. */
export async function readReleaseList(
  { http, signal }: FetchContext,
  kernelOrg: string,
  validators: Validators | undefined,
): Promise<ReleaseList> {
  const json = `${kernelOrg}/releases.json`;
  const base = { trust: 'operator', maxBytes: MAX_BYTES, signal } as const;
  const first = await http.get({ ...base, url: json, accept: 'application/json', validators });
  if (first.kind === 'unchanged') return { kind: 'unchanged', validators: first.validators };
  const read = readAnswer(first, json, parseReleases);
  if (read.kind === 'read') {
    return {
      ...read,
      validators: first.kind === 'ok' ? first.validators : undefined,
      route: undefined,
      why: '',
    };
  }
  const xml = `${kernelOrg}/feeds/kdist.xml`;
  const second = await http.get({ ...base, url: xml, accept: 'application/rss+xml, application/xml;q=0.9' });
  const fallback = readAnswer(second, xml, parseKdist);
  // No validators: the first way is asked again the next time.
  if (fallback.kind === 'read') return { ...fallback, validators: undefined, route: 'kdist', why: read.why };
  return { kind: 'failed', trouble: troubleOf(first, `${read.why}; ${fallback.why}`) };
}

function readAnswer(answer: HttpAnswer, url: string, parse: (text: string) => ReleasesRead): ReleasesRead {
  if (answer.kind !== 'ok') return { kind: 'refused', why: failureOf(answer, url) };
  const read = parse(answer.body.toString('utf8'));
  if (read.kind === 'refused') return { kind: 'refused', why: `${url}: ${read.why}` };
  if (read.releases.length === 0) return { kind: 'refused', why: `${url}: no release in it could be read` };
  return read;
}

function failureOf(answer: Exclude<HttpAnswer, { kind: 'ok' }>, url: string): string {
  return answer.kind === 'unchanged' ? `${url} answered 304 to a question that was not asked` : answer.why;
}

function troubleOf(answer: HttpAnswer, why: string): Trouble {
  return answer.kind === 'refused' ? { why, retryAfter: answer.retryAfter, lasting: answer.gone } : { why };
}
