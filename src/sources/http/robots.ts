import { createRequire } from 'node:module';
import type robotsParser from 'robots-parser';
import type { Clock } from '../../ports/clock.ts';
import type { HttpAnswer, HttpRequest, Trust } from '../../ports/http.ts';
import { orAborted } from './deadline.ts';
import { tellUrl } from './redact.ts';

/** Its types promise a default export that its CommonJS does not have. */
const parse: typeof robotsParser.default = createRequire(import.meta.url)('robots-parser');

const TOKEN = 'lorewatch';
/** RFC 9309, 2.5: at least 500 KiB are to be read. */
const MAX_BYTES = 512 * 1024;
/** Matching a pattern with `*` may cost its length times that of the path: so much of them, and of a URL. */
const MAX_PATTERNS = 64 * 1024;
const MAX_URL = 2048;
const TIMEOUT = 20_000;
const DAY = 86_400_000;
/** A host that could not say is asked again behind this, ms. */
const RETRY = 600_000;
const MAX_ORIGINS = 500;
const MAX_DELAY = 60_000;

type Rules = {
  /** Why the URL must not be read; `failed`: for now. */
  readonly judge: (url: URL) => { readonly kind: 'forbidden' | 'failed'; readonly why: string } | undefined;
  /** ms, at most 60,000. */
  readonly delay: number;
  readonly fresh: number;
};

export type Robots = {
  /** Rejects where the signal is aborted. */
  readonly ask: (url: URL, trust: Trust, signal: AbortSignal | undefined) => Promise<Rules>;
};

/** Asks each origin for its robots.txt (RFC 9309) once a day. */
export function createRobots(get: (request: HttpRequest) => Promise<HttpAnswer>, now: Clock): Robots {
  const asked = new Map<string, { readonly rules: Promise<Rules>; until: number }>();
  const fetchRules = async (origin: string, trust: Trust): Promise<Rules> => {
    const url = `${origin}/robots.txt`;
    return readRules(
      url,
      await get({ url, trust, maxBytes: MAX_BYTES, timeout: TIMEOUT, accept: 'text/plain' }),
    );
  };
  return {
    ask: async (url, trust, signal) => {
      // What an operator may reach, a stranger may not learn about.
      const key = `${trust} ${url.origin}`;
      const known = asked.get(key);
      if (known && now() < known.until) return orAborted(known.rules, signal);
      if (asked.size >= MAX_ORIGINS) asked.delete(asked.keys().next().value ?? '');
      // Shared by all who wait for it, so it does not end with the signal of one of them.
      const entry = { rules: fetchRules(url.origin, trust), until: Number.POSITIVE_INFINITY };
      asked.set(key, entry);
      entry.rules.then(
        ({ fresh }) => {
          entry.until = now() + fresh;
        },
        () => asked.delete(key),
      );
      return orAborted(entry.rules, signal);
    },
  };
}

function readRules(url: string, answer: HttpAnswer): Rules {
  if (answer.kind === 'ok') return ruled(url, answer.body.toString('utf8'));
  if (answer.kind === 'missing') return ALLOWED;
  // RFC 9309, 2.3.1.3: unavailable means free; 429 is no such answer but a request to wait.
  if (answer.kind === 'refused' && answer.status >= 400 && answer.status < 500 && answer.status !== 429)
    return ALLOWED;
  const kind = answer.kind === 'forbidden' ? 'forbidden' : 'failed';
  return closed(kind, answer.kind === 'unchanged' ? 'HTTP 304' : answer.why);
}

/** Nothing may be read for now. */
function closed(kind: 'forbidden' | 'failed', cause: string): Rules {
  const why = `robots.txt could not be read, so nothing is for now (${cause})`;
  return { judge: () => ({ kind, why }), delay: 0, fresh: RETRY };
}

const ALLOWED: Rules = { judge: () => undefined, delay: 0, fresh: DAY };

function ruled(url: string, text: string): Rules {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const patterns = lines.filter((line) => line.includes('*')).reduce((sum, { length }) => sum + length, 0);
  if (patterns > MAX_PATTERNS) return closed('failed', `${tellUrl(url)}: more patterns than anybody needs`);
  const robots = parse(url, lines.join('\n'));
  const delay = (robots.getCrawlDelay(TOKEN) ?? 0) * 1000;
  return {
    judge: (page) =>
      robots.isAllowed(page.href.slice(0, MAX_URL), TOKEN) === false
        ? { kind: 'forbidden', why: `${tellUrl(page)}: robots.txt asks ${TOKEN} not to read it` }
        : undefined,
    delay: Number.isNaN(delay) ? 0 : Math.min(Math.max(delay, 0), MAX_DELAY),
    fresh: DAY,
  };
}
