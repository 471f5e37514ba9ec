import { readFileSync } from 'node:fs';
import type { Catalog } from '../catalog/catalog.ts';
import { printCadence } from '../domain/subscription/read-cadence.ts';
import { readTarget, targetLabel } from '../domain/subscription/read-target.ts';
import type { Target } from '../domain/subscription/target.ts';
import type { DeliverDeps } from '../pipeline/delivering/deps.ts';
import { createPlatforms } from '../platforms/index.ts';
import { UserError } from '../ports/errors.ts';
import type { Platforms } from '../ports/platform.ts';
import type { Queue } from '../ports/queue.ts';
import { createCounts } from '../web/counts.ts';
import { createWeb } from '../web/server.ts';
import { unsubscribeToken } from '../web/token.ts';
import type { OptionValues } from './command.ts';
import { type CliContext, isColored } from './context.ts';
import { createOutageLog, telling } from './daemon/outage-log.ts';
import type { Service } from './daemon/service.ts';
import type { Log } from './log.ts';
import { type OpenFollowing, openFollowing } from './open-following.ts';
import type { Part } from './roles.ts';
import { readServices, type Services } from './services.ts';
import { sourceFigures } from './source-figures.ts';

export type OpenService = Service & { readonly folder: string; readonly close: () => Promise<void> };

/** Opens all that the daemon works with. Throws UserError where something of it is set up wrongly. */
export async function openService(
  context: CliContext,
  options: OptionValues,
  parts: ReadonlySet<Part>,
  log: Log,
): Promise<OpenService> {
  const services = readServices(context.settings);
  const onMistake = (what: string, error: unknown): void =>
    log.error({ err: error }, `${what}: a mistake of the program, please report it`);
  const following = await openFollowing(context, options, onMistake);
  let queue: Queue | undefined;
  try {
    const { catalog } = following;
    const platforms = openPlatforms(context, services, following);
    const admin = readAdmin(catalog, platforms);
    queue = await openQueue(services, log);
    const service = assemble(context, { services, following, platforms, queue, parts, onMistake });
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

/** The platforms that are there, with what sets them up. */
function openPlatforms(
  context: CliContext,
  { smtp, url }: Pick<Services, 'smtp' | 'url'>,
  { catalog, deps }: Pick<OpenFollowing, 'catalog' | 'deps'>,
): Platforms {
  return createPlatforms(
    { smtp: smtp && { ...smtp, dkim: readDkim(catalog) }, domain: url && new URL(url).hostname },
    {
      http: deps.http,
      print: context.print,
      columns: context.columns,
      color: isColored(context),
      secret: deps.store.secret(),
      version: context.version,
    },
  );
}

function readDkim({ dkim }: Catalog) {
  if (dkim === undefined) return undefined;
  try {
    const privateKey = readFileSync(dkim.keyFile, 'utf8');
    return { domain: dkim.domain, selector: dkim.selector, privateKey };
  } catch (error) {
    throw new UserError(`the configuration names a DKIM key that cannot be read: ${dkim.keyFile}`, {
      cause: error,
    });
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
  readonly onMistake: DeliverDeps['onMistake'];
};

function assemble(context: CliContext, opened: Opened): Service {
  const { services, following, platforms, queue, parts, onMistake } = opened;
  const { deps, catalog } = following;
  const { store, topic, now } = deps;
  const { url } = services;
  const lore = catalog.endpoints.lore;
  const counts = createCounts();
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
    web: parts.has('web') ? openWeb(context, opened, counts) : undefined,
  };
}

function openWeb(
  { version, settings, now }: CliContext,
  { services, following, queue, onMistake }: Opened,
  counts: Service['counts'],
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
    onMistake,
  });
  const { port, host } = services;
  return { pages, listen: { port, host, wanted: settings.port !== undefined } };
}
