import { type Logger, pino } from 'pino';
import { UserError } from '../ports/errors.ts';
import { escapeInvisible } from '../render/clean.ts';
import type { CliContext } from './context.ts';
import { plain } from './plain.ts';
import { createStyle } from './style.ts';

export type Log = Logger;

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * The daemon's log on stderr: a JSON line for each event, or a line for a human where stderr is a terminal.
 * `before` is called ahead of each line (a progress line is taken away). Throws UserError where LOREWATCH_LOG
 * names no level.
 */
export function createLog(context: CliContext, before: () => void = () => undefined): Log {
  const level = context.settings.log ?? 'info';
  if (!LEVELS.some((known) => known === level))
    throw new UserError(`LOREWATCH_LOG takes ${LEVELS.join(', ')}, not \`${plain(level)}\``);
  const style = createStyle(context.settings.color ?? context.stderrIsTty);
  const write = (line: string): void => {
    before();
    context.say(context.stderrIsTty ? humanLine(line, style) : escapeInvisible(line));
  };
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date(context.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
}

type Line = {
  readonly level?: string;
  readonly time?: string;
  readonly msg?: string;
  readonly err?: unknown;
};

/** `10:12:44 lwn: 3 new articles`; warnings and errors say what they are. */
function humanLine(line: string, style: ReturnType<typeof createStyle>): string {
  const { level = 'info', time = '', msg = '', err } = JSON.parse(line) as Line;
  const word = level === 'info' ? '' : `${level === 'debug' ? style.dim(level) : style.red(level)} `;
  const stack = isRecord(err) && typeof err.stack === 'string' ? `\n${err.stack}` : '';
  return `${style.dim(time.slice(11, 19))} ${word}${plain(msg + stack)}\n`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
