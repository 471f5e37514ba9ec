import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings } from '../src/settings.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Every variable that the program reads, in capitals, without those of files. */
function settingNames(): Set<string> {
  const names = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_, name) => {
        if (typeof name === 'string') names.add(name.toUpperCase());
        return undefined;
      },
    },
  );
  readSettings(environment);
  return new Set([...names].filter((name) => !name.endsWith('_FILE') && name !== 'TERM'));
}

const pinned = z
  .string()
  .regex(/^[a-z][a-z0-9./-]{0,100}:[a-z0-9][a-z0-9._-]{0,60}$/)
  .refine((image) => !image.endsWith(':latest'), 'no tag that moves');

/** What every container has to be, and nothing that is not thought of. */
const service = z.strictObject({
  image: pinned,
  build: z.literal('.').optional(),
  profiles: z.array(z.literal('scale')).optional(),
  command: z.array(z.string()).optional(),
  restart: z.literal('unless-stopped'),
  user: z.string().regex(/^[1-9]\d{0,4}:[1-9]\d{0,4}$/),
  read_only: z.literal(true),
  tmpfs: z.array(z.literal('/tmp')).optional(),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  stop_grace_period: z.literal('15s'),
  volumes: z.array(z.string().regex(/^[a-z]{1,20}:\/data$/)).min(1),
  networks: z.array(z.enum(['inside', 'outside'])),
  depends_on: z
    .strictObject({ redis: z.strictObject({ condition: z.literal('service_healthy') }) })
    .optional(),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string().startsWith('127.0.0.1:')).optional(),
  healthcheck: z
    .union([
      z.strictObject({ disable: z.literal(true) }),
      z.strictObject({
        test: z.array(z.string()),
        interval: z.string(),
        timeout: z.string(),
        retries: z.int(),
        start_period: z.string(),
      }),
    ])
    .optional(),
});
const compose = z.strictObject({
  'x-lorewatch': z.unknown(),
  services: z.strictObject({ lorewatch: service, worker: service, redis: service }),
  volumes: z.record(z.string(), z.strictObject({})),
  networks: z.record(z.string(), z.strictObject({ internal: z.literal(true).optional() })),
});

const readCompose = (): z.infer<typeof compose> =>
  compose.parse(parse(read('docker-compose.yml'), { merge: true }));

/** `NAME=value` of an example file, those that are commented out too. */
const exampleNames = (): string[] =>
  [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]{1,40})=/gm)].map(([, name = '']) => name);

describe('docker-compose.yml', () => {
  it('runs nothing as root, with privileges, or with what it does not need', () => {
    const { services, volumes, networks } = readCompose();
    expect(services.lorewatch.ports).toHaveLength(1);
    expect([services.worker.ports, services.redis.ports]).toEqual([undefined, undefined]);
    const named = Object.values(services).flatMap((one) => one.volumes.map((volume) => volume.split(':')[0]));
    expect(new Set(named)).toEqual(new Set(Object.keys(volumes)));
    expect(services.redis.networks).toEqual(['inside']);
    expect(networks.inside).toEqual({ internal: true });
  });

  it('waits for a Redis that keeps its jobs', () => {
    const { lorewatch, worker, redis } = readCompose().services;
    expect([lorewatch.depends_on, worker.depends_on]).not.toContain(undefined);
    const command = (redis.command ?? []).join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(redis.healthcheck).toMatchObject({ test: ['CMD-SHELL', expect.stringContaining('redis-cli')] });
    expect(worker).toMatchObject({ profiles: ['scale'], command: ['start', '--role', 'worker'] });
    expect(lorewatch.profiles).toBeUndefined();
  });

  it('names no variable that is not known', () => {
    const { lorewatch, worker } = readCompose().services;
    const known = settingNames();
    for (const name of Object.keys({ ...lorewatch.environment, ...worker.environment }))
      expect(known).toContain(name);
    const secrets = parse(read('docker-compose.secrets.yml'), { merge: true });
    const given = z.object({ environment: z.record(z.string(), z.string()) }).parse(secrets.services.worker);
    for (const name of Object.keys(given.environment)) expect(known).toContain(name.replace(/_FILE$/, ''));
    const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]{1,40})/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(5);
    for (const name of asked) expect(exampleNames()).toContain(name);
  });

  it('is taken by docker compose', ({ skip }) => {
    const program = findCompose();
    if (program === undefined) {
      if (process.env.LOREWATCH_REQUIRE_ALL === '1')
        throw new Error(
          'LOREWATCH_REQUIRE_ALL=1, but there is no docker compose: install it (Debian: docker-compose)',
        );
      console.warn('There is no docker compose: docker-compose.yml is looked at by ourselves alone.');
      skip();
      return;
    }
    const [command = '', ...first] = program;
    for (const files of [['docker-compose.yml'], ['docker-compose.yml', 'docker-compose.secrets.yml']]) {
      const args = [...first, ...files.flatMap((file) => ['-f', file]), 'config', '-q'];
      const { status, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
      expect([status, stderr.trim()]).toEqual([0, '']);
    }
  });
});

