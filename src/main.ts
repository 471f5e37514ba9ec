#!/usr/bin/env node
import './cli/engine.ts';
import { existsSync, readFileSync, writeSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { type CliContext, EXIT } from './cli/context.ts';
import { tellFailures } from './cli/failure.ts';
import { runProgram } from './cli/program.ts';
import { UserError } from './ports/errors.ts';
import { readSettings } from './settings.ts';

/** How long a program that was told to stop may take, ms. */
const LONGEST_END = 9500;

/** Writes all of it, whatever the reader's pace. A reader that has gone ends the program, or the talk. */
function writeAll(fd: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE' && fd === 2) return;
      if (code === 'EPIPE') process.exit(EXIT.done);
      if (code === 'ENOSPC')
        throw new UserError('the answer cannot be written: the disk is full', { cause: error });
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** The shell's way: 128 and the number of the signal. */
function onInterrupt(act: () => void): () => void {
  const handlers = Object.entries({ SIGINT: 130, SIGTERM: 143 }).map(([signal, code]) => {
    const end = (): void => {
      act();
      process.exit(code);
    };
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  return () => {
    for (const takeBack of handlers) takeBack();
  };
}

/** Of threads that are started from here on, too. */
function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where that is not allowed, it is only as it was.
  }
}

let asked = false;

/** For those who end by themselves when they are asked to; whatever still runs then is ended in time. */
function onStop(act: () => void): () => void {
  const handlers = Object.entries({ SIGINT: 130, SIGTERM: 143 }).map(([signal, code]) => {
    const end = (): void => {
      if (asked) process.exit(code);
      asked = true;
      setTimeout(() => process.exit(EXIT.done), LONGEST_END).unref();
      act();
    };
    process.on(signal, end);
    return () => process.off(signal, end);
  });
  return () => {
    for (const takeBack of handlers) takeBack();
  };
}

/** The package.json beside the sources or beside dist. */
function readVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    const url = new URL(path, import.meta.url);
    if (existsSync(url))
      return String((JSON.parse(readFileSync(url, 'utf8')) as { version?: string }).version);
  }
  return 'unknown';
}

function createContext(): CliContext {
  return {
    settings: readSettings(),
    version: readVersion(),
    print: (text) => writeAll(1, text),
    say: (text) => writeAll(2, text),
    stdoutIsTty: process.stdout.isTTY === true,
    stderrIsTty: process.stderr.isTTY === true,
    // A terminal that does not know its width says 0.
    columns: process.stderr.columns || 80,
    now: Date.now,
    get stdin() {
      return process.stdin;
    },
    giveWay,
    onInterrupt,
    onStop,
  };
}

process.exitCode = await tellFailures(
  (text) => writeAll(2, text),
  () => runProgram(process.argv.slice(2), createContext()),
);
// All is said and done: a connection that a library still holds keeps nobody waiting.
if (asked) process.exit();
