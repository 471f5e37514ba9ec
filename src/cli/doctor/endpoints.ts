import type { Endpoints, SourcePlan } from '../../domain/source/plan.ts';
import type { Http, HttpAnswer } from '../../ports/http.ts';
import { isHtml } from '../../sources/http/challenge.ts';
import { explainAnswer, soften } from './answers.ts';
import { bad, type Check, type CheckResult, ok } from './check.ts';
import type { ClockReading } from './clock.ts';
import { checkLists, readNames } from './lists.ts';
import type { AskRemote } from './remote.ts';

const TIMEOUT = 30_000;
const MAX_BYTES = 16 << 20;

export type Network = {
  readonly http: Http;
  readonly askRemote: AskRemote;
  readonly endpoints: Endpoints;
  readonly sources: readonly SourcePlan[];
  readonly now: () => number;
  /** Told what each server's clock said. */
  readonly onClock: (reading: ClockReading) => void;
};

/** A check for each server and each page that the sources need, in the order of the sources. */
export function endpointChecks(network: Network): Check[] {
  const { endpoints, sources } = network;
  const kinds = new Set(sources.map(({ kind }) => kind));
  return [
    ...(kinds.has('list') ? loreChecks(network) : []),
    ...(kinds.has('releases') ? releasesChecks(network, endpoints) : []),
    ...(kinds.has('advisories') ? [remoteCheck('cve', endpoints.cve, network)] : []),
    ...sources.flatMap((plan) => sourceChecks(plan, network)),
  ];
}

function loreChecks(network: Network): Check[] {
  const { endpoints, sources } = network;
  const lists = sources.filter((plan) => plan.kind === 'list').map(({ list }) => list);
  const ask = (base: string, path: string) => askFor(`${base}${path}`, network);
  const lore = async (): Promise<CheckResult[]> => {
    const answer = await ask(endpoints.lore, '/manifest.js.gz');
    if (answer.kind !== 'ok') return [explainAnswer('lore', answer)];
    const names = await readNames(answer.body);
    if (names === undefined) {
      return [
        bad(
          'lore',
          `${endpoints.lore}/manifest.js.gz is no manifest`,
          'check `endpoints.lore`: a public-inbox server',
        ),
      ];
    }
    return [ok('lore', `${endpoints.lore} answers`), checkLists(lists, names, endpoints.lore)];
  };
  const mirror = (base: string, n: number): Check => {
    const name = `lore mirror ${n + 1}`;
    return {
      name,
      run: async () => {
        const answer = await ask(base, `/${encodeURIComponent(lists[0] ?? '')}/manifest.js.gz`);
        return [answer.kind === 'ok' ? ok(name, `${base} answers`) : soften(explainAnswer(name, answer))];
      },
    };
  };
  return [{ name: 'lore', run: lore }, ...endpoints.loreMirrors.map(mirror)];
}

function releasesChecks(network: Network, { kernelOrg, cdnKernelOrg }: Endpoints): Check[] {
  return [
    pageCheck('kernel.org', `${kernelOrg}/releases.json`, network, (answer) =>
      isJson(answer.body) ? undefined : 'answers with something else than JSON',
    ),
    { name: 'cdn.kernel.org', run: async () => [await checkMirror(cdnKernelOrg, network)] },
  ];
}

/** Changelogs lie below a folder that a mirror need not list. */
async function checkMirror(base: string, network: Network): Promise<CheckResult> {
  const answer = await askFor(`${base}/pub/linux/kernel/`, network);
  if (answer.kind !== 'ok' && answer.kind !== 'missing') return explainAnswer('cdn.kernel.org', answer);
  return ok('cdn.kernel.org', `${URL.parse(base)?.host ?? base} answers`);
}

function sourceChecks(plan: SourcePlan, network: Network): Check[] {
  switch (plan.kind) {
    case 'commits': {
      const branch = encodeURIComponent(plan.branch);
      const url = `${network.endpoints.gitKernelOrg}/${plan.repository}/atom/?h=${branch}`;
      return [
        pageCheck(plan.id, url, network, (answer) =>
          isPage(answer) ? 'answers with a page and no feed' : undefined,
        ),
      ];
    }
    case 'clone':
      return [remoteCheck(plan.id, plan.url, network)];
    case 'feed':
      return [
        pageCheck(plan.id, plan.url, network, (answer) =>
          isPage(answer) ? 'answers with a page and no feed' : undefined,
        ),
      ];
    case 'page':
      return [
        pageCheck(
          plan.id,
          plan.url,
          network,
          (answer) => (isPage(answer) ? undefined : 'answers with something else than a page'),
          true,
        ),
      ];
    default:
      return [];
  }
}

type Answered = Extract<HttpAnswer, { kind: 'ok' }>;

/** `wrong` says what is wrong with an answer that came, if anything is. */
function pageCheck(
  name: string,
  url: string,
  network: Network,
  wrong: (answer: Answered) => string | undefined,
  robots = false,
): Check {
  return {
    name,
    run: async () => {
      const answer = await askFor(url, network, robots);
      if (answer.kind !== 'ok') return [explainAnswer(name, answer)];
      const why = wrong(answer);
      const host = URL.parse(answer.url)?.host ?? 'it';
      if (why === undefined) return [ok(name, `${host} answers`)];
      return [
        bad(
          name,
          `${host} ${why}`,
          'open its address in a browser; change it in the configuration where it has moved',
        ),
      ];
    },
  };
}

function remoteCheck(name: string, url: string, { askRemote }: Network): Check {
  return { name, run: async () => [await askRemote(name, url)] };
}

async function askFor(url: string, { http, now, onClock }: Network, robots = false): Promise<HttpAnswer> {
  const answer = await http.get({ url, trust: 'operator', maxBytes: MAX_BYTES, timeout: TIMEOUT, robots });
  if (answer.kind === 'ok' && answer.date !== undefined) {
    onClock({ host: URL.parse(answer.url)?.host ?? url, date: answer.date, at: now() });
  }
  return answer;
}

function isPage({ contentType, body }: Answered): boolean {
  return isHtml(contentType, body.toString('latin1', 0, 4096));
}

function isJson(body: Buffer): boolean {
  try {
    return typeof JSON.parse(body.toString('utf8')) === 'object';
  } catch {
    return false;
  }
}
