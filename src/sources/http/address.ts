import ipaddr from 'ipaddr.js';

/** Looks public and is the inside of a cloud: Azure's host service. Others of its kind lie in private ranges. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16']);
/** The one part of IPv6 that IANA has given out to the internet. */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3');
/** RFC 6052: the prefix by which networks without IPv4 reach it. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Why a stranger's URL must not lead to this address: the name of its range (IANA special-purpose registries,
 * RFC 6890); undefined where it is an address of the public internet. IPv4 inside of IPv6 is judged as IPv4.
 */
export function refuseAddress(address: string): string | undefined {
  // A zone (`%eth0`) belongs to addresses of the own link.
  if (address.includes('%') || !ipaddr.isValid(address)) return 'no plain address';
  const ip = ipaddr.process(address);
  return ip instanceof ipaddr.IPv4 ? refuseV4(ip) : refuseV6(ip);
}

function refuseV4(ip: ipaddr.IPv4): string | undefined {
  if (METADATA.has(ip.toString())) return 'cloud metadata';
  const range = ip.range();
  return range === 'unicast' ? undefined : range;
}

function refuseV6(ip: ipaddr.IPv6): string | undefined {
  const inner = embedded(ip);
  if (inner) return refuseV4(inner);
  const range = ip.range();
  if (range !== 'unicast') return range;
  return ip.match(GLOBAL) ? undefined : 'reserved';
}

/** NAT64, and ISATAP (RFC 5214), whose interface id says `5efe` and an IPv4 address. */
function embedded(ip: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const { parts } = ip;
  const isatap = (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe;
  return isatap || ip.match(NAT64) ? new ipaddr.IPv4(ip.toByteArray().slice(12)) : undefined;
}
