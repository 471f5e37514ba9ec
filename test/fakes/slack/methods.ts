import { CHAT_METHODS } from './chat-methods.ts';
import { type MethodSpec, TIER } from './method-spec.ts';

const pages = { cursor: 'string', limit: 'number' } as const;
const span = {
  ...pages,
  latest: 'time',
  oldest: 'time',
  inclusive: 'flag',
  include_all_metadata: 'flag',
} as const;
const triggered = ['invalid_trigger_id', 'expired_trigger_id', 'exchanged_trigger_id'] as const;
const view = { view: 'json!' } as const;

export const METHODS: Readonly<Record<string, MethodSpec>> = {
  'auth.test': { args: {}, token: 'bot', scopes: [], rate: undefined, errors: [] },
  'auth.revoke': { args: { test: 'flag' }, token: 'bot', scopes: [], rate: TIER.three, errors: [] },
  // Tier 1 on paper; nobody was ever refused a handful of them, and reconnecting needs them.
  'apps.connections.open': {
    args: {},
    token: 'app',
    scopes: ['connections:write'],
    rate: TIER.two,
    errors: [],
  },
  'apps.uninstall': {
    args: { client_id: 'string!', client_secret: 'string!' },
    token: 'bot',
    scopes: [],
    rate: TIER.three,
    errors: ['invalid_client_id', 'bad_client_secret'],
  },
  'bots.info': {
    args: { bot: 'string' },
    token: 'bot',
    scopes: ['users:read'],
    rate: TIER.three,
    errors: ['bot_not_found'],
  },
  'team.info': {
    args: { team: 'string' },
    token: 'bot',
    scopes: ['team:read'],
    rate: TIER.three,
    errors: ['team_not_found'],
  },
  'users.info': {
    args: { user: 'user!', include_locale: 'flag' },
    token: 'bot',
    scopes: ['users:read'],
    rate: TIER.four,
    errors: ['user_not_found'],
  },
  ...CHAT_METHODS,
  'conversations.info': {
    args: { channel: 'channel!', include_locale: 'flag', include_num_members: 'flag' },
    token: 'bot',
    scopes: [':read'],
    rate: TIER.three,
    errors: ['channel_not_found'],
  },
  'conversations.list': {
    args: { ...pages, exclude_archived: 'flag', types: 'string' },
    token: 'bot',
    scopes: [],
    rate: TIER.two,
    errors: ['invalid_types', 'invalid_limit', 'invalid_cursor'],
  },
  'conversations.history': {
    args: { channel: 'channel!', ...span },
    token: 'bot',
    scopes: [':history'],
    rate: TIER.three,
    errors: ['channel_not_found', 'not_in_channel', 'invalid_cursor'],
  },
  'conversations.replies': {
    args: { channel: 'channel!', ts: 'ts!', ...span },
    token: 'bot',
    scopes: [':history'],
    rate: TIER.three,
    errors: ['channel_not_found', 'thread_not_found', 'invalid_cursor'],
  },
  'conversations.join': {
    args: { channel: 'channel!' },
    token: 'bot',
    scopes: ['channels:join'],
    rate: TIER.three,
    errors: ['channel_not_found', 'is_archived', 'method_not_supported_for_channel_type'],
  },
  'conversations.members': {
    args: { channel: 'channel!', ...pages },
    token: 'bot',
    scopes: [':read'],
    rate: TIER.four,
    errors: ['channel_not_found', 'invalid_limit', 'invalid_cursor'],
  },
  'conversations.open': {
    args: { users: 'string', channel: 'channel', return_im: 'flag', prevent_creation: 'flag' },
    token: 'bot',
    scopes: ['im:write'],
    rate: TIER.three,
    errors: ['user_not_found', 'users_list_not_supplied', 'channel_not_found'],
  },
  'views.open': {
    args: { ...view, trigger_id: 'string!' },
    token: 'bot',
    scopes: [],
    rate: TIER.four,
    errors: [...triggered, 'duplicate_external_id', 'view_too_large'],
  },
  'views.push': {
    args: { ...view, trigger_id: 'string!' },
    token: 'bot',
    scopes: [],
    rate: TIER.four,
    errors: [...triggered, 'duplicate_external_id', 'push_limit_reached', 'not_found', 'view_too_large'],
  },
  'views.update': {
    args: { ...view, view_id: 'string', external_id: 'string', hash: 'string' },
    token: 'bot',
    scopes: [],
    rate: TIER.four,
    errors: ['not_found', 'hash_conflict', 'view_too_large'],
  },
  'views.publish': {
    args: { ...view, user_id: 'string!', hash: 'string' },
    token: 'bot',
    scopes: [],
    rate: TIER.four,
    errors: ['hash_conflict', 'view_too_large'],
  },
  'oauth.v2.access': {
    args: { client_id: 'string', client_secret: 'string', code: 'string!', redirect_uri: 'string' },
    token: 'none',
    scopes: [],
    rate: undefined,
    errors: ['invalid_client_id', 'bad_client_secret', 'invalid_code', 'bad_redirect_uri'],
  },
  'files.getUploadURLExternal': {
    args: {
      filename: 'string!',
      length: 'number!',
      alt_txt: 'string',
      alt_text: 'string',
      snippet_type: 'string',
    },
    token: 'bot',
    scopes: ['files:write'],
    rate: TIER.four,
    errors: [],
  },
  'files.completeUploadExternal': {
    args: {
      files: 'json!',
      channel_id: 'channel',
      initial_comment: 'string',
      thread_ts: 'ts',
      blocks: 'json',
    },
    token: 'bot',
    scopes: ['files:write'],
    rate: TIER.four,
    errors: ['file_not_found', 'channel_not_found', 'not_in_channel', 'invalid_blocks'],
  },
};
