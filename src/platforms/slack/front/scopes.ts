/** What the bot may, and why it wants that: it asks for nothing else. */
export const SCOPES = [
  /** To have `/lorewatch` and the shortcut. */
  'commands',
  /** To post in channels that it was invited to, and to change its own posts. */
  'chat:write',
  /** To know whether it is in a public channel and who created that: who may change what the channel is told. */
  'channels:read',
  /** The same of private channels that it was invited to. */
  'groups:read',
  /** To know who is an admin or owner: who may change what is told. */
  'users:read',
  /** To look for a post of its own when Slack did not say whether it took it: so that nothing is posted twice. */
  'channels:history',
  /** The same in private channels that it was invited to. */
  'groups:history',
  /** To show a chart as a picture. */
  'files:write',
] as const;
