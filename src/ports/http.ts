/** Who named a URL. `operator`: the configuration; `stranger`: a user, a feed, a page: no private addresses. */
export type Trust = 'operator' | 'stranger';

/** What a server gave to ask again with: RFC 9110, 13.1. */
export type Validators = { readonly etag?: string | undefined; readonly lastModified?: string | undefined };

export type HttpRequest = {
  readonly url: string;
  readonly trust: Trust;
  readonly method?: 'GET' | 'POST';
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: string;
  /** Of a POST, in the place of a form; `type` is its Content-Type. */
  readonly body?: { readonly type: string; readonly text: string };
  /** More headers, their names in small letters; those of the client itself win. Not sent on to another origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `refuse`: a redirect is an answer like any other, `refused` with its status. `follow` unless told. */
  readonly redirects?: 'follow' | 'refuse';
  /** Its path and its query are secrets: sentences name the host alone. */
  readonly discreet?: boolean;
  /**
   * False: it does not wait for its host's turn. For what is sent to somebody who asked for it; whoever reads what others
   * publish is paced.
   */
  readonly paced?: boolean;
  readonly accept?: string;
  readonly validators?: Validators | undefined;
  /** Of the decoded body; more than that is a failure. 0: nobody wants it, the head of a 2xx is the answer. */
  readonly maxBytes: number;
  /** For the whole answer, ms. */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether robots.txt is asked first. */
  readonly robots?: boolean;
};

type Head = {
  /** After redirects. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly validators: Validators;
  /** What the server's clock says (`Date`), ms; undefined where it says nothing. */
  readonly date?: number | undefined;
};

/** Every outcome is a value. `why` is a sentence that names the URL without secrets. */
export type HttpFailure =
  /** 304 */
  | { readonly kind: 'unchanged'; readonly validators: Validators }
  /** 404 */
  | { readonly kind: 'missing'; readonly why: string; readonly body: Buffer }
  /** Any other status outside of 2xx. `retryAfter` in ms. `gone`: 410. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly why: string;
      readonly retryAfter: number | undefined;
      readonly gone: boolean;
    }
  /** A page that wants to know whether a human asks, whatever its status. */
  | { readonly kind: 'challenge'; readonly why: string }
  /** Not allowed: a private address, robots.txt, a scheme other than http(s). Nothing was sent. */
  | { readonly kind: 'forbidden'; readonly why: string }
  /**
   * No connection, a timeout, an answer that broke off or grew too large. `unsent`: nothing of the request can have
   * reached the server.
   */
  | { readonly kind: 'failed'; readonly why: string; readonly unsent?: boolean };

export type HttpAnswer = (Head & { readonly kind: 'ok'; readonly body: Buffer }) | HttpFailure;
export type HttpStream =
  | (Head & {
      readonly kind: 'ok';
      /** Decoded; throws HttpBroken where the answer breaks off. To be read to its end, or returned. */
      readonly chunks: AsyncIterable<Buffer>;
    })
  | HttpFailure;

/** An answer broke off while its body was read. */
export class HttpBroken extends Error {
  override name = 'HttpBroken';
}

/** The one client: User-Agent, pace per host, caps, redirects, addresses, proxies are its matter. */
export type Http = {
  readonly get: (request: HttpRequest) => Promise<HttpAnswer>;
  readonly stream: (request: HttpRequest) => Promise<HttpStream>;
  /** Waits until the host of the URL may be asked again; for those who speak to it by other means (git). */
  readonly turn: (url: string, signal?: AbortSignal) => Promise<void>;
  readonly userAgent: string;
  readonly close: () => Promise<void>;
};
