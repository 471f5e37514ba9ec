import type { Catalog } from '../catalog/catalog.ts';
import { printCadence } from '../domain/subscription/read-cadence.ts';
import { readTarget, targetLabel } from '../domain/subscription/read-target.ts';
import type { Target } from '../domain/subscription/target.ts';
import type { DeliverDeps } from '../pipeline/delivering/deps.ts';
import { UserError } from '../ports/errors.ts';
import type { Platforms } from '../ports/platform.ts';
import type { Queue } from '../ports/queue.ts';
import { createCounts } from '../web/counts.ts';
import { createWeb } from '../web/server.ts';
import { unsubscribeToken } from '../web/token.ts';
import { type ChatPlans, needsHttp, planFronts, speaks } from './chat/plan.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';
import { createOutageLog, telling } from './daemon/outage-log.ts';
import type { Listen, Service } from './daemon/service.ts';
import type { Log } from './log.ts';
import { type OpenFollowing, openFollowing } from './open-following.ts';
import { openPlatforms } from './open-platforms.ts';
import type { Part } from './roles.ts';
import { readServices, type Services } from './services.ts';
import { sourceFigures } from './source-figures.ts';

export type OpenService = Service & { readonly folder: string; readonly close: () => Promise<void> };

const MUTE =
  'Slack is posted to, and nobody there can speak to lorewatch: set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET (HTTP)';

/** Opens all that the daemon works with. Throws UserError where something of it is set up wrongly. */
export async function openService(
  context: CliContext,
  options: OptionValues,
  parts: ReadonlySet<Part>,
  log: Log,
): Promise<OpenService> {
  const services = readServices(context.settings);
  if (parts.has('chat') && services.slack && !speaks(services.slack)) log.warn(MUTE);
  const onMistake = (what: string, error: unknown): void =>
    log.error({ err: error }, `${what}: a mistake of the program, please report it`);
  const following = await openFollowing(context, options, onMistake);
  let queue: Queue | undefined;
  try {
    const { catalog } = following;
    const platforms = openPlatforms(context, {
      catalog,
      store: following.deps.store,
      http: following.deps.http,
    });
    const admin = readAdmin(catalog, platforms);
    queue = await openQueue(services, log);
    const service = assemble(context, { services, following, platforms, queue, parts, options, onMistake });
    return {
      ...service,
      folder: following.folder,
      deliver: { ...service.deliver, admin },
      close: async () => {
        // Where it never began to serve: the connections of the queue would keep the process alive.
        await service.queue.close(0);
        await Promise.all([...platforms.values()].map((platform) => platform.close()));
        await following.close();
      },
    };
  } catch (error) {
    await queue?.close(0);
    await following.close();
    throw error;
  }
}

async function openQueue({ redis }: Services, log: Log): Promise<Queue> {
  const onError = (id: string, error: unknown): void => {
    const sentence = `${id}: ${error instanceof Error ? error.message : String(error)}`;
    // The queue forgot a job: the store brings it back.
    if (error instanceof Error && error.name === 'JobLost') log.warn({ job: id }, sentence);
    else log.error({ job: id, err: error }, sentence);
  };
  if (redis === undefined) {
    const { createMemoryQueue } = await import('../queue/memory.ts');
    return createMemoryQueue({ onError });
  }
  const { createBullQueue } = await import('../queue/bullmq/queue.ts');
  const outage = createOutageLog(log);
  const onState = (connected: boolean, why: string): void => (connected ? outage.up(why) : outage.down(why));
  return telling(await createBullQueue({ url: redis, onError, onState }), outage);
}

/** Throws UserError where the configuration names a target that cannot be posted to. */
function readAdmin({ admin }: Catalog, platforms: Platforms): Target | undefined {
  if (admin === undefined) return undefined;
  const read = readTarget(admin);
  const wrong = 'wrong' in read ? read.wrong : whyNot(read, platforms);
  if (wrong !== undefined) throw new UserError(`\`admin\` of the configuration: ${wrong}`);
  return 'wrong' in read ? undefined : read;
}

function whyNot(target: Target, platforms: Platforms): string | undefined {
  const platform = platforms.get(target.platform);
  return platform ? platform.check(target) : `\`${target.platform}:\` is not set up here`;
}

type Opened = {
  readonly services: Services;
  readonly following: OpenFollowing;
  readonly platforms: Platforms;
  readonly queue: Queue;
  readonly parts: ReadonlySet<Part>;
  /** Of the command line. */
  readonly options: OptionValues;
  readonly onMistake: DeliverDeps['onMistake'];
};

function assemble(context: CliContext, opened: Opened): Service {
  const { services, following, platforms, queue, parts, onMistake } = opened;
  const { deps, catalog } = following;
  const { store, topic, now } = deps;
  const { url } = services;
  const lore = catalog.endpoints.lore;
  const counts = createCounts();
  const fronts: Service['fronts'] = { health: [] };
  const chat = parts.has('chat') ? planChat(context, opened) : undefined;
  const { owner, isAlive, random } = deps;
  const secret = store.secret();
  return {
    parts,
    following,
    queue,
    // A process of its own has a place for every source; several leave something to each other.
    triesAtOnce: services.redis === undefined ? 256 : 8,
    counts,
    match: { store, topic, lore, now, skills: (platform) => platforms.get(platform)?.can, onMistake },
    issue: { store, topic, lore, now, onMistake },
    deliver: {
      store,
      platforms,
      now,
      owner,
      isAlive,
      random,
      admin: undefined,
      onMistake,
      links: {
        issueUrl: (id) => url && `${url}/digests/${id}`,
        unsubscribeUrl: ({ id }) => url && `${url}/unsubscribe/${unsubscribeToken(secret, id)}`,
      },
    },
    web: parts.has('web') ? openWeb(context, opened, { counts, fronts, chat }) : undefined,
    chat,
    fronts,
  };
}

function openWeb(
  { version, settings, now }: CliContext,
  { services, following, queue, onMistake }: Opened,
  { counts, fronts, chat }: Pick<Service, 'counts' | 'fronts' | 'chat'>,
): Service['web'] {
  const { store, topic } = following.deps;
  const pages = createWeb({
    store,
    now,
    version,
    title: topic.title,
    url: services.url,
    endSubscription: (id) => store.removeSubscription(id),
    describe: ({ target, cadence }) => ({ target: targetLabel(target), cadence: printCadence(cadence) }),
    queueHealth: queue.health,
    sources: () => sourceFigures(store, following.sources, now()),
    counts,
    fronts: () => fronts.health,
    onMistake,
  });
  return { pages, listen: chat?.listen === undefined ? listenOf(settings, services) : undefined };
}

function listenOf({ port: named }: CliContext['settings'], { port, host }: Services): Listen {
  return { port, host, wanted: named !== undefined };
}

/** What the threads of the chat work with; undefined where nothing is set up that could be spoken to. */
function planChat(
  { settings, version }: CliContext,
  { services, following, parts, options }: Opened,
): ChatPlans | undefined {
  const fronts = planFronts(services, following.catalog);
  if (fronts === undefined) {
    if (parts.size > 1) return undefined;
    throw new UserError(
      'there is nothing to speak to: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DISCORD_TOKEN; the README tells where they come from',
    );
  }
  // Whoever is told to listen for Slack or Discord must: the port is wanted.
  const listen = needsHttp(fronts) ? { ...listenOf(settings, services), wanted: true } : undefined;
  return { settings, version, options, fronts, listen };
}
