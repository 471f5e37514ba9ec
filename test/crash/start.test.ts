import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unsubscribeToken } from '../../src/web/token.ts';
import { arriving } from '../fakes/lore/arrivals.ts';
import { type FakeLore, startLore } from '../fakes/lore/lore.ts';
import { freePort } from '../fakes/redis.ts';
import { type FakeSmtp, startSmtp } from '../fakes/smtp.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';
import { makeMail, RUST_DIFF } from '../sources/mails.ts';
import { createTemp } from '../sources/temp.ts';
import { createDaemons, type Daemon, until } from './daemon.ts';
import { createFastClock } from './fast-clock.ts';
import { openTown, quiet, type Town } from './service-world.ts';

const LIST = 'rust-for-linux';
const temp = createTemp();
const daemons = createDaemons();
const clock = createFastClock(15);
let demo: DemoStore;
let town: Town;
/** What time it is for who gets the posts. */
let now = Date.now;
let folder: string;

beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());
beforeEach(async () => {
  folder = temp();
  town = await openTown(folder, join(demo.folder, 'data'), () => now());
});
afterEach(() => town.close());

type Env = Readonly<Record<string, string>>;
const ask = (words: readonly string[], env: Env = {}): Daemon =>
  daemons.run([...words, '--data', town.folder, '--config', town.overlay], { PORT: '0', ...env });
const states = (): string => JSON.stringify(town.store.countDeliveries());

async function answerOf(words: readonly string[]): Promise<string> {
  const asked = daemons.run([...words, '--data', town.folder]);
  const code = await asked.ended;
  if (code !== 0) throw new Error(`${words.join(' ')}: ${code}: ${asked.said()}`);
  return asked.said();
}

/** Where its pages are. */
async function pagesOf(daemon: Daemon): Promise<string> {
  const find = (): string | undefined => /pages at (http:\S+)\//.exec(daemon.said())?.[1];
  await until(() => find() !== undefined, daemon.said);
  return find() ?? '';
}

describe('one process without Redis', () => {
  let lore: FakeLore;
  beforeEach(async () => {
    now = clock.now;
    lore = await startLore({ lists: [LIST], now: clock.now });
    lore.publish(LIST, arriving([letter('old', '[PATCH] rust: gizmo: oil it')], clock.now() - 3_600_000));
    writeFileSync(
      town.overlay,
      quiet(`schedules: {lists: {cron: "* * * * *", jitter: 0}}\nendpoints: {lore: ${lore.url}}\n`, LIST),
    );
  });
  afterEach(() => {
    now = Date.now;
    return lore.close();
  });

  it('posts a card, edits it and answers it, stands still when it is told to, and serves pages', async () => {
    await ask(['subscriptions', 'add', town.receiver.url]).ended;
    const [reader] = town.subscribe(1);
    const daemon = ask(['start'], clock.env);
    const pages = await pagesOf(daemon);
    await until(() => town.store.sourceState(LIST)?.lastSuccess !== undefined, daemon.said);

    publish(lore, revision(1));
    await until(() => posted().length === 1, daemon.said);
    publish(lore, revision(2));
    await until(() => posted().length === 3, daemon.said);
    await answerOf(['pause', 'all']);
    publish(lore, [letter('applied', 'Re: [PATCH v2 0/2] rust: gizmo: add levers', APPLIED)]);
    await until(() => town.store.countDeliveries().pending === 2, states);
    await until(async () => (await text(`${pages}/metrics`)).includes('lorewatch_paused 1'));
    expect(posted()).toHaveLength(3);
    await answerOf(['resume', 'all']);
    await until(() => posted().length === 5, states);
    expect(posted()).toEqual([
      'card.posted ',
      'card.updated ',
      'card.line revised',
      'card.updated applied to rust-next',
      'card.line applied',
    ]);
    expect([town.receiver.repeats(), town.receiver.complaints]).toEqual([0, []]);

    await checkPages(pages, reader?.id ?? 0);
    daemon.kill('SIGTERM');
    expect(await daemon.ended).toBe(0);
    expect(daemon.log().at(-1)?.msg).toBe('ended');
    expect(daemon.log().filter(({ level }) => level !== 'info')).toEqual([]);
    expect(daemon.said()).not.toContain('SECRET');
  }, 60_000);
});

const text = async (url: string): Promise<string> => (await fetch(url)).text();

async function checkPages(pages: string, subscription: number): Promise<void> {
  const [issue] = town.store.issues({ limit: 1 });
  for (const path of ['/healthz', '/readyz', '/feed.atom', '/feed.json', `/digests/${issue?.id}`]) {
    expect([path, (await fetch(pages + path)).status]).toEqual([path, 200]);
  }
  expect(await text(`${pages}/metrics`)).toMatch(/lorewatch_deliveries\{state="sent"\} 6\n/);
  const end = `${pages}/unsubscribe/${unsubscribeToken(town.store.secret(), subscription)}`;
  expect((await fetch(end)).status).toBe(200);
  expect(town.store.subscription(subscription)).toBeDefined();
  expect((await fetch(end, { method: 'POST' })).status).toBe(200);
  expect(town.store.subscription(subscription)).toBeUndefined();
}

