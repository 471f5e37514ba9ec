import type { CliContext, ExitCode } from './context.ts';

export type CliOption = {
  /** As commander writes it: `--since <when>`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly fallback?: string;
};

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** One command of the command line: what help shows, and the way in. Its examples are run by a test. */
export type CliCommand = {
  readonly name: string;
  /** As commander writes it: `<path...>`. */
  readonly arguments?: string;
  readonly summary: string;
  readonly detail: string;
  readonly options: readonly CliOption[];
  /** Whether it takes `--data` and `--config`. */
  readonly uses: readonly ('data' | 'config')[];
  /** Without the program's name. */
  readonly examples: readonly string[];
  /** `words` are the arguments in order; loads what it needs when it runs. */
  readonly run: (words: readonly string[], options: OptionValues, context: CliContext) => Promise<ExitCode>;
};

/** The value of a text option, where one was given. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
