import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveError } from '../../ports/errors.ts';

/** Takes what a program prints. `place` gives room for the next read, `took` tells how much came. */
export type Sink = { readonly place: () => Buffer; readonly took: (bytes: number) => void };

export type Piped = {
  readonly child: ChildProcess;
  /** Settles when all that was printed was taken. */
  readonly ended: Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly close: () => void;
};

/**
 * Runs a shell line and reads what it prints straight into the sink's memory, through a named pipe: a
 * third cheaper than the socket that Node puts between itself and a child, which counts where reading
 * is half of the work. `words` are the line's `$1`, `$2` ...
 */
export function runPiped(line: string, words: readonly string[], sink: Sink): Piped {
  const { reader, writer } = openPipe();
  const child = spawn('sh', ['-c', line, 'sh', ...words], { stdio: ['ignore', writer, 'pipe'] });
  closeSync(writer);
  let paused = false;
  const onread = {
    buffer: () => sink.place(),
    callback: (bytes: number) => {
      sink.took(bytes);
      return !paused;
    },
  };
  const socket = new Socket({ fd: reader, readable: true, writable: false, onread });
  const ended = new Promise<void>((resolve) => {
    socket
      .on('end', resolve)
      .on('close', () => resolve())
      .on('error', () => resolve());
  });
  return {
    child,
    ended,
    pause: () => {
      paused = true;
    },
    resume: () => {
      if (!paused) return;
      paused = false;
      socket.resume();
    },
    close: () => socket.destroy(),
  };
}

/** Both ends; the name is gone again before anything flows. */
function openPipe(): { reader: number; writer: number } {
  const folder = mkdtempSync(join(tmpdir(), 'lorewatch-pipe-'));
  try {
    const name = join(folder, 'mails');
    execFileSync('mkfifo', ['-m', '600', name], { stdio: 'ignore' });
    // The reader's end first, and without waiting. The writer's end is for writing only: git must be told when
    // nobody reads any more, or it waits for ever.
    const reader = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(name, constants.O_WRONLY);
    return { reader, writer };
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(`a pipe to git cannot be made in ${tmpdir()}: ${told}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
