import { makeCode, readAuthorize } from './installation.ts';
import { encode } from './mrkdwn.ts';
import type { FakePerson } from './types.ts';
import type { World } from './world.ts';

export type Page = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The page where people are asked whether the app may come in; a decision is posted to the same address. */
export function authorizePage(world: World, query: URLSearchParams): Page {
  const asked = readAuthorize(world, query);
  if (typeof asked === 'string') {
    world.violate('authorize', asked);
    return { status: 400, body: `<p>Something went wrong: ${encode(asked)}</p>` };
  }
  const scopes = asked.scopes.map((scope) => `<li>${encode(scope)}</li>`).join('');
  return { status: 200, body: `<h1>lorewatch is requesting permission</h1><ul>${scopes}</ul>` };
}

/** Where the browser is sent. */
function decide(world: World, query: URLSearchParams, as: FakePerson, decision: 'allow' | 'deny'): string {
  const asked = readAuthorize(world, query);
  if (typeof asked === 'string') throw new Error(asked);
  const { scopes, redirect, state } = asked;
  const target = new URL(redirect);
  if (decision === 'deny') target.searchParams.set('error', 'access_denied');
  else target.searchParams.set('code', makeCode(world, { team: as.team, user: as.id, scopes, redirect }));
  target.searchParams.set('state', state);
  return target.href;
}

/**
 * Goes through an installation with a browser's cookies. What is at the app's public address is asked for where
 * `url` is, as a reverse proxy has it.
 */
export async function install(
  world: World,
  url: string,
  as: FakePerson,
  decision: 'allow' | 'deny',
): Promise<{ status: number; body: string; redirected: string }> {
  const begun = await fetch(url, { redirect: 'manual' });
  const cookie = begun.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
  const page = await begun.text();
  const address =
    begun.headers.get('location') ?? /href="([^"]{1,4000})"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  if (address === undefined) return { status: begun.status, body: page, redirected: '' };
  const query = new URL(address, url).searchParams;
  const shown = authorizePage(world, query);
  if (shown.status !== 200) return { status: shown.status, body: shown.body, redirected: address };
  const back = new URL(decide(world, query, as, decision));
  const here = new URL(`${back.pathname}${back.search}`, url);
  const ended = await fetch(here, { redirect: 'manual', headers: { cookie } });
  return { status: ended.status, body: await ended.text(), redirected: ended.headers.get('location') ?? '' };
}
