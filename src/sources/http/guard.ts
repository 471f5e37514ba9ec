import { lookup as lookUp } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { Trust } from '../../ports/http.ts';
import { refuseAddress } from './address.ts';
import { bareHost, type IsAllowed, portOf } from './host.ts';
import type { Address, Resolve } from './options.ts';

/** A name leads to an address that strangers may not name. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

const MAX_URL = 8192;
const STRANGER_PORTS: ReadonlySet<string> = new Set(['80', '443', '8080', '8443']);
/** Names of the own machine and network: RFC 6761, 6762, 8375, 9476, and those that clouds and distributions use. */
const INNER_NAMES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|home\.arpa|lan|intranet|corp|private)$|^(?:ip6-(?:localhost|loopback)|broadcasthost)$/;

/**
 * Why a URL may not be asked, as far as it shows by itself; its name is still to be resolved. The URL parser has
 * already written decimal, octal and hexadecimal addresses in their one form.
 */
export function refuseUrl(url: URL, trust: Trust, isAllowed: IsAllowed): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'only http and https are spoken';
  if (url.href.length > MAX_URL) return `it is longer than ${MAX_URL} characters`;
  const host = bareHost(url);
  if (host === '') return 'it names no host';
  if (trust === 'operator' || isAllowed(host, portOf(url))) return undefined;
  if (!STRANGER_PORTS.has(portOf(url))) return `port ${portOf(url)} is not one of the web`;
  if (INNER_NAMES.test(host)) return 'its name is one of the own machine or network';
  const range = isIP(host) ? refuseAddress(host) : undefined;
  return range && `its address is not one of the public internet (${range})`;
}

/** Why a name with these addresses may not be asked: one private among them is enough. */
function refuseAddresses(addresses: readonly Address[]): string | undefined {
  for (const { address } of addresses) {
    const range = refuseAddress(address);
    if (range) return `its name leads to an address that is not one of the public internet (${range})`;
  }
  return undefined;
}

export const resolveName: Resolve = (name) => lookUp(name, { all: true });

/** Throws AddressRefused, or what the resolver throws. */
export async function checkName(name: string, resolve: Resolve): Promise<readonly Address[]> {
  const addresses = isIP(name) ? [{ address: name, family: isIP(name) }] : await resolve(name);
  const why = refuseAddresses(addresses);
  if (why) throw new AddressRefused(why);
  return addresses;
}

/** For net.connect: it connects to the very addresses that were checked, so no name can change in between. */
export function lookupBy(find: Resolve): LookupFunction {
  return (name, options, callback) => {
    find(name).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ''),
    );
  };
}
