import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createHttpDoor,
  type HttpDoor,
  type PageAnswer,
  type PageRequest,
} from '../../../src/cli/chat/http.ts';
import type { Front } from '../../../src/ports/chat.ts';

let door: HttpDoor | undefined;
afterEach(() => door?.close());

const SLACK: Front = {
  id: 'slack',
  start: async () => undefined,
  health: () => expect.fail(),
  close: async () => undefined,
  http: {
    paths: ['/slack/events'],
    handle: (_request, response) => {
      response.end('to slack');
    },
  },
};

async function open(handOn: (request: PageRequest) => Promise<PageAnswer>): Promise<string> {
  door = createHttpDoor([SLACK], handOn);
  const { port } = await door.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${port}`;
}

describe('where chat and pages have one port', () => {
  it('gives a front what is its own, and the pages the rest', async () => {
    const asked: PageRequest[] = [];
    const url = await open(async (request) => {
      asked.push(request);
      return { status: 201, headers: [['x-kind', 'page']], body: Buffer.from('a page') };
    });
    expect(await (await fetch(`${url}/slack/events?x=1`, { method: 'POST', body: '{}' })).text()).toBe(
      'to slack',
    );
    const answer = await fetch(`${url}/unsubscribe/abc?y=2`, { method: 'POST', body: 'a=b' });
    expect([answer.status, answer.headers.get('x-kind'), await answer.text()]).toEqual([
      201,
      'page',
      'a page',
    ]);
    expect(asked).toEqual([
      expect.objectContaining({ method: 'POST', url: '/unsubscribe/abc?y=2', body: 'a=b' }),
    ]);
  });

  it('answers where the pages cannot be asked, and goes on', async () => {
    const url = await open(async () => {
      throw new Error('the store is gone');
    });
    const answer = await fetch(`${url}/`);
    expect([answer.status, await answer.text()]).toEqual([
      503,
      'This did not work: the pages cannot be asked now.\n',
    ]);
    expect((await fetch(`${url}/slack/events`)).status).toBe(200);
  });

  it('outlives an address that is none', async () => {
    const url = new URL(await open(async () => ({ status: 404, headers: [], body: Buffer.from('nothing') })));
    const socket = connect(Number(url.port), '127.0.0.1');
    socket.end('GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
    expect((await fetch(`${url.href}slack/events`)).status).toBe(200);
  });

  it('takes no more than a page is ever sent', async () => {
    const url = await open(async () => expect.fail());
    const answer = await fetch(`${url}/`, { method: 'POST', body: 'x'.repeat(100_000) });
    expect(answer.status).toBe(413);
  });

  it('takes no method that no page has', async () => {
    const url = await open(async () => expect.fail());
    expect((await fetch(`${url}/`, { method: 'DELETE' })).status).toBe(405);
  });

  it('says which port is taken', async () => {
    const url = await open(async () => expect.fail());
    const other = createHttpDoor([], async () => expect.fail());
    await expect(other.listen(Number(new URL(url).port), '127.0.0.1')).rejects.toThrow(
      /^chat and pages cannot be served: port \d+ is taken; set PORT/,
    );
  });

  it('closes with a connection that only waits', async () => {
    const url = new URL(await open(async () => expect.fail()));
    const socket = connect(Number(url.port), '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await door?.close();
    await closed;
  });
});
