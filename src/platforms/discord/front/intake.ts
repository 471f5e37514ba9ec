import type { APIInteraction, REST } from 'discord.js';
import { wordsOf } from './bring.ts';
import { type HandleDeps, handle } from './handle.ts';
import { isInteraction } from './interaction.ts';
import { createLine, type First } from './line.ts';
import type { Ongoing } from './ongoing.ts';
import { createSeen } from './seen.ts';

/** An interaction lives for 15 minutes; more than this in that time would be more than Discord lets anybody send. */
const MOST_SEEN = 5000;

export type FirstOf = (interaction: APIInteraction, rest: REST) => First;

export type IntakeDeps = HandleDeps & {
  readonly ongoing: Ongoing;
  /** undefined before the start. */
  readonly rest: () => REST | undefined;
};

/**
 * Takes an interaction, wherever it came from. Resolves once it is answered; false: it is not wanted, since the program
 * ends, it is none, or it was taken before. Never rejects.
 */
export function createIntake(deps: IntakeDeps): (value: unknown, firstOf: FirstOf) => Promise<boolean> {
  const { ongoing, talk } = deps;
  const isNew = createSeen(MOST_SEEN);
  return async (value, firstOf) => {
    const rest = deps.rest();
    if (rest === undefined || ongoing.closed.aborted || !isInteraction(value) || !isNew(value.id))
      return false;
    const line = createLine(value, firstOf(value, rest), { rest, talk });
    const handled = handle(value, line, deps).catch((error: unknown) => {
      talk('error', 'an interaction could not be handled', { error: wordsOf(error) });
    });
    await ongoing.add(handled);
    return true;
  };
}
