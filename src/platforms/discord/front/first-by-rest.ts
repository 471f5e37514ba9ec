import type { APIInteraction, REST } from 'discord.js';
import { type First, filesOf } from './line.ts';
import { readTrouble } from './trouble.ts';

const ACKNOWLEDGED = 40060;

/** First answers by the REST API: of interactions that came over the gateway. */
export function firstByRest({ id, token }: Pick<APIInteraction, 'id' | 'token'>, rest: REST): First {
  return {
    takesFiles: true,
    send: async (body, pictures) => {
      const post = () =>
        rest.post(`/interactions/${id}/${token}/callback`, { body, files: filesOf(pictures), auth: false });
      try {
        await post();
      } catch (error) {
        const { status } = readTrouble(error);
        if (status > 0 && status < 500) throw error;
        await post().catch((again: unknown) => {
          // The one before did get through: its answer was lost.
          if (readTrouble(again).code !== ACKNOWLEDGED) throw again;
        });
      }
    },
  };
}
