import type { CommitsPlan } from '../../domain/source/plan.ts';
import type { Trouble } from '../../domain/source/state.ts';
import { type AtomRead, parseCommitsFeed } from '../../parse/commits/atom.ts';
import type { HttpAnswer, Validators } from '../../ports/http.ts';
import type { FetchContext } from '../../ports/source.ts';

export type Page =
  | (Extract<AtomRead, { kind: 'read' }> & { readonly validators: Validators })
  | { readonly kind: 'unchanged'; readonly validators: Validators }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

const MAX_BYTES = 5 << 20;

/** The feed of a branch on a cgit. */
export function feedUrl(gitKernelOrg: string, { repository, branch }: CommitsPlan): string {
  return `${gitKernelOrg}/${repository.replace(/^\/+|\/+$/g, '')}/atom/?h=${encodeURIComponent(branch)}`;
}

/** Asks for one page of a tree's commits, the newest first. `url` is told with the branch, or with a commit to go on from. */
export async function readPage(
  { http, signal }: FetchContext,
  url: string,
  tree: string,
  validators: Validators | undefined,
): Promise<Page> {
  const accept = 'application/atom+xml, application/xml;q=0.9, text/xml;q=0.9';
  const answer = await http.get({ url, trust: 'operator', accept, validators, maxBytes: MAX_BYTES, signal });
  if (answer.kind === 'unchanged') return answer;
  if (answer.kind !== 'ok') return { kind: 'failed', trouble: troubleOf(answer) };
  const read = parseCommitsFeed(answer.body.toString('utf8'), tree);
  if (read.kind === 'refused') return { kind: 'failed', trouble: { why: `${url}: ${read.why}` } };
  return { ...read, validators: answer.validators };
}

function troubleOf(answer: Exclude<HttpAnswer, { kind: 'ok' | 'unchanged' }>): Trouble {
  if (answer.kind === 'refused')
    return { why: answer.why, retryAfter: answer.retryAfter, lasting: answer.gone };
  return { why: answer.why, lasting: answer.kind === 'forbidden' };
}
