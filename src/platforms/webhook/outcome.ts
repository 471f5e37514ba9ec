import type { Outcome } from '../../domain/delivery/delivery.ts';
import type { HttpFailure } from '../../ports/http.ts';

type Refused = Extract<HttpFailure, { kind: 'refused' }>;

/** Ask again: it did not take it now. Timeout, too early, too many requests: RFC 9110, RFC 8470, RFC 6585. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429, 503]);
/** Whoever it is, it is not there for us: login, payment, forbidden, not found, no POST, gone. */
const NOT_HERE: ReadonlySet<number> = new Set([401, 402, 403, 405, 410]);

/** What became of a webhook that was not taken. `host`: all of its address that may be told. */
export function outcomeOfAnswer(answer: HttpFailure, host: string): Outcome {
  switch (answer.kind) {
    case 'refused':
      return outcomeOfStatus(answer, host);
    case 'missing':
      return { what: 'refused', why: `${host} knows no such webhook (HTTP 404)`, scope: 'target' };
    case 'forbidden':
      return { what: 'refused', why: answer.why, scope: 'target' };
    case 'challenge':
      return { what: 'again', why: answer.why };
    case 'failed':
      // It dedupes by the id: what may have arrived is sent again under the same one.
      return answer.unsent ? { what: 'again', why: answer.why } : { what: 'unknown', why: answer.why };
    case 'unchanged':
      return { what: 'refused', why: `${host} answers as if it had been asked (HTTP 304)`, scope: 'target' };
  }
}

function outcomeOfStatus({ status, retryAfter }: Refused, host: string): Outcome {
  if (LATER.has(status) || (status >= 500 && retryAfter !== undefined))
    return { what: 'again', why: `${host} asks to try again later (HTTP ${status})`, wait: retryAfter };
  // What failed behind its door may have happened all the same.
  if (status >= 500) return { what: 'unknown', why: `${host} has trouble (HTTP ${status})` };
  if (status >= 300 && status < 400) {
    const why = `${host} redirects (HTTP ${status}), and a webhook is not sent on: give the address to which it leads`;
    return { what: 'refused', why, scope: 'target' };
  }
  if (status === 410)
    return { what: 'refused', why: `${host} wants no more of this (HTTP 410)`, scope: 'target' };
  if (NOT_HERE.has(status))
    return { what: 'refused', why: `${host} does not let this webhook in (HTTP ${status})`, scope: 'target' };
  return { what: 'refused', why: `${host} does not take this one (HTTP ${status})`, scope: 'post' };
}
