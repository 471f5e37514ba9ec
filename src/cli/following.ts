import type { Schedule, SourcePlan } from '../domain/source/plan.ts';
import type { RunDeps } from '../pipeline/run-deps.ts';
import type { Source } from '../ports/source.ts';
import type { Appointment } from '../scheduler/scheduler.ts';

export type Followed = { readonly plan: SourcePlan; readonly source: Source };

/** The sources that are followed, and all that a try of one needs. */
export type Following = {
  readonly sources: readonly Followed[];
  readonly schedules: Readonly<Record<string, Schedule>>;
  readonly deps: RunDeps;
};

/** What the scheduler has to know of them: lists first, for they lose most when they wait. */
export function appointments(sources: readonly Followed[]): Appointment[] {
  const all = sources.map(({ plan: { id, kind, schedule }, source }) => ({
    place: kind === 'list' ? 0 : 1,
    appointment: { id, schedule, host: hostOf(source) },
  }));
  return all.toSorted((a, b) => a.place - b.place).map(({ appointment }) => appointment);
}

/** A clone on this machine has no host: it stands for itself. */
function hostOf({ id, url }: Source): string {
  return (URL.canParse(url) && new URL(url).host) || id;
}
