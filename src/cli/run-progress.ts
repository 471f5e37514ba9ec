import type { FetchContext } from '../ports/source.ts';
import type { CliContext } from './context.ts';
import { plain } from './plain.ts';
import { count, duration } from './progress.ts';

/** Redrawn at most so often (ms). */
const EVERY = 100;
/** Nothing is shown of what is over sooner than that (ms). */
const WORTH = 1000;

export type RunProgress = {
  /** What a source tells of its progress. */
  readonly of: (source: string) => FetchContext['onProgress'];
  /** The source has ended. */
  readonly end: (source: string) => void;
  /** Takes the line away, before something else is written. */
  readonly clear: () => void;
};

/**
 * One line on stderr for all sources that run, redrawn in place: what the slowest of them does, and how many
 * others run; nothing where stderr is no terminal.
 */
export function createRunProgress(context: CliContext): RunProgress {
  if (!context.stderrIsTty)
    return { of: () => () => undefined, end: () => undefined, clear: () => undefined };
  const running = new Map<string, { started: number; what: string; text: string }>();
  let drawn = 0;
  let shown = false;

  function clear(): void {
    if (shown) context.say('\r\u001b[K');
    shown = false;
  }

  function draw(now: number): void {
    const [oldest] = [...running.values()].toSorted((a, b) => a.started - b.started);
    if (oldest === undefined || now - oldest.started < WORTH || now - drawn < EVERY) return;
    drawn = now;
    shown = true;
    const others = running.size > 1 ? `  and ${running.size - 1} more` : '';
    const room = Math.max(20, context.columns - 1 - others.length);
    context.say(`\r\u001b[K${oldest.text.slice(0, room)}${others}`);
  }

  return {
    of: (source) => (progress) => {
      const now = context.now();
      const before = running.get(source);
      const started = before?.what === progress.what ? before.started : now;
      running.set(source, {
        started,
        what: progress.what,
        text: plain(`${source}  ${progressWords(progress, now - started)}`).replaceAll('\n', ' '),
      });
      draw(now);
    },
    end: (source) => {
      running.delete(source);
      if (running.size === 0) clear();
    },
    clear,
  };
}

type Progress = Parameters<FetchContext['onProgress']>[0];

/** `8,000 / 12,483 mails  64 %  9,100/s  1 s left` */
export function progressWords({ done, total, what }: Progress, elapsed: number): string {
  const rate = elapsed > 0 ? (done / elapsed) * 1000 : 0;
  const speed = rate >= 1 ? [`${count(Math.round(rate))}/s`] : [];
  if (total === undefined || total <= 0) return [`${count(done)} ${what}`, ...speed].join('  ');
  const left = rate > 0 && done < total ? [`${duration(((total - done) / rate) * 1000)} left`] : [];
  const share = `${Math.floor((Math.min(done, total) / total) * 100)} %`;
  return [`${count(done)} / ${count(total)} ${what}`, share, ...speed, ...left].join('  ');
}
