import type { Json } from './things.ts';

export type FaultWhat = {
  /** An HTTP status instead of an answer: 500, 503, 429. */
  readonly status?: number;
  /** An error of Slack's: `{ok: false, error}`. */
  readonly error?: string;
  /** Seconds: 429 with Retry-After. */
  readonly retryAfter?: number;
  /** The connection is cut before or after it was done. */
  readonly cut?: 'before' | 'after';
  /** Nothing is answered until `release`. */
  readonly stall?: true;
  /** With `status`, `error` or `stall`: it is done nonetheless. */
  readonly committed?: boolean;
  /** How many calls; default 1. */
  readonly times?: number;
  /** Only calls with such arguments. */
  readonly when?: (args: Json) => boolean;
};

export type Fault = {
  /** Ends it: what is stalled is answered (and done, unless it was already). */
  readonly release: () => void;
  readonly hits: () => number;
  /** Resolves at the first call that it meets. */
  readonly met: Promise<void>;
};

export type FakeRequest = {
  /** ms of the fake's clock. */
  readonly at: number;
  /** `chat.postMessage`, `response_url`, `upload`, `oauth.authorize`. */
  readonly method: string;
  readonly args: Json;
  readonly team: string | undefined;
  /** HTTP status; 0: it was cut. */
  readonly status: number;
  /** '' where it was done. */
  readonly error: string;
};

/** A rule of Slack's that was broken; no secrets. */
export type Violation = { readonly at: number; readonly rule: string; readonly text: string };

export type Delivered = { readonly status: number; readonly body: string };
