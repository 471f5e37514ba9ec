/** What the gateway tells, as far as it matters here. */
export type Dispatch =
  | { readonly what: 'interaction'; readonly interaction: unknown }
  /** `guilds`: all there are; undefined: as before, the connection was resumed. */
  | { readonly what: 'ready'; readonly guilds: readonly string[] | undefined }
  | { readonly what: 'joined'; readonly guild: string }
  | { readonly what: 'removed'; readonly guild: string };

/** Reads a dispatch of the gateway (docs, Gateway Events); undefined where it is another. */
export function readDispatch(packet: unknown): Dispatch | undefined {
  const data = part(packet, 'd');
  const guild = part(data, 'id');
  switch (part(packet, 't')) {
    case 'INTERACTION_CREATE':
      return { what: 'interaction', interaction: data };
    case 'READY':
      return { what: 'ready', guilds: guildsOf(part(data, 'guilds')) };
    case 'RESUMED':
      return { what: 'ready', guilds: undefined };
    case 'GUILD_CREATE':
      return typeof guild === 'string' ? { what: 'joined', guild } : undefined;
    case 'GUILD_DELETE':
      // With `unavailable` Discord itself has an outage: the bot is still there.
      return typeof guild === 'string' && part(data, 'unavailable') !== true
        ? { what: 'removed', guild }
        : undefined;
    default:
      return undefined;
  }
}

function guildsOf(guilds: unknown): string[] {
  const ids = Array.isArray(guilds) ? guilds.map((guild) => part(guild, 'id')) : [];
  return ids.filter((id) => typeof id === 'string');
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
