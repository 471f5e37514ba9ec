import { type Ask, decodeAsk, encodeAsk } from '../../../domain/answer/ask.ts';
import { MOST } from '../render/message.ts';

/**
 * What pressing a button does: it brings something new, it replaces the answer that it stands under, or it shows the
 * answer to everybody.
 */
export type Press = 'new' | 'replace' | 'share';
export type Pressed = { readonly press: Press; readonly ask: Ask } | 'forgotten' | 'unknown';

/** The first is what posts have, too: render/button.ts. */
const PREFIXES: Readonly<Record<Press, string>> = { new: 'n:', replace: 'r:', share: 's:' };
const PRESSES: readonly Press[] = ['new', 'replace', 'share'];

/** Asks that are too long for a button, of all workspaces. */
const MOST_KEPT = 1000;
const TOKEN = '~';

/** Writes asks on buttons and reads them. Those that are too long are remembered, and a number stands in their place. */
export type Codes = {
  readonly write: (press: Press, ask: Ask, tenant: string) => string;
  /** `forgotten`: it was remembered by a program that has ended since, or long ago. Never throws. */
  readonly read: (value: string, tenant: string) => Pressed;
};

/** `id`: makes a text that nobody guesses. */
export function createCodes(id: () => string): Codes {
  const kept = new Map<string, { readonly ask: Ask; readonly tenant: string }>();
  function keep(ask: Ask, tenant: string): string {
    const key = id();
    kept.set(key, { ask, tenant });
    for (const old of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(old);
    }
    return TOKEN + key;
  }
  function read(value: string, tenant: string): Pressed {
    const press = PRESSES.find((each) => value.startsWith(PREFIXES[each]));
    if (!press) return 'unknown';
    const text = value.slice(PREFIXES[press].length);
    if (text.startsWith(TOKEN)) {
      const found = kept.get(text.slice(TOKEN.length));
      return found?.tenant === tenant ? { press, ask: found.ask } : 'forgotten';
    }
    const ask = decodeAsk(text);
    return ask ? { press, ask } : 'unknown';
  }
  return {
    write: (press, ask, tenant) => {
      const prefix = PREFIXES[press];
      return prefix + (encodeAsk(ask, MOST.value - prefix.length) ?? keep(ask, tenant));
    },
    read,
  };
}
