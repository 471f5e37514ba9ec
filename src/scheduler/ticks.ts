import cron, { type ScheduledTask } from 'node-cron';
import type { Schedule } from '../domain/source/plan.ts';
import { type Rhythm, rhythmOf } from '../domain/source/rhythm.ts';
import { UserError } from '../ports/errors.ts';

const MINUTE = 60_000;
/** Ticks looked at to tell the rhythm: a week of working hours, once an hour. */
const SAMPLE = 64;
/** How far away a tick is looked for, minutes. */
const FAR = 8 * 24 * 60;

/** What the ticks of a schedule tell. Times in ms. */
export type Ticks = {
  readonly rhythm: Rhythm;
  /** The newest tick at or before `now`; undefined where there was none in eight days. */
  readonly lastBefore: (now: number) => number | undefined;
  /** The first tick behind `now`; undefined where there is none in eight days. */
  readonly nextAfter: (now: number) => number | undefined;
  /** Calls at each tick (`late`: the moment went by, the machine slept), until it is stopped. */
  readonly start: (onTick: (tick: number, late: boolean) => void) => () => void;
};

const silent = { info: nothing, warn: nothing, error: nothing, debug: nothing };
function nothing(): void {}

/** Reads a schedule. Throws UserError that names it, and what is wrong with it. */
export function readTicks(name: string, { cron: expression, zone }: Schedule): Ticks {
  checkExpression(name, expression);
  checkZone(name, zone);
  let upcoming: number[];
  try {
    const trial = cron.createTask(expression, nothing, { timezone: zone, logger: silent });
    upcoming = trial.getNextRuns(SAMPLE).map((date) => date.getTime());
    void trial.destroy();
  } catch (error) {
    throw new UserError(`schedules.${name}: the cron expression \`${expression}\` never comes true`, {
      cause: error,
    });
  }
  return {
    rhythm: rhythmOf(upcoming),
    lastBefore: (now) => findTick(expression, zone, Math.floor(now / MINUTE) * MINUTE, -MINUTE),
    nextAfter: (now) => findTick(expression, zone, (Math.floor(now / MINUTE) + 1) * MINUTE, MINUTE),
    start: (onTick) => startTask(expression, zone, onTick),
  };
}

function checkExpression(name: string, expression: string): void {
  const fields = expression.trim().split(/\s+/).length;
  if (fields !== 5) {
    throw new UserError(
      `schedules.${name}: the cron expression \`${expression}\` has ${fields} fields; it takes five (minute, hour, day, month, weekday)`,
    );
  }
  const { valid, errors } = cron.validateDetailed(expression);
  if (valid) return;
  const [first] = errors;
  throw new UserError(
    `schedules.${name}: the cron expression \`${expression}\` is wrong${first ? `: ${first.field}: ${first.value ?? ''}` : ''}`,
  );
}

function checkZone(name: string, zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new UserError(
      `schedules.${name}: there is no time zone \`${zone}\`; names are like UTC or Europe/Berlin`,
    );
  }
}

/** node-cron tells the ticks behind the time that it is, and no others. */
function findTick(expression: string, zone: string, from: number, step: number): number | undefined {
  const task = cron.createTask(expression, nothing, { timezone: zone, logger: silent });
  try {
    for (let far = 0; far < FAR; far++) {
      const minute = from + far * step;
      if (task.match(new Date(minute))) return minute;
    }
    return undefined;
  } finally {
    void task.destroy();
  }
}

function startTask(
  expression: string,
  zone: string,
  onTick: (tick: number, late: boolean) => void,
): () => void {
  const task: ScheduledTask = cron.createTask(expression, ({ date }) => onTick(date.getTime(), false), {
    timezone: zone,
    logger: silent,
    suppressMissedWarning: true,
  });
  task.on('execution:missed', ({ date }) => onTick(date.getTime(), true));
  void task.start();
  return () => {
    void task.destroy();
  };
}
