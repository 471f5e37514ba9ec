import { nearest } from '../filter/nearest.ts';
import { readMailAddress } from './mail-address.ts';
import type { PlatformId, Target } from './target.ts';

type Wrong = { readonly wrong: string };

const LONGEST = 2000;
const SCHEMES = ['console', 'file', 'mailto', 'https', 'http', 'slack', 'discord'] as const;
type Scheme = (typeof SCHEMES)[number];
const OFFERED =
  '`console:`, `file:PATH`, `mailto:NAME@DOMAIN`, `https://HOST/PATH`, `slack:TEAM/CHANNEL` and `discord:GUILD/CHANNEL`';
/** Blanks at the ends are cut; any other, and what cannot be seen, has no business in an address. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Reads a target into its canonical form: two spellings of one place become one text. A mistake is a sentence, which
 * never shows what may be a secret. Never throws.
 */
export function readTarget(text: string): Target | Wrong {
  const typed = text.trim();
  if (typed === '') return { wrong: `the target is empty; there is ${OFFERED}` };
  if (typed.length > LONGEST)
    return { wrong: `a target has at most ${LONGEST} characters, this one has ${typed.length}` };
  if (UNSEEN.test(typed))
    return { wrong: 'there is a character in the target that cannot be seen; type it anew' };
  const colon = typed.indexOf(':');
  const scheme = typed.slice(0, Math.max(0, colon)).toLowerCase();
  const known = SCHEMES.find((each) => each === scheme);
  if (known === undefined) return { wrong: unknown(typed, colon, scheme) };
  return readPlace(known, typed.slice(colon + 1), typed);
}

/** A target as it may be shown: of a webhook its host, and what leads to the secret part of its path. */
export function targetLabel({ platform, text }: Target): string {
  if (platform !== 'https') return text;
  const url = URL.parse(text);
  if (!url) return 'a webhook';
  const [, first = '', ...rest] = url.pathname.split('/');
  if (first === '' && url.search === '') return `${url.origin}/`;
  // The last part is where services put the secret, and a first one of letters alone is where they do not.
  const shown = rest.length > 0 && /^[A-Za-z_-]{1,24}$/.test(first) ? `${first}/` : '';
  return `${url.origin}/${shown}...`;
}

function unknown(typed: string, colon: number, scheme: string): string {
  if (colon < 0) {
    if ('text' in readMailTo(typed)) return `\`${typed}\` is no target; did you mean \`mailto:${typed}\`?`;
    // An address of a webhook without its scheme has the secret in it all the same.
    const shown = /^[\w-]{1,40}$/.test(typed) ? `\`${typed}\`` : 'this';
    return `${shown} is no target; there is ${OFFERED}`;
  }
  const near = scheme === '' ? undefined : nearest(scheme, SCHEMES);
  const hint = near === undefined ? '' : `; did you mean \`${near}:\`?`;
  return `there is no target \`${scheme.slice(0, 20)}:\`${hint}; there is ${OFFERED}`;
}

function readPlace(scheme: Scheme, rest: string, typed: string): Target | Wrong {
  switch (scheme) {
    case 'console':
      if (rest !== '') return { wrong: 'nothing can stand behind `console:`' };
      return { platform: 'console', text: 'console:' };
    case 'file':
      return readFilePlace(rest);
    case 'mailto':
      return readMailTo(rest);
    case 'https':
    case 'http':
      return readWebhook(typed);
    case 'slack':
      return readChannel('slack', rest.toUpperCase(), /^[A-Z0-9]{1,30}$/, [
        'TEAM',
        'CHANNEL',
        'T0123ABCD/C0123ABCD',
      ]);
    case 'discord':
      return readChannel('discord', rest, /^\d{1,20}$/, [
        'GUILD',
        'CHANNEL',
        '112233445566778899/998877665544332211',
      ]);
  }
}

function readMailTo(rest: string): Target | Wrong {
  const read = readMailAddress(rest);
  return 'wrong' in read ? read : { platform: 'mailto', text: `mailto:${read.address}` };
}

/** Relative ones stay relative; `//`, `/./` and a `./` in front say nothing. */
function readFilePlace(rest: string): Target | Wrong {
  const path = rest.startsWith('///') ? rest.slice(2) : rest;
  if (path.startsWith('//'))
    return { wrong: 'a file of another machine cannot be written: `file:` takes a path of this one' };
  const parts = path.split('/').filter((part, at) => part !== '.' && (part !== '' || at === 0));
  const clean = parts.join('/');
  if (clean === '' || path.endsWith('/') || parts.at(-1) === '..') {
    return { wrong: 'behind `file:` stands the path of a file, as in file:/var/log/lorewatch.txt' };
  }
  return { platform: 'file', text: `file:${clean}` };
}

function readWebhook(typed: string): Target | Wrong {
  const url = URL.parse(typed);
  // The parser passes over `https:host` and `https:///host`.
  if (!url || !/^https?:\/\/[^/?#]/i.test(typed) || /\s/.test(typed)) {
    return { wrong: 'this is no address of a webhook; it is written as https://host.example.org/path' };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      wrong:
        'an address of a webhook has no name and password in it; what it needs to know of you stands in its path',
    };
  }
  if (typed.includes('#'))
    return { wrong: 'an address of a webhook has no `#`: what stands behind it is never sent' };
  if (url.href.length > LONGEST)
    return { wrong: `an address of a webhook has at most ${LONGEST} characters` };
  return { platform: 'https', text: url.href };
}

function readChannel(
  platform: PlatformId,
  rest: string,
  id: RegExp,
  [group, channel, example]: readonly [string, string, string],
): Target | Wrong {
  const [first = '', second = '', ...more] = rest.split('/');
  if (more.length === 0 && id.test(first) && id.test(second))
    return { platform, text: `${platform}:${first}/${second}` };
  return {
    wrong: `behind \`${platform}:\` stand the ids of ${group}/${channel}, not their names, as in ${platform}:${example}`,
  };
}