/** `docker compose`, or the older program of that name. */
function findCompose(): readonly string[] | undefined {
  return [['docker', 'compose'], ['docker-compose']].find(([command = '', ...args]) => {
    return spawnSync(command, [...args, 'version']).status === 0;
  });
}

describe('.env.example', () => {
  it('explains every variable that the program reads, once', () => {
    const names = exampleNames();
    expect(names).toHaveLength(new Set(names).size);
    for (const name of settingNames()) expect(names).toContain(name);
  });

  it('names none that nobody reads', () => {
    const files = read('docker-compose.yml');
    const known = settingNames();
    for (const name of exampleNames()) expect(known.has(name) || files.includes(`\${${name}:-`)).toBe(true);
  });

  it('holds no secret', () => {
    const values = [...read('.env.example').matchAll(/^([A-Z_]{1,40})=(.{0,200})$/gm)];
    const secrets = values.filter(([, name = '']) => /URL|PASSWORD|TOKEN|SECRET|KEY/.test(name));
    expect(secrets.map(([, name, value]) => `${name}=${value}`)).toEqual([
      'LOREWATCH_URL=',
      'SMTP_URL=',
      'SLACK_BOT_TOKEN=',
      'SLACK_APP_TOKEN=',
      'SLACK_SIGNING_SECRET=',
      'SLACK_CLIENT_SECRET=',
      'LOREWATCH_KEY=',
      'DISCORD_TOKEN=',
      'DISCORD_PUBLIC_KEY=',
      'REDIS_PASSWORD=',
    ]);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const of = (word: string): string[] =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1).trim()] : []));

  it('copies what is there, and what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const copied = of('COPY')
      .filter((args) => !args.startsWith('--from='))
      .flatMap((args) => args.split(/\s+/).slice(0, -1));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) {
      expect(existsSync(join(ROOT, path)), path).toBe(true);
      expect(allowed).toContain(path);
    }
    expect([...allowed].sort()).toEqual([...new Set(copied)].sort());
  });

  it('builds on one image, pinned, and ends as a user without privileges', () => {
    expect(of('FROM')).toEqual(['node:24-bookworm-slim AS build', 'node:24-bookworm-slim']);
    expect(of('USER').at(-1)).toBe('node');
    expect(lines.findLastIndex((line) => line.startsWith('RUN '))).toBeLessThan(lines.indexOf('USER node'));
    expect(of('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(of('VOLUME')).toEqual(['/data']);
  });

  it('starts what the package names, with variables that are known', () => {
    const { bin } = z
      .object({ bin: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    expect(of('RUN').join(' ')).toContain(`ln -s /app/${bin.lorewatch} /usr/local/bin/lorewatch`);
    expect([of('ENTRYPOINT'), of('CMD')]).toEqual([['["tini", "--", "lorewatch"]'], ['["start"]']]);
    const names = [...(of('ENV')[0] ?? '').matchAll(/([A-Z_]{1,40})=/g)].map(([, name = '']) => name);
    expect(names).toContain('LOREWATCH_HOST');
    for (const name of names) expect([...settingNames(), 'NODE_ENV']).toContain(name);
  });

  it('asks for its health with a program that holds', async () => {
    const test = z
      .array(z.string())
      .parse(JSON.parse(of('HEALTHCHECK')[0]?.replace(/^.{0,200}? CMD /, '') ?? '[]'));
    const [command, flag, script = ''] = test;
    expect([command, flag]).toEqual(['node', '-e']);
    expect(script).toContain('/healthz');
    let status = 503;
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/healthz' ? status : 404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const ask = async (): Promise<unknown> => {
      const port = typeof address === 'object' ? address?.port : undefined;
      const child = spawn(process.execPath, ['-e', script], { env: { ...process.env, PORT: String(port) } });
      return (await once(child, 'close'))[0];
    };
    expect(await ask()).toBe(1);
    status = 200;
    expect(await ask()).toBe(0);
    server.close();
    await once(server, 'close');
    expect(await ask()).toBe(1);
  });
});
