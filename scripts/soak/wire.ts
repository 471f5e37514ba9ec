import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be cut at the worst moment: the server took a mail, and its answer never comes. */
export type Wire = {
  readonly port: number;
  /** Cuts the next answer to the end of a mail; `then` is called in that moment. */
  readonly cutNext: (then?: () => void) => void;
  readonly mend: () => void;
  readonly close: () => void;
};

const DOT = '\r\n.\r\n';

export async function startWire(to: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let armed: (() => void) | undefined;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    let tail = '';
    let ended = false;
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString('latin1')).slice(-DOT.length);
      ended = tail === DOT;
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (ended && armed && chunk.toString('latin1').startsWith('250')) {
        const then = armed;
        armed = undefined;
        near.destroy();
        then();
        return;
      }
      near.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (then = () => undefined) => {
      armed = then;
    },
    mend: () => {
      armed = undefined;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
