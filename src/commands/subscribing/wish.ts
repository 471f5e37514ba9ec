import type { Ask } from '../../domain/answer/ask.ts';
import type { OptionSpec } from '../../domain/answer/command-spec.ts';
import type { Target } from '../../domain/subscription/target.ts';
import { type Draft, readWish } from '../../pipeline/subscribing/read-wish.ts';
import type { Refusal } from '../../pipeline/subscribing/refusal.ts';
import type { CommandDeps, Wrong } from '../command.ts';
import { completeCadence, splitCadence } from './split-cadence.ts';

const MOST_AN_HOUR = 10_000;

/** What says what is told when; `subscribe` and `preview` take them. */
export const WISH_OPTIONS: readonly OptionSpec[] = [
  { name: 'filter', summary: 'only what matches: area:drm kind:patch', kind: 'text', suggests: 'filter' },
  {
    name: 'cadence',
    summary: 'now, daily 09:00 or weekly MON 09:00',
    kind: 'text',
    suggests: 'cadence',
  },
  { name: 'time', summary: 'when a digest comes: 09:00, or MON 09:00', kind: 'text' },
  { name: 'zone', summary: 'whose clocks the time goes by: Europe/Berlin', kind: 'text', suggests: 'zone' },
  { name: 'quiet', summary: 'nothing at once in these hours: 22:00-07:00 Europe/Berlin', kind: 'text' },
  { name: 'most', summary: 'so many posts an hour, the rest in one summary', kind: 'number' },
  { name: 'milestones-now', summary: 'milestones at once, even where the rest is a digest', kind: 'flag' },
];

/** Reads what was typed or chosen. Asks no network, writes nothing. */
export function readDraft(
  { topic, platforms }: Pick<CommandDeps, 'topic' | 'platforms'>,
  { values }: Pick<Ask, 'values'>,
  place: Target,
): Draft | Wrong {
  const split = values.cadence
    ? { filter: values.filter ?? '', cadence: values.cadence }
    : splitCadence(values.filter ?? '');
  const cadence = completeCadence(split.cadence, values.time, values.zone);
  if (typeof cadence !== 'string') return cadence;
  const most = values.most === undefined || values.most === '' ? undefined : Number(values.most);
  if (most !== undefined && (most < 1 || most > MOST_AN_HOUR))
    return { wrong: `\`most\` takes a number from 1 to ${MOST_AN_HOUR}` };
  const draft = readWish(topic, platforms, {
    target: place.text,
    filter: split.filter,
    cadence,
    quiet: values.quiet || undefined,
    mostAnHour: most,
    milestonesNow: values['milestones-now'] === undefined ? undefined : values['milestones-now'] === 'yes',
  });
  return 'wrong' in draft ? wrongOf(draft) : draft;
}

/** A mistake in a filter has lines of its own below the sentence. */
export function wrongOf({ wrong }: Refusal): Wrong {
  const end = wrong.indexOf('\n');
  return end < 0 ? { wrong } : { wrong: wrong.slice(0, end).replace(/:$/, ''), code: wrong.slice(end + 1) };
}
