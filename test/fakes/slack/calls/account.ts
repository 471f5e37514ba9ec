import { revokeTokens } from '../installation.ts';
import type { Call } from './call.ts';

const test: Call = (_world, _args, { team, bot }) => ({
  ok: {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: 'lorewatch',
    team_id: team.id,
    user_id: bot.user,
    bot_id: bot.id,
    is_enterprise_install: false,
  },
});

const revoke: Call = (world, args, { team }) => {
  if (args.test !== true) revokeTokens(world, team, 'token_revoked');
  return { ok: { revoked: args.test !== true } };
};

const uninstall: Call = (world, args, { team }) => {
  if (args.client_id !== world.app.clientId) return { error: 'invalid_client_id' };
  if (args.client_secret !== world.app.clientSecret) return { error: 'bad_client_secret' };
  revokeTokens(world, team, 'account_inactive');
  return { ok: {} };
};

const bots: Call = (world, args, { bot }) => {
  if (args.bot !== undefined && args.bot !== bot.id) return { error: 'bot_not_found' };
  return {
    ok: {
      bot: {
        id: bot.id,
        app_id: world.app.id,
        user_id: bot.user,
        name: 'lorewatch',
        deleted: false,
        icons: {},
      },
    },
  };
};

const teams: Call = (_world, args, { team }) => {
  if (args.team !== undefined && args.team !== team.id) return { error: 'team_not_found' };
  return { ok: { team: { id: team.id, name: team.name, domain: team.domain, email_domain: '', icon: {} } } };
};

const users: Call = (_world, args, { team, bot }) => {
  const id = String(args.user);
  const person = team.people.get(id);
  if (!person && id !== bot.user) return { error: 'user_not_found' };
  const name = person?.name ?? 'lorewatch';
  return {
    ok: {
      user: {
        id,
        team_id: team.id,
        name,
        real_name: name,
        deleted: false,
        tz: 'Europe/Berlin',
        is_admin: person?.admin === true || person?.owner === true,
        is_owner: person?.owner === true,
        is_primary_owner: false,
        is_restricted: false,
        is_ultra_restricted: false,
        is_bot: person === undefined,
        profile: { real_name: name, display_name: name },
      },
    },
  };
};

export const ACCOUNT: Readonly<Record<string, Call>> = {
  'auth.test': test,
  'auth.revoke': revoke,
  'apps.uninstall': uninstall,
  'bots.info': bots,
  'team.info': teams,
  'users.info': users,
};
