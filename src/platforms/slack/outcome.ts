import type { Outcome } from '../../domain/delivery/delivery.ts';
import type { Trouble } from './trouble.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const INVITE = 'invite it there with `/invite @lorewatch`';

/** What is at fault is the place. Sentences with the way out. */
const TARGETS: Readonly<Record<string, string>> = {
  channel_not_found: `there is no such channel, or lorewatch may not see it: if it is private, ${INVITE}`,
  not_in_channel: `lorewatch is not in the channel: ${INVITE}`,
  is_archived: 'the channel is archived',
  channel_is_archived: 'the channel is archived',
  restricted_action:
    'only some people may post in this channel: ask an admin of the workspace to let lorewatch post',
  restricted_action_read_only_channel:
    'the channel is read-only: ask an admin of the workspace to let lorewatch post',
  restricted_action_thread_only_channel: 'only replies may be posted in this channel: choose another one',
  posting_to_channel_denied: 'lorewatch may not post in this channel: ask an admin of the workspace',
  access_denied: 'lorewatch may not use this channel: ask an admin of the workspace',
  no_permission: `lorewatch may not post in this channel: ${INVITE}`,
  ekm_access_denied: 'the admins of the workspace have suspended posting here',
  messages_tab_disabled: 'the person or app does not take messages: choose a channel',
  channel_is_limited_access: 'the channel is open to few: ask an admin of the workspace',
};

const REINSTALL = 'install it there anew, or set SLACK_BOT_TOKEN';
/** What is at fault is the installation. */
const PLATFORMS: Readonly<Record<string, string>> = {
  not_authed: 'Slack was given no token: set SLACK_BOT_TOKEN',
  invalid_auth: `Slack does not know this token: ${REINSTALL}`,
  account_inactive: `lorewatch was removed from the workspace: ${REINSTALL}`,
  token_revoked: `the token was revoked: ${REINSTALL}`,
  token_expired: `the token has expired: ${REINSTALL}`,
  not_allowed_token_type: 'this is no token of a bot: SLACK_BOT_TOKEN begins with xoxb-',
  missing_scope:
    'the app lacks a permission: install it anew with the manifest that comes with lorewatch (chat:write is needed)',
  app_access_restricted: 'the workspace does not let this app work: ask one of its admins to approve it',
  accesslimited: 'the workspace lets nobody in from the network of this machine',
  two_factor_setup_required: 'the workspace wants two-factor authentication to be set up first',
  enterprise_is_restricted: 'the organization does not let this app work: ask one of its admins',
  team_access_not_granted: 'the app was not granted this workspace: ask an admin of the organization',
  team_not_found: 'Slack does not know this workspace any more',
  is_bot: 'a bot with this token may not post: install the app anew',
  is_inactive: `lorewatch is not active in the workspace: ${REINSTALL}`,
};

/** What is at fault is this one; others may go. Whatever is not named here is our bug. */
const POSTS: Readonly<Record<string, string>> = {
  message_not_found: 'the message stands no more: somebody deleted it',
  thread_not_found: 'the message that it belongs to stands no more: somebody deleted it',
  cannot_reply_to_message: 'the message that it belongs to takes no replies: somebody deleted it, perhaps',
  cant_update_message: 'the message cannot be changed: it is not of this lorewatch',
  edit_window_closed: 'the workspace lets nobody change messages that are so old',
  restricted_action_thread_locked: 'the thread is locked',
  restricted_action_non_threadable_channel: 'there are no threads in this channel',
};

/** It did not arrive, and may later; ms. */
const LATER: Readonly<Record<string, number>> = {
  ratelimited: 30 * SECOND,
  rate_limited: 30 * SECOND,
  message_limit_exceeded: MINUTE,
  service_unavailable: 30 * SECOND,
  request_timeout: 5 * SECOND,
  update_failed: 5 * SECOND,
  streaming_state_conflict: 5 * SECOND,
  external_channel_migrating: 5 * MINUTE,
  team_added_to_org: 10 * MINUTE,
  org_login_required: 10 * MINUTE,
};

/** Slack says of them itself that it may have been done all the same. */
const UNCLEAR: ReadonlySet<string> = new Set(['fatal_error', 'internal_error']);

/** What became of a post that Slack did not take. */
export function outcomeOf(trouble: Trouble): Outcome {
  switch (trouble.kind) {
    case 'said':
      return outcomeOfError(trouble.error, trouble.wait);
    case 'limited':
      return { what: 'again', why: 'Slack asks to wait (HTTP 429)', wait: trouble.wait };
    case 'unsent':
      return { what: 'again', why: unsent(trouble.code) };
    case 'lost':
      return { what: 'unknown', why: `the connection to Slack broke off (${trouble.code})` };
    case 'status':
      return outcomeOfStatus(trouble.status);
  }
}

function unsent(code: string): string {
  return code === 'STOPPED'
    ? 'it was told to stop before this was sent'
    : `Slack cannot be reached (${code})`;
}

function outcomeOfError(error: string, wait: number | undefined): Outcome {
  const later = own(LATER, error);
  if (later !== undefined)
    return { what: 'again', why: `Slack asks to try again later (${error})`, wait: wait ?? later };
  if (UNCLEAR.has(error)) return { what: 'unknown', why: `Slack has trouble (${error})` };
  const target = own(TARGETS, error);
  if (target !== undefined) return refused(target, error, 'target');
  const platform = own(PLATFORMS, error);
  if (platform !== undefined) return refused(platform, error, 'platform');
  return refused(own(POSTS, error) ?? 'Slack does not take it', error, 'post');
}

function outcomeOfStatus(status: number): Outcome {
  // What failed behind its door may have happened all the same.
  if (status >= 500) return { what: 'unknown', why: `Slack has trouble (HTTP ${status})` };
  if (status === 401 || status === 403)
    return {
      what: 'refused',
      why: `Slack does not let this token in (HTTP ${status}): ${REINSTALL}`,
      scope: 'platform',
    };
  if (status === 413)
    return { what: 'refused', why: 'Slack takes nothing as large as this (HTTP 413)', scope: 'post' };
  return {
    what: 'again',
    why: `Slack does not answer as it does (HTTP ${status}): check the address of its API`,
  };
}

function refused(why: string, error: string, scope: 'post' | 'target' | 'platform'): Outcome {
  return { what: 'refused', why: `${why} (${error})`, scope };
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
