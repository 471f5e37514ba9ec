import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

export type ChatKind = 'nonce' | 'find' | 'none';

/** What stands in one room, in the order in which it came; `sends`: how often something was handed over. */
export type Room = { readonly posts: { readonly key: string; readonly text: string }[]; sends: number };

export type Chat = {
  readonly url: string;
  readonly room: (name: string) => Room;
  readonly close: () => Promise<void>;
};

/**
 * A platform on this machine, of which `/KIND/ROOM` is the address of a room. One of kind `nonce` takes a key once;
 * one of kind `find` tells whether it has a key. `onHold`: a post came that is not to be answered.
 */
export async function startChat(onHold: (pid: number) => void): Promise<Chat> {
  const rooms = new Map<string, Room>();
  const roomOf = (name: string): Room => {
    const room = rooms.get(name) ?? { posts: [], sends: 0 };
    rooms.set(name, room);
    return room;
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://chat');
    const [, kind = '', name = ''] = pathname.split('/');
    const room = roomOf(`${kind}/${name}`);
    if (request.method === 'GET') {
      const at = room.posts.findIndex(({ key }) => key === searchParams.get('key'));
      response.end(JSON.stringify(at < 0 ? {} : { ts: String(at) }));
      return;
    }
    const post = await readPost(request);
    room.sends++;
    const known = kind === 'nonce' ? room.posts.findIndex(({ key }) => key === post.key) : -1;
    if (known < 0) room.posts.push({ key: post.key, text: post.text });
    if (post.hold === undefined) {
      response.end(JSON.stringify({ ts: String(known < 0 ? room.posts.length - 1 : known) }));
      return;
    }
    onHold(post.hold);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    room: roomOf,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** `hold`: the process that sends, which is to be ended instead of answered. */
export type ChatPost = { readonly key: string; readonly text: string; readonly hold?: number | undefined };

async function readPost(request: IncomingMessage): Promise<ChatPost> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as ChatPost;
}
