import type { Trust } from '../../ports/http.ts';
import type { Hop } from './exchange.ts';
import { isUpgrade } from './host.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Where an answer sends to: the next hop, a refusal, or nowhere. RFC 9110, 15.4: 303 asks with GET, and 301 and
 * 302 do so for a form as every browser does; credentials stay with their origin.
 */
export function readRedirect(
  hop: Hop,
  status: number,
  location: string | undefined,
): { readonly next: Hop } | { readonly refused: string } | undefined {
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  // Headers come byte by byte; what is no ASCII in them is UTF-8 as a rule.
  const url = URL.parse(Buffer.from(location, 'latin1').toString('utf8'), hop.url.href);
  if (!url) return { refused: 'it redirects to an address that is no URL' };
  url.username = '';
  url.password = '';
  url.hash = '';
  if (hop.url.protocol === 'https:' && url.protocol === 'http:')
    return { refused: 'it redirects from https to http' };
  const keepsContent = hop.method === 'POST' && (status === 307 || status === 308);
  const sameOrigin = url.origin === hop.url.origin;
  if (keepsContent && !sameOrigin && !isUpgrade(hop.url, url))
    return { refused: 'it wants the form to be sent to another host' };
  return {
    next: {
      url,
      trust: trustOf(hop, url),
      method: keepsContent ? 'POST' : 'GET',
      content: keepsContent ? hop.content : undefined,
      credentials: sameOrigin ? hop.credentials : undefined,
      headers: sameOrigin ? hop.headers : {},
    },
  };
}

/** The operator vouches for the host that he named, not for those to which it sends. */
function trustOf(hop: Hop, to: URL): Trust {
  const stays = to.origin === hop.url.origin || isUpgrade(hop.url, to);
  return stays ? hop.trust : 'stranger';
}
