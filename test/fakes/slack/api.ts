import { type Args, checkArgs, readBody } from './args.ts';
import { ACCOUNT } from './calls/account.ts';
import type { Call, Caller, Result } from './calls/call.ts';
import { CHAT } from './calls/chat.ts';
import { CONVERSATIONS } from './calls/conversations.ts';
import { FILES } from './calls/files.ts';
import { VIEWS } from './calls/views.ts';
import type { Refusal } from './content.ts';
import { exchange } from './installation.ts';
import { COMMON_ERRORS, type MethodSpec, UNLISTED_ERRORS } from './method-spec.ts';
import { METHODS } from './methods.ts';
import type { Json } from './types.ts';
import { type Token, teamOf, type World } from './world.ts';

const CALLS: Readonly<Record<string, Call>> = { ...ACCOUNT, ...CHAT, ...CONVERSATIONS, ...FILES, ...VIEWS };

/** Whatever of these is answered, the app asked wrongly: a bug of ours. */
const BROKEN: ReadonlySet<string> = new Set([
  'unknown_method',
  'invalid_arguments',
  'invalid_post_type',
  'invalid_form_data',
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'markdown_text_conflict',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'not_authed',
  'not_allowed_token_type',
  'push_limit_reached',
  'view_too_large',
  'duplicate_external_id',
]);

export type Request = {
  readonly method: string;
  readonly type: string;
  readonly authorization: string | undefined;
  readonly body: Buffer;
};

/** A call of the Web API before it is made: who calls, and with what. */
export type Prepared = {
  readonly args: Args;
  readonly team: string | undefined;
  readonly scopes: readonly string[];
  readonly spec: MethodSpec | undefined;
  /** Makes the call. At most once. */
  readonly run: () => Result;
};

/** Reads a call. What is wrong with it is said when it is run. */
export function prepare(world: World, { method, type, authorization, body }: Request): Prepared {
  const spec = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  const read = readBody(type, body);
  const bearer = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  const token = world.tokens.get(bearer ?? ('token' in read ? read.token : undefined) ?? '');
  const given = bearer !== undefined || ('token' in read && read.token !== undefined);
  const args = 'args' in read ? read.args : {};
  const run = (): Result => {
    if (!spec) return { error: 'unknown_method' };
    if ('error' in read) return { error: read.error };
    const refusal = wrongToken(spec, token, given) ?? missing(spec, token);
    if (refusal) return refusal;
    const checked = checkArgs(spec, args);
    if ('wrong' in checked) return { error: 'invalid_arguments', errors: checked.wrong };
    return call(world, method, checked.args, token, basicOf(authorization));
  };
  const report = (): Result => {
    const result = run();
    if ('error' in result && !isKnown(spec, result.error)) {
      world.violate('fake', `${method} has no error ${result.error}`);
    }
    if ('error' in result && BROKEN.has(result.error)) {
      world.violate(result.error, `${method}: ${(result.errors ?? []).join('; ')}`);
    }
    return result;
  };
  return { args, team: token?.team, scopes: [...(token?.scopes ?? [])], spec, run: report };
}

function call(
  world: World,
  method: string,
  args: Args,
  token: Token | undefined,
  basic: string | undefined,
): Result {
  if (method === 'oauth.v2.access') return exchange(world, args, basic);
  if (method === 'apps.connections.open') {
    return {
      ok: {
        url: `${world.url.replace('http:', 'ws:')}/link/?ticket=${world.id('t')}&app_id=${world.app.id}`,
      },
    };
  }
  const team = token?.team === undefined ? undefined : teamOf(world, token.team);
  const made = CALLS[method];
  if (!made || !team?.bot) return { error: 'account_inactive' };
  const caller: Caller = { team, bot: team.bot };
  return made(world, args, caller);
}

function wrongToken(spec: MethodSpec, token: Token | undefined, given: boolean): Refusal | undefined {
  if (spec.token === 'none') return undefined;
  if (!given) return { error: 'not_authed' };
  if (!token) return { error: 'invalid_auth' };
  if (token.wrong) return { error: token.wrong };
  return token.kind === spec.token ? undefined : { error: 'not_allowed_token_type' };
}

function missing(spec: MethodSpec, token: Token | undefined): Refusal | undefined {
  // Those that begin with a colon depend on the channel: the call itself looks.
  const lacking = spec.scopes.filter((scope) => !scope.startsWith(':') && !token?.scopes.has(scope));
  return lacking.length === 0 ? undefined : { error: 'missing_scope', errors: lacking };
}

/** The table of methods says which errors there are: the fake gives no others. */
function isKnown(spec: MethodSpec | undefined, error: string): boolean {
  return [...(spec?.errors ?? []), ...COMMON_ERRORS, ...UNLISTED_ERRORS].some((known) => known === error);
}

function basicOf(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic (\S+)$/.exec(authorization ?? '') ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

/** The body of an answer. */
export function answerJson(result: Result, scopes: readonly string[]): Json {
  if ('ok' in result) return { ok: true, ...result.ok };
  const { error, errors = [] } = result;
  if (error === 'missing_scope')
    return { ok: false, error, needed: errors.join(','), provided: scopes.join(',') };
  if (errors.length === 0) return { ok: false, error };
  return {
    ok: false,
    error,
    ...(error === 'invalid_blocks' ? { errors } : {}),
    response_metadata: { messages: errors.map((text) => `[ERROR] ${text}`) },
  };
}
