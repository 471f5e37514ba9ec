import type { REST } from 'discord.js';
import type { Front, FrontDeps } from '../../../ports/chat.ts';
import { encodingForms } from '../request.ts';
import { connect } from './connect.ts';
import { createCustomIds } from './custom-id.ts';
import { firstByRest } from './first-by-rest.ts';
import { forgetGuild } from './forget.ts';
import type { Gateway } from './gateway.ts';
import type { Library } from './gateway-options.ts';
import { createHttp } from './http.ts';
import { createIntake } from './intake.ts';
import { createOngoing } from './ongoing.ts';
import type { DiscordFrontSettings } from './settings.ts';
import { createStanding } from './standing.ts';

/** So long a request to Discord may take, ms. */
const TIMEOUT = 8000;

/**
 * Where people of Discord speak to the program: over the gateway, or over HTTP where a public key is given. Both bring
 * interactions as Discord writes them, and from there on it is one way. discord.js is loaded by `start`.
 */
export function createDiscordFront(given: DiscordFrontSettings, deps: FrontDeps): Front {
  const settings = { ...given, api: given.api.replace(/\/{1,10}$/, '') };
  const standing = createStanding(settings.publicKey === undefined ? 'socket' : 'http', deps.now);
  const ongoing = createOngoing();
  let rest: REST | undefined;
  let gateway: Gateway | undefined;
  const own = { ids: createCustomIds(), ending: ongoing.ending, ongoing, rest: () => rest };
  const take = createIntake({ ...settings, ...deps, ...own });
  const http = settings.publicKey === undefined ? undefined : createHttp(settings.publicKey, deps.now, take);
  const onInteraction = (interaction: unknown) => void take(interaction, firstByRest);
  const onRemoved = (guild: string) => forgetGuild(guild, { ...deps, standing, ongoing });
  return {
    id: 'discord',
    start: async () => {
      http?.checkKey();
      const library = await import('discord.js');
      rest = openRest(library, settings, deps.version);
      const more = { settings, library, rest, standing, closed: ongoing.closed };
      gateway = await connect({ ...deps, ...more, onInteraction, onRemoved });
    },
    health: standing.health,
    close: async () => {
      ongoing.close();
      await gateway?.close();
      await ongoing.ended();
      rest?.clearHashSweeper();
      rest?.clearHandlerSweeper();
      standing.connected(false, 'it was closed');
    },
    ...(http === undefined ? {} : { http: { paths: http.paths, handle: http.handle } }),
  };
}

function openRest(library: Library, { api, token }: DiscordFrontSettings, version: string): REST {
  const userAgentAppendix = `lorewatch/${version}`;
  const makeRequest = encodingForms(library.DefaultRestOptions.makeRequest);
  // What may be sent again is decided where it is sent.
  const options = { api, version: '10', retries: 0, timeout: TIMEOUT, userAgentAppendix };
  const rest = new library.REST({ ...options, makeRequest });
  return rest.setToken(token);
}
