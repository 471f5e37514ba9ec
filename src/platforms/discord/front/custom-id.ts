import { randomBytes } from 'node:crypto';
import { type Ask, decodeAsk, encodeAsk } from '../../../domain/answer/ask.ts';
import { LIMITS } from '../render/limits.ts';

/**
 * What pressing or sending does: `new` brings an answer that only he sees, `replace` puts it in the message's place,
 * `form` opens the command's form filled in. `sent` and `resent` are forms that were sent: the latter takes the place of
 * the message that it was opened from.
 */
export type Deed = 'new' | 'replace' | 'form' | 'sent' | 'resent';

const PREFIXES: Readonly<Record<Deed, string>> = {
  new: 'n:',
  replace: 'r:',
  form: 'f:',
  sent: 's:',
  resent: 't:',
};
/** What Discord gives back as it was. */
const PLAIN = /^[ -~]*$/;
const TOKEN_MARK = '~';
const MOST_KEPT = 5000;

export type CustomIds = {
  /** At most 100 characters. What is long is kept for a while, under a token that only its tenant can use. */
  readonly write: (deed: Deed, ask: Ask, tenant: string) => string;
  /** `forgotten`: it was kept, and is no more. Undefined: none of ours. Never throws. */
  readonly read: (
    id: string,
    tenant: string,
  ) => { readonly deed: Deed; readonly ask: Ask } | 'forgotten' | undefined;
};

/** The ids of buttons and forms, and the asks that are too long for them. */
export function createCustomIds(): CustomIds {
  const kept = new Map<string, Ask>();
  const keep = (ask: Ask, tenant: string) => {
    const token = randomBytes(12).toString('base64url');
    kept.set(`${tenant}${token}`, ask);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return TOKEN_MARK + token;
  };
  return {
    write: (deed, ask, tenant) => {
      const prefix = PREFIXES[deed];
      const code = encodeAsk(ask, LIMITS.customId - prefix.length);
      return prefix + (code !== undefined && PLAIN.test(code) ? code : keep(ask, tenant));
    },
    read: (id, tenant) => {
      const deed = deedOf(id);
      if (deed === undefined) return undefined;
      const rest = id.slice(PREFIXES[deed].length);
      if (!rest.startsWith(TOKEN_MARK)) {
        const ask = decodeAsk(rest);
        return ask && { deed, ask };
      }
      const ask = kept.get(`${tenant}${rest.slice(TOKEN_MARK.length)}`);
      return ask === undefined ? 'forgotten' : { deed, ask };
    },
  };
}

const DEEDS = ['new', 'replace', 'form', 'sent', 'resent'] as const;

function deedOf(id: string): Deed | undefined {
  return DEEDS.find((deed) => id.startsWith(PREFIXES[deed]));
}
