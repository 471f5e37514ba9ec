import { request as ask, createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

export type FakeProxy = {
  readonly url: string;
  /** What it was asked: `CONNECT host:port`, or method and absolute URL; then its credentials. */
  readonly asked: { readonly what: string; readonly credentials: string | undefined }[];
  readonly close: () => Promise<void>;
};

/** A forward proxy: passes on to 127.0.0.1 whatever the name; with a `status` it refuses all. */
export async function startProxy(status?: number): Promise<FakeProxy> {
  const asked: FakeProxy['asked'] = [];
  const sockets = new Set<Socket>();
  const server = createServer((raw, response) => {
    asked.push({ what: `${raw.method} ${raw.url}`, credentials: raw.headers['proxy-authorization'] });
    const url = URL.parse(raw.url ?? '');
    if (status || !url) {
      response.writeHead(status ?? 400).end();
      return;
    }
    const { method, headers } = raw;
    const path = url.pathname + url.search;
    const onward = ask({
      host: '127.0.0.1',
      port: url.port || 80,
      path,
      ...(method ? { method } : {}),
      headers,
    });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    raw.pipe(onward);
  });
  server.on('connect', (raw, socket) => {
    asked.push({ what: `CONNECT ${raw.url}`, credentials: raw.headers['proxy-authorization'] });
    if (status) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const port = Number(raw.url?.split(':').pop());
    const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    for (const end of [socket, onward]) end.on('error', () => {});
    onward.pipe(socket).pipe(onward);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
