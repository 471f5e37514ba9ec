/** The fences as data. What is not written here is refused. */
export type Room = {
  /** A folder (ends in `/`) or one file. */
  readonly at: string;
  /** The rooms it may import, besides itself. */
  readonly rooms: readonly string[];
  /** The Node builtins it may import, without `node:`. */
  readonly builtins: 'any' | readonly string[];
  /** The npm packages it may import. */
  readonly packages: readonly string[];
  /** May it read `process.env`? */
  readonly env?: true;
};

export type Table = Readonly<Record<string, Room>>;

/** Every file under these must belong to a room. */
export const fenced = ['src', 'config', 'jobs'] as const;

const none: readonly string[] = [];

const pure: Table = {
  domain: { at: 'src/domain/', rooms: none, builtins: none, packages: none },
  config: { at: 'config/', rooms: ['domain'], builtins: none, packages: none },
  render: { at: 'src/render/', rooms: ['domain'], builtins: none, packages: none },
  parse: {
    at: 'src/parse/',
    rooms: ['domain'],
    builtins: ['buffer', 'crypto', 'module', 'util'],
    packages: ['cheerio', 'rss-parser'],
  },
};

const middle: Table = {
  ports: { at: 'src/ports/', rooms: ['domain'], builtins: 'any', packages: none },
  settings: {
    at: 'src/settings.ts',
    rooms: ['ports', 'domain'],
    builtins: 'any',
    packages: ['zod'],
    env: true,
  },
  catalog: {
    at: 'src/catalog/',
    rooms: ['config', 'domain', 'ports'],
    builtins: 'any',
    packages: ['yaml', 'zod'],
  },
  pipeline: {
    at: 'src/pipeline/',
    rooms: ['ports', 'parse', 'domain'],
    builtins: 'any',
    packages: none,
  },
  jobs: { at: 'jobs/', rooms: ['pipeline', 'ports', 'domain'], builtins: 'any', packages: ['zod'] },
  commands: { at: 'src/commands/', rooms: ['pipeline', 'ports', 'domain'], builtins: 'any', packages: none },
  demo: { at: 'src/demo/', rooms: ['domain', 'ports'], builtins: 'any', packages: none },
};

const adapters: Table = {
  sources: {
    at: 'src/sources/',
    rooms: ['ports', 'parse', 'domain'],
    builtins: 'any',
    packages: ['undici', 'ipaddr.js', 'robots-parser'],
  },
  scheduler: {
    at: 'src/scheduler/',
    rooms: ['ports', 'domain'],
    builtins: 'any',
    packages: ['node-cron'],
  },
  store: { at: 'src/store/', rooms: ['ports', 'domain'], builtins: 'any', packages: none },
  queue: { at: 'src/queue/', rooms: ['ports', 'domain'], builtins: 'any', packages: ['bullmq', 'ioredis'] },
  platforms: {
    at: 'src/platforms/',
    rooms: ['ports', 'render', 'parse', 'domain'],
    builtins: 'any',
    packages: ['nodemailer', '@slack/bolt', '@slack/web-api', 'discord.js', '@resvg/resvg-js'],
  },
  web: {
    at: 'src/web/',
    rooms: ['ports', 'render', 'domain'],
    builtins: 'any',
    packages: ['hono', '@hono/node-server', 'feed'],
  },
};

const below: Table = { ...pure, ...middle, ...adapters };

export const table: Table = {
  ...below,
  cli: { at: 'src/cli/', rooms: Object.keys(below), builtins: 'any', packages: ['commander', 'pino'] },
  main: { at: 'src/main.ts', rooms: [...Object.keys(below), 'cli'], builtins: 'any', packages: none },
};
