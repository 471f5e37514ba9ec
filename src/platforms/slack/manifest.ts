import { SCOPES } from './front/scopes.ts';

/** The shortcut of messages: `callback_id`. */
export const TRACK = 'track_series';
const COMMAND = '/lorewatch';
/** Everything that Slack posts to us comes here. */
export const EVENTS_PATH = '/slack/events';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** Stands where people put the address of their own server. */
const OWN = 'https://lorewatch.example.org';

const LONG =
  'lorewatch reads the Linux kernel mailing lists and tells a channel what happens with Rust in the kernel: new patch series and their next versions, what was reviewed, applied or reached a release, milestones, pull requests, advisories and news. ' +
  'One card follows a series from its first version to the release; a digest sums up the week with its numbers and a chart. ' +
  'Subscribe a channel with /lorewatch subscribe, ask with /lorewatch search, series, stats or why, and choose "Track this series" on a message with a link to lore.kernel.org. ' +
  'It posts only in channels it was invited to, pings nobody, looks in a channel for nothing but its own posts, and runs on your own server.';

/**
 * The app as Slack's own settings want it (docs.slack.dev/reference/app-manifest). Each scope is explained where it
 * stands in front/scopes.ts. `http`: Slack posts to a public address of ours instead of a socket that we open; people
 * put their own address in the place of the example.
 */
export function createManifest(mode: 'socket' | 'http'): object {
  const isHttp = mode === 'http';
  const url = isHttp ? { url: `${OWN}${EVENTS_PATH}` } : {};
  const request = isHttp ? { request_url: `${OWN}${EVENTS_PATH}` } : {};
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'lorewatch',
      description: 'What happens with Rust in the Linux kernel, from the mailing lists',
      long_description: LONG,
      background_color: '#2c2d30',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: false, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'lorewatch', always_online: true },
      shortcuts: [
        {
          name: 'Track this series',
          type: 'message',
          callback_id: TRACK,
          description: 'Follow the patch series that this message links to',
        },
      ],
      slash_commands: [
        {
          command: COMMAND,
          ...url,
          description: 'Rust in the Linux kernel: subscribe, search, why',
          usage_hint: 'help | subscribe | search <words> | series <link> | why <link>',
          should_escape: false,
        },
      ],
    },
    oauth_config: {
      ...(isHttp ? { redirect_urls: [`${OWN}${REDIRECT_PATH}`] } : {}),
      scopes: { bot: [...SCOPES] },
    },
    settings: {
      event_subscriptions: {
        ...request,
        bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked'],
      },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: !isHttp,
      token_rotation_enabled: false,
    },
  };
}
