import { idAt, listAt, textAt } from './fields.ts';

/** Bits of Discord's, docs, Permissions. */
export const RIGHTS = {
  view: 1n << 10n,
  send: 1n << 11n,
  embed: 1n << 14n,
  attach: 1n << 15n,
  history: 1n << 16n,
  createThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
} as const;
export type Right = keyof typeof RIGHTS;

const ADMINISTRATOR = 1n << 3n;
const ALL = (1n << 64n) - 1n;

const NAMES: Readonly<Record<Right, string>> = {
  view: 'View Channel',
  send: 'Send Messages',
  embed: 'Embed Links',
  attach: 'Attach Files',
  history: 'Read Message History',
  createThreads: 'Create Public Threads',
  sendInThreads: 'Send Messages in Threads',
};

export type Holder = {
  readonly guild: string;
  /** Of the bot. */
  readonly user: string;
  /** Ids of the roles that it has. */
  readonly roles: readonly string[];
  /** As the guild lists them. */
  readonly guildRoles: readonly unknown[];
};

/**
 * What a member may in a channel, as Discord computes it (docs, Permission Overwrites): everybody's role and his own
 * together, then the channel's exceptions for everybody, for his roles, for himself.
 */
export function permissionsIn(channel: unknown, { guild, user, roles, guildRoles }: Holder): bigint {
  const held = new Set([guild, ...roles]);
  const base = guildRoles
    .filter((role) => held.has(idAt(role, 'id') ?? ''))
    .reduce((sum: bigint, role) => sum | bits(role, 'permissions'), 0n);
  if ((base & ADMINISTRATOR) !== 0n) return ALL;
  const overwrites = listAt(channel, 'permission_overwrites');
  const of = (ids: ReadonlySet<string>): readonly unknown[] =>
    overwrites.filter((each) => ids.has(idAt(each, 'id') ?? ''));
  const others = new Set(roles.filter((role) => role !== guild));
  const steps = [of(new Set([guild])), of(others), of(new Set([user]))];
  return steps.reduce((may, step) => {
    const deny = step.reduce((sum: bigint, each) => sum | bits(each, 'deny'), 0n);
    const allow = step.reduce((sum: bigint, each) => sum | bits(each, 'allow'), 0n);
    return (may & ~deny) | allow;
  }, base);
}

function bits(value: unknown, name: string): bigint {
  const text = textAt(value, name) ?? '';
  return /^\d{1,20}$/.test(text) ? BigInt(text) : 0n;
}

export function mayDo(permissions: bigint, right: Right): boolean {
  return (permissions & RIGHTS[right]) !== 0n;
}

/** Which of them are missing, in a sentence that says where to grant them; undefined: none. */
export function tellMissing(
  permissions: bigint,
  wanted: readonly Right[],
  channel: string,
): string | undefined {
  const missing = wanted.filter((right) => !mayDo(permissions, right)).map((right) => `"${NAMES[right]}"`);
  if (missing.length === 0) return undefined;
  const last = missing.at(-1) ?? '';
  const names = missing.length === 1 ? last : `${missing.slice(0, -1).join(', ')} and ${last}`;
  return `the bot lacks ${names} in ${channel}: grant ${missing.length === 1 ? 'it' : 'them'} in Discord under Edit Channel, Permissions`;
}
