import { verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeDiscord } from './discord.ts';
import type { FakeDiscord, HttpSign } from './types.ts';

let fake: FakeDiscord;
let server: Server;
let url = '';
let clock = 0;
let seen: string[];
/** `200 {...}` */
let says: (body: string) => string;

beforeEach(async () => {
  clock = Date.UTC(2030, 0, 1);
  fake = await startFakeDiscord({ now: () => clock });
  seen = [];
  says = (body) => (JSON.parse(body).type === 1 ? '200 {"type":1}' : '200 {"type":5,"data":{"flags":64}}');
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': time } = request.headers;
    const isRight = isSigned(`${signature}`, `${time}`, body);
    seen.push(isRight ? 'right' : 'wrong');
    const text = isRight ? says(body) : '401 {}';
    response.writeHead(Number(text.slice(0, 3)), { 'content-type': 'application/json' }).end(text.slice(4));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const rest = new REST({ api: fake.api }).setToken(fake.token);
  await rest.put(Routes.applicationCommands(fake.applicationId), {
    body: [{ name: 'hi', description: 'x' }],
  });
});
afterEach(async () => {
  server.close();
  await fake.close();
});

/** As the documentation says, and not as the fake signs. */
function isSigned(signature: string, time: string, body: string): boolean {
  if (!/^[0-9a-f]{128}$/.test(signature) || Math.abs(Number(time) - clock / 1000) > 300) return false;
  const der = Buffer.from(`302a300506032b6570032100${fake.publicKey}`, 'hex');
  const key = { key: der, format: 'der', type: 'spki' } as const;
  return verify(null, Buffer.from(`${time}${body}`), key, Buffer.from(signature, 'hex'));
}

describe('interactions over HTTP', () => {
  it('R3: PING is answered, all that is wrongly signed is refused', async () => {
    expect(await fake.ping(url)).toEqual({ status: 200, body: { type: 1 } });
    const bad: readonly HttpSign[] = ['bad', 'stale', 'missing', 'other-key', 'changed-body'];
    for (const sign of bad) expect((await fake.ping(url, sign)).status).toBe(401);
    expect(seen).toEqual(['right', 'wrong', 'wrong', 'wrong', 'wrong', 'wrong']);
  });

  it('what is answered there is the first answer', async () => {
    fake.interactAt(url);
    const ask = () => fake.guild.person('reader').slash(fake.guild.channel('general'), 'hi');
    expect(await ask().acknowledged).toEqual({ type: 5, at: clock });
    says = () => '200 {"type":4,"data":{"content":"hello","allowed_mentions":{"parse":[]}}}';
    expect((await ask().seen).text).toBe('hello');
    says = () => {
      clock += 3_001;
      return '200 {"type":5}';
    };
    expect((await ask().seen).what).toBe('failed');
    says = () => '500 {}';
    expect((await ask().seen).what).toBe('failed');
    fake.interactAt(url, 'bad');
    expect((await ask().seen).what).toBe('failed');
  });
});
