import { UserError } from '../../ports/errors.ts';
import { bareHost, portOf } from './host.ts';
import type { Proxies } from './options.ts';

/** The proxy by which a URL is asked; undefined: none. */
export type ChooseProxy = (url: URL) => string | undefined;

/** Reads proxies as curl does: a scheme may be missing, `*` in NO_PROXY means every host. Throws UserError. */
export function readProxies(proxies: Proxies | undefined): ChooseProxy {
  const http = readProxy('HTTP_PROXY', proxies?.http);
  const https = readProxy('HTTPS_PROXY', proxies?.https);
  const spared = (proxies?.no ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  return (url) => {
    const proxy = url.protocol === 'https:' ? https : http;
    return proxy === undefined || spared.some((entry) => spares(entry, url)) ? undefined : proxy;
  };
}

/** The value is not repeated: it may hold a password. */
function readProxy(name: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  const url = URL.parse(value.includes('://') ? value : `http://${value}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new UserError(`${name} is no URL of an http or https proxy`);
  return url.href;
}

/** `example.org` and `.example.org` spare the domain and all below, `*.example.org` those below; a port narrows. */
function spares(entry: string, url: URL): boolean {
  const { host, port } = splitEntry(entry.toLowerCase());
  if (port !== '' && port !== portOf(url)) return false;
  if (host === '*') return true;
  const name = bareHost(url);
  const domain = host.replace(/^\*?\./, '').replace(/\.$/, '');
  return domain !== '' && ((name === domain && !host.startsWith('*')) || name.endsWith(`.${domain}`));
}

function splitEntry(entry: string): { host: string; port: string } {
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(entry);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] ?? '' };
  const [host = '', port = '', more] = entry.split(':');
  // More than one colon is an IPv6 address without brackets.
  return more === undefined && /^\d{0,5}$/.test(port) ? { host, port } : { host: entry, port: '' };
}
