import type { Settings } from '../settings.ts';
import { plain } from './plain.ts';

/** Exit codes that scripts can use. */
export const EXIT = { done: 0, failed: 1, usage: 2, losses: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a command has of the world around it. stdout is the answer, stderr the talk. */
export type CliContext = {
  readonly settings: Settings;
  /** Of the program. */
  readonly version: string;
  readonly print: (text: string) => void;
  /** Raw: strangers' words go through `tell`. */
  readonly say: (text: string) => void;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly columns: number;
  readonly now: () => number;
  readonly stdin: NodeJS.ReadableStream;
  /** For long work that nobody waits for: others of this machine come first. Missing: it cannot be had. */
  readonly giveWay?: () => void;
  /** Calls `act` before an interrupt ends the program; gives what takes that back. */
  readonly onInterrupt: (act: () => void) => () => void;
  /**
   * Calls `act` at the first interrupt, and lets the program end by itself; a second interrupt ends it at once,
   * and so does time. Gives what takes that back.
   */
  readonly onStop: (act: () => void) => () => void;
};

/** True where the answer is to be coloured. */
export function isColored(context: CliContext): boolean {
  return context.settings.color ?? context.stdoutIsTty;
}

/** One sentence of talk. */
export function tell(context: CliContext, sentence: string): void {
  context.say(`lorewatch: ${plain(sentence)}\n`);
}
