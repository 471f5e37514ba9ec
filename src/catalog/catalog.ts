import { existsSync } from 'node:fs';
import { ENDPOINTS } from '../../config/endpoints.ts';
import { SCHEDULES } from '../../config/schedules.ts';
import { SOURCES } from '../../config/sources.ts';
import { TOPICS } from '../../config/topics/index.ts';
import { extendAreas } from '../domain/area.ts';
import type { Endpoints, Schedule, SourcePlan } from '../domain/source/plan.ts';
import type { Topic } from '../domain/topic.ts';
import { UserError } from '../ports/errors.ts';
import type { Overlay } from './overlay.ts';
import { checkTopic } from './topic-check.ts';

/** What ships in `config/`, with the operator's overlay on it. */
export type Catalog = {
  readonly topic: Topic;
  readonly endpoints: Endpoints;
  /** In the order in which they are shown. */
  readonly sources: readonly SourcePlan[];
  readonly schedules: Readonly<Record<string, Schedule>>;
  /** A mail address or a page of the operator's; goes into the User-Agent. */
  readonly contact: string | undefined;
  readonly http: HttpManners;
  /** The target of what the program has to tell its operator, as it was written; undefined: the log. */
  readonly admin: string | undefined;
  readonly dkim: DkimPlan | undefined;
  readonly chat: ChatPlan;
};

/** Who may change subscriptions besides those whom the platform itself trusts, by their ids. */
export type ChatPlan = {
  /** People. */
  readonly slackManagers: readonly string[];
  /** Roles. */
  readonly discordManagers: readonly string[];
  /** Servers that get the commands at once, for trying them out; empty: all, which takes Discord a while. */
  readonly discordTrials: readonly string[];
};

/** How mails are signed: RFC 6376. */
export type DkimPlan = {
  readonly domain: string;
  readonly selector: string;
  /** A file with the private key, PEM. */
  readonly keyFile: string;
};

export type HttpManners = {
  /** Between two requests to one host, ms. */
  readonly pause: number;
  /** Hosts, or `host:port`, whose private addresses strangers may name. */
  readonly allowPrivate: readonly string[];
};

const DEFAULT_OVERLAY = './lorewatch.yaml';
const DEFAULT_TOPIC = 'rust';
const DEFAULT_PAUSE = 1000;

/**
 * Reads the overlay (`path`, else ./lorewatch.yaml if it is there) and checks that all fits together.
 * Throws UserError that names the file and the key.
 */
export async function loadCatalog(path: string | undefined): Promise<Catalog> {
  const file = path ?? (existsSync(DEFAULT_OVERLAY) ? DEFAULT_OVERLAY : undefined);
  if (file === undefined) return layOverlay('config', {});
  const { readOverlay } = await import('./overlay.ts');
  return layOverlay(file, await readOverlay(file));
}

async function layOverlay(file: string, overlay: Overlay): Promise<Catalog> {
  const { checkSchedules, laySchedules, laySources } = await import('./sources.ts');
  const schedules = laySchedules(file, SCHEDULES, overlay.schedules);
  const sources = overlay.sources?.length ? await laySources(file, SOURCES, overlay.sources) : SOURCES;
  checkSchedules(file, sources, schedules);
  return {
    topic: layTopic(file, overlay),
    endpoints: layEndpoints(overlay.endpoints),
    sources,
    schedules,
    contact: overlay.contact,
    http: {
      pause: overlay.http?.pause_ms ?? DEFAULT_PAUSE,
      allowPrivate: overlay.http?.allow_private ?? [],
    },
    admin: overlay.admin,
    chat: {
      slackManagers: overlay.chat?.slack?.managers ?? [],
      discordManagers: overlay.chat?.discord?.managers ?? [],
      discordTrials: overlay.chat?.discord?.guilds ?? [],
    },
    dkim: overlay.dkim && {
      domain: overlay.dkim.domain,
      selector: overlay.dkim.selector,
      keyFile: overlay.dkim.key_file,
    },
  };
}

function layTopic(file: string, { topic: name = DEFAULT_TOPIC, areas, series }: Overlay): Topic {
  const topic = Object.hasOwn(TOPICS, name) ? TOPICS[name] : undefined;
  if (!topic) {
    throw new UserError(`${file}: there is no topic \`${name}\`; there is ${Object.keys(TOPICS).join(', ')}`);
  }
  checkTopic(topic);
  return {
    ...topic,
    areas: areas?.length ? extendAreas(topic.areas, areas) : topic.areas,
    maintainers: [...topic.maintainers, ...(series?.maintainers ?? [])],
    staleAfterDays: series?.stale_after_days ?? topic.staleAfterDays,
  };
}

/** Whoever names another server means that one: the mirrors of the one that ships are then not asked. */
function layEndpoints(overlay: Overlay['endpoints'] = {}): Endpoints {
  const own = overlay.lore !== undefined && overlay.lore !== ENDPOINTS.lore;
  return {
    lore: overlay.lore ?? ENDPOINTS.lore,
    loreMirrors: overlay.lore_mirrors ?? (own ? [] : ENDPOINTS.loreMirrors),
    kernelOrg: overlay.kernel_org ?? ENDPOINTS.kernelOrg,
    cdnKernelOrg: overlay.cdn_kernel_org ?? ENDPOINTS.cdnKernelOrg,
    gitKernelOrg: overlay.git_kernel_org ?? ENDPOINTS.gitKernelOrg,
    cve: overlay.cve ?? ENDPOINTS.cve,
    slackApi: overlay.slack_api ?? ENDPOINTS.slackApi,
    discordApi: overlay.discord_api ?? ENDPOINTS.discordApi,
  };
}
