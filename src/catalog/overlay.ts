import { readFileSync } from 'node:fs';
import type { z as Zod } from 'zod';
import { UserError } from '../ports/errors.ts';

/** Reads and checks an operator's overlay. Throws UserError that names the file and the key. */
export async function readOverlay(file: string): Promise<Overlay> {
  // Loaded here: most questions have no overlay, and a start takes half the time.
  const { z } = await import('zod');
  const schema = overlaySchema(z);
  const parsed = schema.safeParse((await readYaml(file)) ?? {});
  if (parsed.success) return parsed.data;
  throw explain(file, parsed.error, Object.keys(schema.shape), 'top-level');
}

export type Overlay = Zod.infer<ReturnType<typeof overlaySchema>>;

/** A sentence on the first thing that is wrong: which key of which file, and what could stand there. */
export function explain(
  file: string,
  error: Zod.ZodError,
  known: readonly string[],
  which: string,
): UserError {
  const [issue] = error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const place = [...(issue?.path ?? []), ...keys.slice(0, 1)].join('.');
  const could = `${which} keys are ${known.join(', ')}`;
  if (keys.length > 0) return new UserError(`${file}: unknown key \`${place}\` (${could})`);
  if (place === '') return new UserError(`${file}: it must hold keys and values (${could})`);
  return new UserError(`${file}: \`${place}\`: ${issue?.message}`);
}

export type ZodModule = typeof Zod;

const MAX_MAILS = 1000;

function overlaySchema(z: ZodModule) {
  return z.strictObject({
    contact: z.string().trim().min(3).max(200).optional(),
    admin: z.string().trim().min(1).max(500).optional(),
    dkim: z
      .strictObject({
        domain: z.string().min(1).max(255),
        selector: z.string().min(1).max(63),
        key_file: z.string().min(1).max(1000),
      })
      .optional(),
    endpoints: endpointsSchema(z).optional(),
    chat: chatSchema(z).optional(),
    topic: z.string().optional(),
    areas: areasSchema(z).optional(),
    series: z
      .strictObject({
        stale_after_days: z.int().min(1).max(3650).optional(),
        maintainers: z.array(z.email().max(200)).max(MAX_MAILS).optional(),
      })
      .optional(),
    schedules: z.record(z.string().max(60), scheduleSchema(z)).optional(),
    // Whole plans, or changes of those that ship: told apart when they are laid on them.
    sources: z
      .array(z.looseObject({ id: idSchema(z), enabled: z.boolean().optional() }))
      .max(500)
      .optional(),
    http: z
      .strictObject({
        pause_ms: z.int().min(0).max(600_000).optional(),
        allow_private: z.array(z.string().min(1).max(260)).max(100).optional(),
      })
      .optional(),
  });
}

export function idSchema(z: ZodModule) {
  return z
    .string()
    .max(60)
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and -');
}

function endpointsSchema(z: ZodModule) {
  const base = z
    .url({ protocol: /^https?$/ })
    .max(500)
    .transform((url) => url.replace(/\/+$/, ''));
  return z.strictObject({
    lore: base.optional(),
    lore_mirrors: z.array(base).max(10).optional(),
    kernel_org: base.optional(),
    cdn_kernel_org: base.optional(),
    git_kernel_org: base.optional(),
    // A git repository: it may lie in a folder as well.
    cve: z.string().min(1).max(500).optional(),
    slack_api: base.optional(),
    discord_api: base.optional(),
  });
}

/** Who may change subscriptions besides those whom the platform itself trusts. */
function chatSchema(z: ZodModule) {
  const ids = (pattern: RegExp, like: string) => z.array(z.string().regex(pattern, like)).max(100).optional();
  return z.strictObject({
    slack: z
      .strictObject({
        managers: ids(/^(?:[TE][A-Z0-9]{2,30}\/)?[UW][A-Z0-9]{2,30}$/, 'the id of a person, as U0123ABCD'),
      })
      .optional(),
    discord: z
      .strictObject({
        managers: ids(/^\d{5,20}$/, 'the id of a role, in quotes: digits'),
        guilds: ids(/^\d{5,20}$/, 'the id of a server, in quotes: digits'),
      })
      .optional(),
  });
}

/** `*\/10 * * * *`, or with zone and jitter. */
function scheduleSchema(z: ZodModule) {
  const cron = z
    .string()
    .trim()
    .max(100)
    .regex(/^\S+(?: +\S+){4}$/, 'a cron expression of five fields: minute hour day month weekday');
  const either = 'a cron expression of five fields, or `cron`, `zone` and `jitter`';
  return z.union(
    [
      cron,
      z.strictObject({
        cron: cron.optional(),
        zone: z.string().min(1).max(60).optional(),
        jitter: z.int().min(0).max(3600).optional(),
      }),
    ],
    either,
  );
}

/** More parts of the kernel, or more of one that ships. */
function areasSchema(z: ZodModule) {
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
