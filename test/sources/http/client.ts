import { createHttp } from '../../../src/sources/http/client.ts';
import type { HttpOptions } from '../../../src/sources/http/options.ts';

export const AGENT = 'lorewatch/1.2.3 (+https://lorewatch.example.org; ops@example.org)';

/** A client without pauses that knows no names but those it is told: `news.example.org` lives on loopback. */
export function testHttp(options: Partial<HttpOptions> = {}) {
  return createHttp({ userAgent: AGENT, pause: 0, resolve: resolveLocally, ...options });
}

async function resolveLocally(name: string) {
  if (name.endsWith('.example.org') || name === 'example.org') return [{ address: '127.0.0.1', family: 4 }];
  throw Object.assign(new Error(`unknown ${name}`), { code: 'ENOTFOUND' });
}

/** `http://127.0.0.1:PORT` with another name in front of the port. */
export function named(url: string, host: string): string {
  return url.replace('127.0.0.1', host);
}

export function hostOf(url: string): string {
  return new URL(url).host;
}

export const PLAIN = { trust: 'operator', maxBytes: 1_000_000 } as const;
export const STRANGE = { trust: 'stranger', maxBytes: 1_000_000 } as const;
