import type { FrontHealth } from '../../../ports/chat.ts';
import type { Clock } from '../../../ports/clock.ts';

/** How the front stands, as its parts tell. */
export type Standing = {
  readonly health: () => FrontHealth;
  /** Telling the same again changes nothing. `why`: a sentence where it is not. */
  readonly connected: (isConnected: boolean, why?: string) => void;
  /** What is wrong besides the connection; '' = nothing. */
  readonly complain: (why: string) => void;
  readonly guilds: Set<string>;
  /** Of HTTP: Discord tells about how many guilds there are. */
  readonly roughly: (count: number) => void;
};

export function createStanding(mode: FrontHealth['mode'], now: Clock): Standing {
  const guilds = new Set<string>();
  let isConnected = false;
  let since = now();
  let lost = 'not connected to Discord yet';
  let complaint = '';
  let rough = 0;
  return {
    guilds,
    connected: (is, why = '') => {
      if (is !== isConnected) since = now();
      isConnected = is;
      lost = is ? '' : why;
    },
    complain: (why) => {
      complaint = why;
    },
    roughly: (count) => {
      rough = count;
    },
    health: () => ({
      platform: 'discord',
      mode,
      connected: isConnected,
      since,
      installations: Math.max(guilds.size, rough),
      why: [lost, complaint].filter((why) => why !== '').join('; '),
    }),
  };
}
