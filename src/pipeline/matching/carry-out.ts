import type { Suppression } from '../../domain/delivery/delivery.ts';
import { afterQuiet } from '../../domain/subscription/quiet.ts';
import type { NewDelivery, Subject } from '../../ports/outbox.ts';
import type { Store } from '../../ports/store.ts';
import { type Hours, hourOf } from './hours.ts';
import type { Planned } from './plan.ts';
import type { Counts } from './report.ts';
import { cappedAs, type Held, type Subscriber, stoppedAs } from './subscriber.ts';

/** Where what is planned is written down, in the transaction that is open. */
export type Desk = {
  readonly store: Pick<Store, 'enqueue' | 'placeCard' | 'markSteps'>;
  readonly now: number;
  readonly hours: Hours;
  readonly counts: Counts;
};

type Post = Pick<NewDelivery, 'event' | 'kind' | 'payload'> & {
  readonly held: Held | undefined;
  /** undefined: as soon as the subscription may post. */
  readonly due?: number;
};

/** An edit that no line comes with waits so long (ms) for the next one: forty replies are not forty edits. */
const EDIT_PAUSE = 30_000;

/** Writes down what is to be posted of a subject, and what is not. */
export function carryOut(desk: Desk, subject: Subject, planned: readonly Planned[]): void {
  const spoken = new Set(planned.flatMap((one) => (one.what === 'line' ? one.by.target.text : [])));
  for (const one of planned) {
    switch (one.what) {
      case 'card':
        openCard(desk, subject, one);
        break;
      case 'edit':
        queueEdit(desk, subject, one.by, spoken.has(one.by.target.text) ? 0 : EDIT_PAUSE);
        break;
      case 'line':
        sayLine(desk, subject, one);
        break;
      case 'told':
        desk.store.markSteps(one.target, subject.id, one.steps);
    }
  }
}

// A card that was held back for good reasons before may come at a later occasion: as another event.
const HELD_ONCE: ReadonlySet<Suppression> = new Set(['told', 'history', 'paused', 'suspended']);

function openCard(
  desk: Desk,
  subject: Subject,
  { by, held, place }: Extract<Planned, { what: 'card' }>,
): void {
  const { id, version, card } = subject;
  const post: Post = { kind: 'card', event: `card ${id}`, payload: null, held };
  const isQueued =
    queue(desk, subject, by, post) ||
    (!(held && HELD_ONCE.has(held.as)) &&
      queue(desk, subject, by, { ...post, event: `card ${id} ${version}` }));
  if (!isQueued || !place) return;
  const told = card.steps.map(({ key }) => key);
  const target = by.target.text;
  const isNew = desk.store.placeCard({ target, subject: id, subscription: by.id, told });
  // One that never came stands in the books; it comes now.
  if (!isNew) desk.store.markSteps(target, id, told);
}

function queueEdit(desk: Desk, subject: Subject, by: Subscriber, pause: number): void {
  const event = `edit ${subject.id} ${subject.version}`;
  const due = desk.now + pause;
  queue(desk, subject, by, { kind: 'edit', event, payload: null, held: stoppedAs(by), due });
}

function sayLine(desk: Desk, subject: Subject, { by, step }: Extract<Planned, { what: 'line' }>): void {
  const held = stoppedAs(by) ?? (desk.hours.hasRoom(by) ? undefined : cappedAs(by));
  queue(desk, subject, by, {
    kind: 'line',
    event: `line ${subject.id} ${step.key}`,
    payload: { step },
    held,
  });
  desk.store.markSteps(by.target.text, subject.id, [step.key]);
}

const PLURALS = { card: 'cards', edit: 'edits', line: 'lines', summary: 'summaries' } as const;

/** False where the subscription has the event already. */
function queue(desk: Desk, subject: Subject, by: Subscriber, { held, ...post }: Post): boolean {
  const { store, hours, counts } = desk;
  const place = { subscription: by.id, target: by.target.text, lane: by.target.text };
  const due = post.due ?? hours.dueOf(by);
  const isNew = store.enqueue({
    ...place,
    ...post,
    subject: subject.id,
    due,
    ...(held && { suppressed: held }),
  });
  if (isNew === undefined) return false;
  if (held) counts.suppressed++;
  else if (post.kind === 'card' || post.kind === 'line' || post.kind === 'edit') counts[PLURALS[post.kind]]++;
  if (held === undefined && post.kind !== 'edit') hours.count(by);
  if (held?.as === 'cap') queueSummary(desk, by, due);
  return true;
}

/** What is more than the cap allows comes in one post at the hour's end. */
function queueSummary({ store, counts }: Desk, by: Subscriber, due: number): void {
  const { since, until } = hourOf(due);
  const isNew = store.enqueue({
    subscription: by.id,
    target: by.target.text,
    lane: by.target.text,
    event: `summary ${new Date(since).toISOString()}`,
    kind: 'summary',
    subject: undefined,
    payload: { since, until },
    due: afterQuiet(by.options.quiet, until),
  });
  if (isNew) counts.summaries++;
}
