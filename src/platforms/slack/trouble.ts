import { UNSENT } from '../unsent.ts';

/** Why a call of the Web API did not end well. No secrets, and nothing that came from outside but words of Slack's own. */
export type Trouble =
  /** Slack took the call and said no, in its own word: `channel_not_found`. */
  | { readonly kind: 'said'; readonly error: string; readonly wait: number | undefined }
  /** HTTP 429. `wait`: ms. */
  | { readonly kind: 'limited'; readonly wait: number }
  | { readonly kind: 'status'; readonly status: number }
  /** Nothing was sent: there was no connection. */
  | { readonly kind: 'unsent'; readonly code: string }
  /** It was sent, or may have been, and no answer came. */
  | { readonly kind: 'lost'; readonly code: string };

const SECOND = 1000;
/** Where Slack asks for a pause and does not say how long. */
const SOME_WAIT = 30 * SECOND;
const WORD = /^[a-z][a-z0-9_]{1,80}$/;
const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** Reads what `WebClient` threw: by the codes of its errors, so that the SDK need not be loaded for it. */
export function troubleOf(error: unknown): Trouble {
  switch (at(error, 'code')) {
    case 'slack_webapi_platform_error':
      return sayingOf(error);
    case 'slack_webapi_rate_limited_error':
      return { kind: 'limited', wait: secondsOf(at(error, 'retryAfter')) ?? SOME_WAIT };
    case 'slack_webapi_http_error': {
      const status = at(error, 'statusCode');
      return { kind: 'status', status: typeof status === 'number' ? status : 500 };
    }
    case 'slack_webapi_request_error':
      return lineOf(at(error, 'original'));
    default:
      // The SDK throws a bare error for a 429 that does not say how long.
      return /^Retry header did not/.test(String(at(error, 'message')))
        ? { kind: 'limited', wait: SOME_WAIT }
        : { kind: 'lost', code: 'ERROR' };
  }
}

function sayingOf(thrown: unknown): Trouble {
  const data = at(thrown, 'data');
  const error = at(data, 'error');
  // What is no word of Slack's is a page of something between us and Slack: nobody knows what it did.
  if (typeof error !== 'string' || !WORD.test(error)) return { kind: 'lost', code: 'NOT_SLACK' };
  return { kind: 'said', error, wait: secondsOf(at(at(data, 'response_metadata'), 'retryAfter')) };
}

function lineOf(original: unknown): Trouble {
  const codes = [at(at(original, 'cause'), 'code'), at(original, 'code'), at(original, 'name')];
  const code = codes.find((each) => typeof each === 'string' && CODE.test(each));
  if (typeof code !== 'string')
    return { kind: 'lost', code: at(original, 'name') === 'TimeoutError' ? 'TIMEOUT' : 'BROKEN' };
  return { kind: UNSENT.has(code) ? 'unsent' : 'lost', code };
}

function secondsOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value * SECOND : undefined;
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
