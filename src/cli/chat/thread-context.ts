import { Readable } from 'node:stream';
import type { Settings } from '../../settings.ts';
import type { CliContext } from '../context.ts';

/** What a thread has of the world around it: no terminal, and no end but the one it is told. */
export function threadContext(settings: Settings, version: string): CliContext {
  const nothing = (): void => undefined;
  return {
    settings,
    version,
    print: nothing,
    say: nothing,
    stdoutIsTty: false,
    stderrIsTty: false,
    columns: 80,
    now: Date.now,
    stdin: Readable.from([]),
    onInterrupt: () => nothing,
    onStop: () => nothing,
  };
}
