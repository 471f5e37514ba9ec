import type { CliContext } from './context.ts';

/** Redrawn at most so often (ms). */
const EVERY = 100;

export type ProgressLine = {
  readonly update: (read: number, total: number | undefined) => void;
  readonly clear: () => void;
};

/** A line on stderr with count, rate and time left, redrawn in place; nothing where stderr is no terminal. */
export function createProgress(context: CliContext, label: string): ProgressLine {
  if (!context.stderrIsTty) return { update: () => {}, clear: () => {} };
  const started = context.now();
  let drawn = 0;
  return {
    update: (read, total) => {
      const now = context.now();
      if (now - drawn < EVERY) return;
      drawn = now;
      context.say(
        `\r\u001b[K${progressText(label, read, total, now - started).slice(0, context.columns - 1)}`,
      );
    },
    clear: () => {
      if (drawn > 0) context.say('\r\u001b[K');
    },
  };
}

/** "linux-kbuild  8,000 / 12,483 mails  64 %  9,100 mails/s  1 s left" */
export function progressText(
  label: string,
  read: number,
  total: number | undefined,
  elapsed: number,
): string {
  const rate = elapsed > 0 ? (read / elapsed) * 1000 : 0;
  const parts = [label];
  if (total === undefined) parts.push(`${count(read)} mails`);
  else
    parts.push(
      `${count(read)} / ${count(total)} mails`,
      `${Math.floor((read / Math.max(1, total)) * 100)} %`,
    );
  parts.push(`${count(Math.round(rate))} mails/s`);
  if (total !== undefined && rate > 0 && read < total)
    parts.push(`${duration(((total - read) / rate) * 1000)} left`);
  return parts.join('  ');
}

/** 12,483 */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** "3 s", "4 min 10 s", "2 h 5 min"; below ten seconds with a tenth. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
