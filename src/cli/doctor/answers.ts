import type { HttpFailure } from '../../ports/http.ts';
import { bad, type CheckResult, ok, warn } from './check.ts';

const REACH =
  'servers refuse whom they cannot reach: set LOREWATCH_CONTACT to a mail address or a page of yours';
const LATER = 'nothing to mend here: it is tried again by itself';
const ADDRESS = 'check the address in the configuration (`endpoints`, `sources`)';

/** Words of our own HTTP client on what went wrong, and what helps. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/\bproxy\b/i, 'check HTTP_PROXY, HTTPS_PROXY and NO_PROXY'],
  [
    /certificate|\bTLS\b/i,
    'check the clock and the certificates of this system; behind a proxy that opens TLS, name its CA in NODE_EXTRA_CA_CERTS',
  ],
  [
    /no host of that name|could not be looked up/i,
    'check the name, and that this machine can look names up (DNS); behind a proxy, set HTTPS_PROXY',
  ],
  [/larger than|more than .{1,40} bytes/i, ADDRESS],
];
const NETWORK = 'check the network and the firewall; behind a proxy, set HTTPS_PROXY';

/** An answer that is none, in words, with what helps. */
export function explainAnswer(check: string, answer: HttpFailure): CheckResult {
  switch (answer.kind) {
    case 'unchanged':
      return ok(check, 'answers');
    case 'missing':
      return bad(check, answer.why, ADDRESS);
    case 'challenge':
      return bad(
        check,
        answer.why,
        `${REACH}; where that does not help, name a mirror, or switch the source off`,
      );
    case 'forbidden':
      return bad(
        check,
        answer.why,
        /robots/i.test(answer.why) ? 'switch the source off (`enabled: false`)' : ADDRESS,
      );
    case 'failed':
      return bad(check, answer.why, REMEDIES.find(([words]) => words.test(answer.why))?.[1] ?? NETWORK);
    case 'refused':
      return explainStatus(check, answer);
  }
}

function explainStatus(
  check: string,
  { status, why, gone }: Extract<HttpFailure, { kind: 'refused' }>,
): CheckResult {
  if (gone) return bad(check, why, 'it will not come back: switch the source off (`enabled: false`)');
  if (status === 429) return warn(check, `${why}: it asks for fewer requests`, LATER);
  if (status >= 500) return warn(check, `${why}: the server has trouble`, LATER);
  if (status === 407)
    return bad(check, why, 'the proxy wants a name and a password: put them into HTTPS_PROXY');
  return bad(check, why, status === 401 || status === 403 ? REACH : ADDRESS);
}

/** What is less than everything for one source, or one of several ways, is no more than a warning. */
export function soften(result: CheckResult): CheckResult {
  return result.state === 'bad' ? { ...result, state: 'warn' } : result;
}