type Event = {
  readonly type: string;
  readonly data: {
    readonly card: { readonly state: string };
    readonly step?: { readonly word: string };
  };
};

/** What the webhook was told of, in order. */
function posted(): string[] {
  return town.receiver.events.map(({ body }) => {
    const { type, data } = JSON.parse(body) as Event;
    return `${type} ${data.step?.word ?? data.card.state}`;
  });
}

function publish(lore: FakeLore, mails: readonly Buffer[]): void {
  lore.publish(LIST, arriving(mails, clock.now(), 1));
}

const APPLIED = 'Applied to `rust-next`, thanks!\n';

function letter(id: string, subject: string, body = RUST_DIFF, inReplyTo?: string): Buffer {
  return makeMail({
    id: `${id}@example.org`,
    subject,
    from: id === 'applied' ? 'Mira Keeper <mira@example.org>' : 'Ada Maker <ada@example.org>',
    list: LIST,
    date: Math.floor(clock.now() / 1000),
    ...(id === 'applied' && { inReplyTo: 'v2-0@example.org' }),
    ...(inReplyTo && { inReplyTo: `${inReplyTo}@example.org` }),
    body,
  });
}

function revision(number: number): Buffer[] {
  const tag = number === 1 ? '' : ` v${number}`;
  const signed = `Why.\n\nSigned-off-by: Ada Maker <ada@example.org>\n---\n${RUST_DIFF}`;
  return [
    letter(`v${number}-0`, `[PATCH${tag} 0/2] rust: gizmo: add levers`, 'Levers.\n'),
    ...[1, 2].map((n) =>
      letter(`v${number}-${n}`, `[PATCH${tag} ${n}/2] rust: gizmo: lever ${n}`, signed, `v${number}-0`),
    ),
  ];
}

describe('a bad start', () => {
  it('ends with a sentence where the port that was asked for is taken, whatever else is wrong', async () => {
    const { port } = new URL(town.receiver.host.url);
    const daemon = ask(['start'], { PORT: port, REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
    expect(await daemon.ended).toBe(1);
    expect(daemon.said()).toContain(`lorewatch: the pages cannot be served: port ${port} is taken; set PORT`);
  });

  it('ends with a sentence where nobody can be told', async () => {
    writeFileSync(town.overlay, quiet('admin: pigeon:loft\n'));
    const daemon = ask(['start']);
    expect(await daemon.ended).toBe(1);
    expect(daemon.said()).toMatch(/^lorewatch: `admin` of the configuration: .*pigeon/);
  });

  it('goes on without a Redis, which it names once, and waits for it', async () => {
    town.subscribe(5);
    const daemon = ask(['start'], { REDIS_URL: `redis://:SECRET@127.0.0.1:${await freePort()}` });
    const pages = await pagesOf(daemon);
    const ready = await fetch(`${pages}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('nobody listens')]);
    expect((await fetch(`${pages}/healthz`)).status).toBe(200);
    daemon.kill('SIGTERM');
    expect(await daemon.ended).toBe(0);
    expect(daemon.log().filter(({ level }) => level !== 'info')).toEqual([
      expect.objectContaining({ level: 'warn', msg: expect.stringContaining('nobody listens there') }),
    ]);
    expect(daemon.said()).not.toContain('SECRET');
  });

  it('goes on with a wrong SMTP password: mail stands still, which the operator is told, the rest goes out', async () => {
    const smtp: FakeSmtp = await startSmtp({ login: { user: 'bot', password: 'right' } });
    const told = join(folder, 'admin.txt');
    writeFileSync(town.overlay, quiet(`admin: "file:${told}"\n`));
    town.subscribe(20);
    for (const n of [1, 2, 3]) town.subscribe(1, n, 'mailto:team@example.org');
    const daemon = ask(['start'], {
      SMTP_URL: `smtp://bot:SECRET@127.0.0.1:${smtp.port}`,
      MAIL_FROM: 'bot@example.org',
    });
    const sent = (): number => town.digests().filter(({ state }) => state === 'sent').length;
    const notices = (): number => town.store.deliveries({ kinds: ['notice'], states: ['sent'] }).length;
    await until(
      () => sent() === 20 && notices() > 0,
      () => states() + daemon.said(),
      15_000,
    );
    const { pending = 0, failed = 0 } = town.store.countDeliveries();
    expect([pending + failed, smtp.mails]).toEqual([3, []]);
    daemon.kill('SIGTERM');
    expect(await daemon.ended).toBe(0);
    const warned = daemon.log().filter(({ msg }) => msg.startsWith('admin:'));
    expect(warned.map(({ msg }) => msg)).toEqual([expect.stringContaining('nothing goes out by e-mail')]);
    expect(readFileSync(told, 'utf8').match(/nothing goes out by e-mail/g)).toHaveLength(1);
    expect(daemon.said() + readFileSync(told, 'utf8')).not.toContain('SECRET');
    await smtp.close();
  });
});
