import type { Endpoints, ListPlan } from '../../domain/source/plan.ts';
import type { HttpFailure } from '../../ports/http.ts';
import type { FetchContext } from '../../ports/source.ts';
import type { ListMemory } from './memory.ts';

/** One try of one list. */
export type Try = {
  readonly plan: ListPlan;
  readonly endpoints: Endpoints;
  readonly context: FetchContext;
  /** As it was when the try began. */
  readonly memory: ListMemory;
  /** Servers in the order in which they are asked; who failed goes to the end for the rest of the try. */
  readonly hosts: string[];
};

/** Why a way did not work. */
export type Failure = {
  readonly why: string;
  /** It would be the same the next time: another way is taken at once. */
  readonly firm: boolean;
  /** What may still help: the next server, another way, or nothing in this try. */
  readonly next: 'server' | 'way' | 'nothing';
  /** The server has no such list. */
  readonly missing: boolean;
  readonly retryAfter?: number | undefined;
};

export function startTry(
  plan: ListPlan,
  endpoints: Endpoints,
  context: FetchContext,
  memory: ListMemory,
): Try {
  const hosts = [...new Set([endpoints.lore, ...endpoints.loreMirrors])];
  return { plan, endpoints, context, memory, hosts };
}

export type Failed = Failure & { readonly kind: 'failed' };

export const FAILED = { kind: 'failed', firm: false, next: 'server', missing: false } as const;

/** Asks one server after the other until one does not fail, and begins with that one from then on. */
export async function askInTurn<T>(
  { hosts, context }: Try,
  ask: (base: string) => Promise<T | Failed>,
): Promise<T | Failed> {
  let last: Failed = { ...FAILED, why: 'there is no server to ask' };
  let firm = false;
  for (const base of [...hosts]) {
    const answer = await ask(base);
    if (!isFailed(answer)) return answer;
    last = answer;
    firm ||= answer.firm;
    if (answer.next !== 'server' || context.signal.aborted) break;
    putLast(hosts, base);
  }
  return { ...last, firm };
}

export function isFailed<T>(answer: T | Failed): answer is Failed {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'failed';
}

export function putLast(hosts: string[], base: string): void {
  hosts.push(...hosts.splice(hosts.indexOf(base), 1));
}

/** What an answer that is none means for the try. */
export function readFailure(answer: Exclude<HttpFailure, { kind: 'unchanged' }>): Failed {
  const { kind, why } = answer;
  if (kind === 'missing') return { ...FAILED, why, firm: true, next: 'way', missing: true };
  if (kind === 'challenge') return { ...FAILED, why, firm: true };
  if (kind === 'forbidden') return { ...FAILED, why, next: 'nothing' };
  if (kind !== 'refused') return { ...FAILED, why };
  const { status, retryAfter, gone } = answer;
  if (gone) return { ...FAILED, why, firm: true, next: 'way', missing: true };
  // Whoever asks for fewer questions is not asked by another way.
  return { ...FAILED, why, next: status === 429 ? 'nothing' : 'server', retryAfter };
}
