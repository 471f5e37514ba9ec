import { existsSync, readFileSync } from 'node:fs';
import { ENDPOINTS, type Endpoints } from '../config/endpoints.ts';
import { TOPICS } from '../config/topics/index.ts';
import { type AreaAddition, extendAreas } from './domain/area.ts';
import type { Topic } from './domain/topic.ts';
import { UserError } from './ports/errors.ts';

/** What ships in `config/`, with the operator's overlay on it. */
export type Catalog = { readonly topic: Topic; readonly endpoints: Endpoints };

type Overlay = {
  readonly endpoints?: { readonly lore?: string | undefined } | undefined;
  readonly topic?: string | undefined;
  readonly areas?: readonly AreaAddition[] | undefined;
  readonly series?:
    | { readonly stale_after_days?: number | undefined; readonly maintainers?: readonly string[] | undefined }
    | undefined;
};

const DEFAULT_OVERLAY = './lorewatch.yaml';
const DEFAULT_TOPIC = 'rust';

/**
 * Reads the overlay (`path`, else ./lorewatch.yaml if it is there) and checks that all fits together.
 * Throws UserError that names the file and the key.
 */
export async function loadCatalog(path: string | undefined): Promise<Catalog> {
  const file = path ?? (existsSync(DEFAULT_OVERLAY) ? DEFAULT_OVERLAY : undefined);
  const overlay = file === undefined ? {} : await readOverlay(file);
  const name = overlay.topic ?? DEFAULT_TOPIC;
  const topic = Object.hasOwn(TOPICS, name) ? TOPICS[name] : undefined;
  if (!topic) {
    throw new UserError(`${file}: there is no topic \`${name}\`; there is ${Object.keys(TOPICS).join(', ')}`);
  }
  checkTopic(topic);
  const lore = overlay.endpoints?.lore ?? ENDPOINTS.lore;
  const areas = overlay.areas?.length ? extendAreas(topic.areas, overlay.areas) : topic.areas;
  const maintainers = [...topic.maintainers, ...(overlay.series?.maintainers ?? [])];
  const staleAfterDays = overlay.series?.stale_after_days ?? topic.staleAfterDays;
  return { topic: { ...topic, areas, maintainers, staleAfterDays }, endpoints: { ...ENDPOINTS, lore } };
}

/** Loads what it needs itself: most runs have no overlay, and a start takes half the time. */
async function readOverlay(file: string): Promise<Overlay> {
  const { z } = await import('zod');
  const schema = z.strictObject({
    endpoints: z.strictObject({ lore: z.url({ protocol: /^https?$/ }).optional() }).optional(),
    topic: z.string().optional(),
    areas: areasSchema(z).optional(),
    series: z
      .strictObject({
        stale_after_days: z.int().min(1).max(3650).optional(),
        maintainers: z.array(z.email().max(200)).max(1000).optional(),
      })
      .optional(),
  });
  const parsed = schema.safeParse((await readYaml(file)) ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const place = [...(issue?.path ?? []), ...keys.slice(0, 1)].join('.');
  const known = Object.keys(schema.shape).join(', ');
  if (keys.length > 0) throw new UserError(`${file}: unknown key \`${place}\` (top-level keys are ${known})`);
  if (place === '')
    throw new UserError(`${file}: it must hold keys and values (top-level keys are ${known})`);
  throw new UserError(`${file}: \`${place}\`: ${issue?.message}`);
}

/** More parts of the kernel, or more of one that ships. */
function areasSchema(z: typeof import('zod').z) {
  const name = z
    .string()
    .max(60)
    .regex(
      /^[a-z0-9][\w-]*(?:\/[a-z0-9][\w-]*){0,3}$/,
      'small letters, digits, - and _; / leads to a part of it',
    );
  const path = z
    .string()
    .max(200)
    .regex(/^[^\s/*?[][^\s*?[]*$/, 'the beginning of a path from the root of the kernel, without wildcards');
  const subject = z.string().trim().toLowerCase().min(1).max(60);
  const area = z
    .strictObject({
      area: name,
      paths: z.array(path).max(5000).default([]),
      subjects: z.array(subject).max(500).default([]),
    })
    .refine(({ paths, subjects }) => paths.length + subjects.length > 0, 'it has neither paths nor subjects');
  return z.array(area).max(5000);
}

async function readYaml(file: string): Promise<unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`the configuration ${file} cannot be read: check the path, or leave --config away`);
  }
  const { parse } = await import('yaml');
  try {
    return parse(text);
  } catch (error) {
    const first = error instanceof Error ? error.message.split('\n')[0] : '';
    throw new UserError(`${file} is no YAML: ${first}`);
  }
}

/** A half-wired topic is our mistake, and fatal: two rules of one name, a rule or a milestone type without examples. */
export function checkTopic({
  id,
  rules,
  areas,
  milestones,
}: Pick<Topic, 'id' | 'rules' | 'areas' | 'milestones'>): void {
  const seen = new Set<string>();
  for (const rule of rules) {
    if (seen.has(rule.id)) throw new Error(`topic ${id}: two rules are called ${rule.id}`);
    if (rule.examples.yes.length === 0) throw new Error(`topic ${id}: rule ${rule.id} has no example`);
    seen.add(rule.id);
  }
  for (const type of milestones) {
    if (seen.has(type.id)) throw new Error(`topic ${id}: a rule and a milestone type are called ${type.id}`);
    if (type.examples.yes.length === 0) throw new Error(`topic ${id}: milestone ${type.id} has no example`);
    seen.add(type.id);
  }
  const names = new Set(areas.map(({ area }) => area));
  if (names.size !== areas.length) throw new Error(`topic ${id}: two areas have one name`);
}
