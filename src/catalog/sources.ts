import type { Schedule, SourcePlan } from '../domain/source/plan.ts';
import { UserError } from '../ports/errors.ts';
import { explain, idSchema, type Overlay, type ZodModule } from './overlay.ts';

type Schedules = Readonly<Record<string, Schedule>>;

/** The schedules that ship with those of the overlay on them; a new one needs its cron expression. */
export function laySchedules(
  file: string,
  shipped: Schedules,
  overlay: Overlay['schedules'] = {},
): Schedules {
  const laid: Record<string, Schedule> = { ...shipped };
  for (const [name, told] of Object.entries(overlay)) {
    const change = typeof told === 'string' ? { cron: told } : told;
    const before = Object.hasOwn(shipped, name) ? shipped[name] : undefined;
    const cron = change.cron ?? before?.cron;
    if (cron === undefined)
      throw new UserError(`${file}: \`schedules.${name}\`: a new schedule needs a \`cron\``);
    laid[name] = {
      cron,
      zone: change.zone ?? before?.zone ?? 'UTC',
      jitter: change.jitter ?? before?.jitter ?? 60,
    };
  }
  return laid;
}

/**
 * The sources that ship with those of the overlay on them: an entry with a known id changes that source, any
 * other is a source of its own, `enabled: false` switches one off.
 */
export async function laySources(
  file: string,
  shipped: readonly SourcePlan[],
  overlay: NonNullable<Overlay['sources']>,
): Promise<SourcePlan[]> {
  const { z } = await import('zod');
  const plans = new Map(shipped.map((plan) => [plan.id, plan]));
  const told = new Set<string>();
  for (const { enabled, ...change } of overlay) {
    if (told.has(change.id)) throw new UserError(`${file}: two sources are called \`${change.id}\``);
    told.add(change.id);
    const known = plans.get(change.id);
    if (known && 'kind' in change && change.kind !== known.kind) {
      throw new UserError(
        `${file}: the source \`${change.id}\` ships as a ${known.kind}; give another kind an id of its own`,
      );
    }
    if (enabled === false) plans.delete(change.id);
    else plans.set(change.id, checkPlan(z, file, { ...known, ...change }));
  }
  return [...plans.values()];
}

/** Every source must have a schedule that there is. */
export function checkSchedules(file: string, plans: readonly SourcePlan[], schedules: Schedules): void {
  for (const { id, schedule } of plans) {
    if (Object.hasOwn(schedules, schedule)) continue;
    throw new UserError(
      `${file}: the source \`${id}\` has no schedule \`${schedule}\`; there is ${Object.keys(schedules).join(', ')}`,
    );
  }
}

/** What a source of each kind is asked by where nothing is said. */
const USUAL: Readonly<Record<SourcePlan['kind'], string>> = {
  list: 'lists',
  releases: 'releases',
  commits: 'commits',
  clone: 'commits',
  advisories: 'advisories',
  feed: 'news',
  page: 'pages',
};

function checkPlan(
  z: ZodModule,
  file: string,
  raw: { readonly id: string; readonly kind?: unknown },
): SourcePlan {
  const schemas = planSchemas(z);
  const { kind } = raw;
  if (typeof kind !== 'string' || !Object.hasOwn(schemas, kind)) {
    throw new UserError(
      `${file}: the source \`${raw.id}\` does not ship, so it needs a \`kind\`: ${Object.keys(schemas).join(', ')}`,
    );
  }
  const schema = schemas[kind as SourcePlan['kind']];
  const parsed = schema.safeParse({
    why: 'of your own',
    schedule: USUAL[kind as SourcePlan['kind']],
    ...raw,
  });
  if (parsed.success) return parsed.data;
  throw explain(`${file}: the source \`${raw.id}\``, parsed.error, Object.keys(schema.shape), `its`);
}

function planSchemas(z: ZodModule) {
  const common = { id: idSchema(z), why: z.string().max(300), schedule: z.string().max(60) };
  const url = z.url({ protocol: /^https?$/ }).max(2000);
  const branch = z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9][\w./-]*$/, 'the name of a branch');
  const selector = z.string().min(1).max(500).optional();
  const selectors = z.strictObject({
    item: selector,
    title: selector,
    link: selector,
    date: selector,
    author: selector,
    text: selector,
    drop: selector,
  });
  const list = z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9][\w.-]*$/, 'the name of a list on the server, without slashes');
  const path = z
    .string()
    .max(300)
    .regex(/^[A-Za-z0-9][\w./-]*$/, 'a path on the server');
  const tree = z.string().min(1).max(60);
  return {
    list: z.strictObject({
      ...common,
      kind: z.literal('list'),
      list,
      search: z.string().min(1).max(500).optional(),
    }),
    releases: z.strictObject({ ...common, kind: z.literal('releases') }),
    commits: z.strictObject({
      ...common,
      kind: z.literal('commits'),
      repository: path,
      branch: branch.default('master'),
      tree,
    }),
    clone: z.strictObject({
      ...common,
      kind: z.literal('clone'),
      url: z
        .string()
        .min(1)
        .max(2000)
        .regex(/^(?!-)\S+$/, 'the address of a git repository'),
      branch: branch.default('master'),
      tree: tree.default('mainline'),
      paths: z.array(z.string().min(1).max(200)).max(100).default(['*.rs', 'rust/']),
    }),
    advisories: z.strictObject({ ...common, kind: z.literal('advisories') }),
    feed: z.strictObject({ ...common, kind: z.literal('feed'), url, pages: z.boolean().default(false) }),
    page: z.strictObject({ ...common, kind: z.literal('page'), url, selectors }),
  } as const;
}
