/**
 * How an argument is written. `json`: an object or a list, or its JSON in a form; `ts`: of a message; `time`: seconds,
 * with or without what is behind the point.
 */
export type ArgKind = 'string' | 'flag' | 'number' | 'json' | 'ts' | 'time' | 'channel' | 'user';

export type MethodSpec = {
  /** A `!` behind the kind: it must be given. */
  readonly args: Readonly<Record<string, ArgKind | `${ArgKind}!`>>;
  readonly token: 'bot' | 'app' | 'none';
  /** All of them are needed; those of conversations depend on the kind of the channel, see `scopes.ts`. */
  readonly scopes: readonly string[];
  /** Calls a minute, in one workspace; `post`: one a second in each channel; undefined: not limited here. */
  readonly rate: number | 'post' | undefined;
  /** What it may answer besides `COMMON_ERRORS`. */
  readonly errors: readonly string[];
};

/** Any method may answer them. */
export const COMMON_ERRORS = [
  'not_authed',
  'account_inactive',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
  'ratelimited',
  'invalid_post_type',
  'invalid_form_data',
  'unknown_method',
] as const;

/** Any method may answer them too, though the reference names them only here and there. */
export const UNLISTED_ERRORS = ['invalid_auth', 'invalid_arguments'] as const;

/** Calls a minute. */
export const TIER = { two: 20, three: 50, four: 100 } as const;
