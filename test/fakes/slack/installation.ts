import type { Args } from './args.ts';
import type { Result } from './calls/call.ts';
import { installApp, type Team, teamOf, type World } from './world.ts';

/** How long a code is good, ms. */
const CODE_LIFE = 10 * 60_000;

/** All tokens of the workspace end. `account_inactive`: the app is gone from it. */
export function revokeTokens(world: World, team: Team, wrong: 'token_revoked' | 'account_inactive'): void {
  for (const token of world.tokens.values()) {
    if (token.team === team.id && token.wrong === undefined) token.wrong = wrong;
  }
  if (wrong === 'account_inactive') team.bot = undefined;
  world.changed();
}

/** What an authorize page needs; or why it shows a mistake instead. */
export function readAuthorize(
  world: World,
  query: URLSearchParams,
): { readonly scopes: readonly string[]; readonly redirect: string; readonly state: string } | string {
  const redirect = query.get('redirect_uri') ?? world.options.redirects?.[0] ?? '';
  const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  if (query.get('client_id') !== world.app.clientId) return 'Invalid client_id parameter';
  if (scopes.length === 0) return 'Missing scope parameter';
  if (!URL.canParse(redirect)) return 'Invalid redirect_uri';
  const allowed = world.options.redirects;
  const fits = allowed
    ? allowed.some((known) => redirect.startsWith(known))
    : ['127.0.0.1', 'localhost'].includes(new URL(redirect).hostname);
  if (!fits) return 'redirect_uri did not match any configured URIs';
  const state = query.get('state') ?? '';
  if (state === '') world.violate('oauth_state', 'an authorize page was asked for without a state');
  return { scopes, redirect, state };
}

export function makeCode(
  world: World,
  made: {
    readonly team: string;
    readonly user: string;
    readonly scopes: readonly string[];
    readonly redirect: string;
  },
): string {
  const code = `1000.2000.${world.id('c').toLowerCase()}`;
  world.codes.set(code, { ...made, until: world.now() + CODE_LIFE });
  return code;
}

/** oauth.v2.access; the id and the secret of the app may come in a header. */
export function exchange(world: World, args: Args, basic: string | undefined): Result {
  const [id, secret] = basic === undefined ? [args.client_id, args.client_secret] : basic.split(':');
  if (id !== world.app.clientId) return { error: 'invalid_client_id' };
  if (secret !== world.app.clientSecret) return { error: 'bad_client_secret' };
  const code = world.codes.get(String(args.code));
  if (!code || code.until < world.now()) return { error: 'invalid_code' };
  if (args.redirect_uri !== undefined && args.redirect_uri !== code.redirect)
    return { error: 'bad_redirect_uri' };
  world.codes.delete(String(args.code));
  const team = teamOf(world, code.team);
  const bot = installApp(world, team, code.scopes);
  return {
    ok: {
      app_id: world.app.id,
      authed_user: { id: code.user },
      scope: [...bot.scopes].join(','),
      token_type: 'bot',
      access_token: bot.token,
      bot_user_id: bot.user,
      team: { id: team.id, name: team.name },
      enterprise: null,
      is_enterprise_install: false,
    },
  };
}
