import type { Trouble } from '../../domain/source/state.ts';
import type { HttpFailure } from '../../ports/http.ts';

/** A failed request as trouble: what is gone for good lasts, everything else may be mended by itself. */
export function troubleOf(answer: Exclude<HttpFailure, { kind: 'unchanged' }>): Trouble {
  if (answer.kind === 'refused')
    return { why: answer.why, retryAfter: answer.retryAfter, ...(answer.gone ? { lasting: true } : {}) };
  // A forbidden address stays forbidden until somebody changes a setting, here or there.
  return answer.kind === 'forbidden' ? { why: answer.why, lasting: true } : { why: answer.why };
}
