/** What is known of a request that failed, without its address: that holds tokens. */
export type Trouble = {
  /** Discord's own code, of its JSON errors; 0: none. */
  readonly code: number;
  /** Of HTTP; 0: no answer. */
  readonly status: number;
  /** For the log: never has an address or a token in it. */
  readonly words: string;
};

/** Reads an error of the REST client. */
export function readTrouble(error: unknown): Trouble {
  const code = numberOf(error, 'code');
  const status = numberOf(error, 'status');
  if (status > 0) return { code, status, words: `Discord answered ${status}${code > 0 ? ` (${code})` : ''}` };
  const name: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  // Node's and undici's own codes are letters: ECONNRESET, UND_ERR_SOCKET.
  const why = typeof name === 'string' && /^[A-Z_]{1,40}$/.test(name) ? ` (${name})` : '';
  if (error instanceof Error && error.name === 'AbortError')
    return { code, status, words: 'Discord did not answer in time' };
  return { code, status, words: `Discord could not be reached${why}` };
}

/**
 * Unknown interaction, webhook or message, one that is acknowledged, a token that ran out: it was too late, somebody else
 * was faster, or it was dismissed. Nobody is waiting.
 */
const NOBODY_WAITS: readonly number[] = [10062, 40060, 10008, 10015, 50027];

export function nobodyWaits({ code }: Trouble): boolean {
  return NOBODY_WAITS.includes(code);
}

/** The token of the bot is none, or no more. */
export function isRefused({ status }: Trouble): boolean {
  return status === 401;
}

function numberOf(error: unknown, name: string): number {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  const number = Number(value);
  return (typeof value === 'number' || typeof value === 'string') && Number.isInteger(number) ? number : 0;
}
