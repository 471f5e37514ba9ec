const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** The host of a URL as it is compared: no brackets, no dots at the end. */
export function bareHost(url: URL): string {
  return trimDots(url.hostname.replace(/^\[|\]$/g, ''));
}

/** The port of a URL; empty where its scheme has none that we know. */
export function portOf(url: URL): string {
  return url.port || (DEFAULT_PORTS[url.protocol] ?? '');
}

/** What is paced: one server, `host:port`. */
export function hostKey(url: URL): string {
  return `${bareHost(url)}:${portOf(url)}`;
}

/** Another origin may only be trusted with a form where it is the same host that moves to https. */
export function isUpgrade(from: URL, to: URL): boolean {
  return (
    from.protocol === 'http:' &&
    to.protocol === 'https:' &&
    bareHost(from) === bareHost(to) &&
    (portOf(to) === '443' || portOf(to) === portOf(from))
  );
}

export type IsAllowed = (host: string, port: string) => boolean;

/** Hosts (`news.example.org`, `::1`) and single ports of them (`127.0.0.1:8080`, `[::1]:80`) that are excepted. */
export function readAllowed(entries: readonly string[]): IsAllowed {
  const known = new Set(entries.map(normalize));
  return (host, port) => known.has(host) || known.has(`${host}:${port}`);
}

/** Spelled as a URL would have it: small letters, numbers of addresses in their one form. */
function normalize(entry: string): string {
  const bare = entry.split(':').length > 2 && !entry.startsWith('[') ? `[${entry}]` : entry;
  // A URL leaves out port 80 of http; it is put back.
  const url = URL.parse(`http://${bare}`);
  if (!url) return entry;
  return /:\d+$/.test(bare) ? `${bareHost(url)}:${url.port || '80'}` : bareHost(url);
}

function trimDots(host: string): string {
  let end = host.length;
  while (end > 0 && host[end - 1] === '.') end--;
  return host.slice(0, end);
}
