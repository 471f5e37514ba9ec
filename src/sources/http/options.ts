import type { Clock } from '../../ports/clock.ts';

export type Address = { readonly address: string; readonly family: number };
/** All addresses of a name; rejects as dns.lookup does. */
export type Resolve = (name: string) => Promise<readonly Address[]>;
/** Rejects with the signal's reason when it is aborted. */
export type Wait = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

/** URLs as in HTTP_PROXY, HTTPS_PROXY; `no` as in NO_PROXY. May hold secrets. */
export type Proxies = {
  readonly http: string | undefined;
  readonly https: string | undefined;
  readonly no: string | undefined;
};

export type HttpOptions = {
  /** `lorewatch/VERSION (+https://...; contact)`: sent with every request. */
  readonly userAgent: string;
  /** From the start of one request to a host to the start of the next one, ms; 1000. */
  readonly pause?: number;
  readonly proxy?: Proxies;
  /** `host` or `host:port` that strangers' URLs may lead to although they are private or on another port. */
  readonly allowPrivate?: readonly string[];
  readonly maxRedirects?: number;
  /** For a whole answer, without the waiting for its turn, ms; 60,000. */
  readonly timeout?: number;
  /** ms; 10,000. */
  readonly connectTimeout?: number;
  /** Until the head of an answer has come, ms; 30,000. */
  readonly headersTimeout?: number;
  readonly now?: Clock;
  readonly wait?: Wait;
  readonly resolve?: Resolve;
};
