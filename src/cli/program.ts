import { Command, CommanderError, Option } from 'commander';
import type { CliCommand, OptionValues } from './command.ts';
import { areasCommand } from './commands/areas.ts';
import { askCommand } from './commands/ask.ts';
import { classifyCommand } from './commands/classify.ts';
import { deliveriesCommand } from './commands/deliveries.ts';
import { demoCommand } from './commands/demo.ts';
import { digestCommand } from './commands/digest.ts';
import { doctorCommand } from './commands/doctor.ts';
import { importCommand } from './commands/import.ts';
import { ingestCommand } from './commands/ingest.ts';
import { milestonesCommand } from './commands/milestones.ts';
import { pauseCommand, resumeCommand } from './commands/pause.ts';
import { releaseCommand } from './commands/release.ts';
import { searchCommand } from './commands/search.ts';
import { seriesCommand } from './commands/series.ts';
import { sourcesCommand } from './commands/sources.ts';
import { startCommand } from './commands/start.ts';
import { statsCommand } from './commands/stats.ts';
import { statusCommand } from './commands/status.ts';
import { subscriptionsCommand } from './commands/subscriptions.ts';
import { whyCommand } from './commands/why.ts';
import { type CliContext, EXIT, type ExitCode } from './context.ts';
import { plain } from './plain.ts';

/** Every command, in the order in which help shows them. */
export const COMMANDS: readonly CliCommand[] = [
  demoCommand,
  startCommand,
  ingestCommand,
  sourcesCommand,
  subscriptionsCommand,
  deliveriesCommand,
  pauseCommand,
  resumeCommand,
  doctorCommand,
  importCommand,
  digestCommand,
  searchCommand,
  seriesCommand,
  milestonesCommand,
  releaseCommand,
  whyCommand,
  statsCommand,
  statusCommand,
  askCommand,
  classifyCommand,
  areasCommand,
];

const SHARED = {
  data: { flags: '--data <folder>', summary: 'folder of the store (LOREWATCH_DATA, ./data)' },
  config: {
    flags: '--config <file>',
    summary: 'overlay of the configuration (LOREWATCH_CONFIG, ./lorewatch.yaml)',
  },
} as const;
const CODES = 'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but with losses that are reported.';

/** Runs one command line (without the program's name). Gives the exit code; throws what a command throws. */
export async function runProgram(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = createProgram(context, (done) => {
    code = done;
  });
  try {
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.usage;
    }
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  return code;
}

function createProgram(context: CliContext, done: (code: ExitCode) => void): Command {
  const program = new Command('lorewatch')
    .description('Reads kernel mailing lists and tells what happens with Rust in the kernel.')
    .version(context.version, '-V, --version')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: context.print,
      writeErr: context.say,
      outputError: (text, write) => write(plain(text.replace(/^error: /, 'lorewatch: '))),
    })
    .addHelpText('after', `\n${CODES}`);
  for (const command of COMMANDS) addCommand(program, command, context, done);
  return program;
}

function addCommand(
  program: Command,
  command: CliCommand,
  context: CliContext,
  done: (code: ExitCode) => void,
): void {
  const { name, summary, detail, examples } = command;
  const sub = program
    .command(command.arguments ? `${name} ${command.arguments}` : name)
    .summary(summary)
    .description(`${summary}\n\n${detail}`)
    .showHelpAfterError(`\`lorewatch ${name} --help\` shows how it is used.`);
  for (const { flags, summary: about, choices, fallback } of command.options) {
    const option = new Option(flags, about);
    if (choices) option.choices([...choices]);
    if (fallback !== undefined) option.default(fallback);
    sub.addOption(option);
  }
  for (const { flags, summary: about } of command.uses.map((shared) => SHARED[shared]))
    sub.option(flags, about);
  sub.addHelpText(
    'after',
    `\nExamples:\n${examples.map((line) => `  lorewatch ${line}`).join('\n')}\n\n${CODES}`,
  );
  sub.action(async () => {
    done(await command.run(sub.args, sub.opts<OptionValues>(), context));
  });
}
