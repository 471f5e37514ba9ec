import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { FakeReply, FakeRequest } from '../host.ts';
import { GIT_ENV, runGit } from './epoch.ts';

type Backend = ChildProcessByStdio<Writable, Readable, null>;

export type GitHttp = {
  /** `path` below the folder of the lists: `/LIST/git/N.git/info/refs`. */
  readonly serve: (path: string, request: FakeRequest, raw: IncomingMessage) => Promise<FakeReply>;
  /** Ends what still runs. */
  readonly close: () => Promise<void>;
};

const MAX_HEADER = 65_536;
let program: string | undefined;

/** Smart HTTP by `git http-backend`, git's own CGI (git-http-backend(1), RFC 3875). */
export function createGitHttp(root: string): GitHttp {
  // Started itself and not through `git`, so that ending it leaves nobody behind.
  program ??= join(runGit(['--exec-path']), 'git-http-backend');
  const running = new Map<Backend, Promise<void>>();

  function start(backend: string, env: NodeJS.ProcessEnv): Backend {
    const child = spawn(backend, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.on('error', () => {});
    const ended = new Promise<void>((resolve) => {
      child.on('error', () => resolve());
      child.on('exit', () => resolve());
    });
    running.set(
      child,
      ended.then(() => {
        running.delete(child);
      }),
    );
    return child;
  }

  const backend = program;
  return {
    serve: async (path, request, raw) => {
      const child = start(backend, environment(root, path, request, raw));
      // Who is not read to the end is ended, and not waited for.
      const { socket } = raw;
      const leave = (): void => end(child);
      socket.once('close', leave);
      child.once('exit', () => socket.off('close', leave));
      child.stdin.end(request.body);
      return readReply(child);
    },
    close: async () => {
      for (const child of running.keys()) end(child);
      await Promise.all(running.values());
    },
  };
}

/** What it still had to say is read by nobody. */
function end(child: Backend): void {
  child.kill();
  child.stdout.destroy();
}

function environment(
  root: string,
  path: string,
  { method, headers, body }: FakeRequest,
  raw: IncomingMessage,
): NodeJS.ProcessEnv {
  const protocol = headers['git-protocol'];
  return {
    ...GIT_ENV,
    HOME: root,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    GATEWAY_INTERFACE: 'CGI/1.1',
    SERVER_PROTOCOL: 'HTTP/1.1',
    REMOTE_ADDR: '127.0.0.1',
    REQUEST_METHOD: method,
    PATH_INFO: path,
    QUERY_STRING: /\?(.*)$/s.exec(raw.url ?? '')?.[1] ?? '',
    CONTENT_TYPE: headers['content-type'] ?? '',
    CONTENT_LENGTH: `${body.length}`,
    ...(headers['content-encoding'] && { HTTP_CONTENT_ENCODING: headers['content-encoding'] }),
    ...(protocol && { GIT_PROTOCOL: protocol, HTTP_GIT_PROTOCOL: protocol }),
  };
}

/** The head of the answer at once, its body as it is read. */
async function readReply(child: Backend): Promise<FakeReply> {
  const chunks: AsyncIterator<Buffer> = child.stdout[Symbol.asyncIterator]();
  let seen: Buffer = Buffer.alloc(0);
  for (;;) {
    const split = seen.indexOf('\r\n\r\n');
    if (split >= 0)
      return { ...readHead(seen.toString('latin1', 0, split)), body: rest(seen.subarray(split + 4)) };
    const next = seen.length > MAX_HEADER ? { done: true as const } : await chunks.next();
    if (next.done) {
      end(child);
      return { status: 500, body: 'git http-backend gave no answer\n' };
    }
    seen = Buffer.concat([seen, next.value]);
  }
  async function* rest(first: Buffer): AsyncGenerator<Buffer> {
    try {
      if (first.length > 0) yield first;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      end(child);
    }
  }
}

/** RFC 3875, 6.3: `Status:` is the status, the rest goes on. */
function readHead(head: string): { status: number; headers: Record<string, string> } {
  let status = 200;
  const headers: Record<string, string> = {};
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') status = Number.parseInt(value, 10);
    else headers[name] = value;
  }
  return { status, headers };
}
