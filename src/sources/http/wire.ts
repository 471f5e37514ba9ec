import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici';
import type { Trust } from '../../ports/http.ts';
import { checkName, lookupBy } from './guard.ts';
import { bareHost, type IsAllowed, portOf } from './host.ts';
import type { Resolve } from './options.ts';
import type { ChooseProxy } from './proxy.ts';

type WireOptions = {
  readonly chooseProxy: ChooseProxy;
  readonly isAllowed: IsAllowed;
  readonly resolve: Resolve;
  readonly connectTimeout: number;
};

/** Connections. Those of strangers are never shared with those of the operator. */
export type Wire = {
  /** By whom a URL is asked. Throws AddressRefused, or what the resolver throws. */
  readonly reach: (url: URL, trust: Trust) => Promise<Dispatcher>;
  /** Cuts all connections. */
  readonly close: () => Promise<void>;
};

/** Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment does not switch it off. */
const TLS = { allowH2: false, rejectUnauthorized: true } as const;

export function createWire({ chooseProxy, isAllowed, resolve, connectTimeout }: WireOptions): Wire {
  const closing = new AbortController();
  const common = { ...TLS, timeout: connectTimeout, signal: closing.signal };
  const open = buildConnector({ ...common, lookup: lookupBy(resolve) });
  const guarded = buildConnector({ ...common, lookup: lookupBy((name) => checkName(name, resolve)) });
  const operators = new Agent({ connect: open, allowH2: false });
  const strangers = new Agent({
    allowH2: false,
    connect: (options, callback) => {
      const port = options.port || (options.protocol === 'https:' ? '443' : '80');
      (isAllowed(options.hostname, port) ? open : guarded)(options, callback);
    },
  });
  const proxies = new Map<string, ProxyAgent>();
  const proxyAgent = (uri: string): ProxyAgent => {
    const known = proxies.get(uri);
    const agent =
      known ?? new ProxyAgent({ uri, connectTimeout, allowH2: false, proxyTls: TLS, requestTls: TLS });
    proxies.set(uri, agent);
    return agent;
  };
  return {
    reach: async (url, trust) => {
      const proxy = chooseProxy(url);
      if (proxy === undefined) return trust === 'operator' ? operators : strangers;
      // The proxy resolves for itself; what cannot be checked here is refused.
      if (trust === 'stranger' && !isAllowed(bareHost(url), portOf(url)))
        await checkName(bareHost(url), resolve);
      return proxyAgent(proxy);
    },
    close: async () => {
      closing.abort();
      await Promise.all([operators, strangers, ...proxies.values()].map((agent) => agent.destroy()));
    },
  };
}
