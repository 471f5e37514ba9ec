import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import { toMessageId } from '../../src/domain/ids.ts';
import { keyOf } from '../../src/domain/thread.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Arrival } from './arrivals.ts';
import type { Diary } from './life.ts';
import type { PostedSeries } from './series.ts';
import type { Subscribed } from './subscriptions.ts';

/** What a target should have got beside what it got. */
export type Told = {
  readonly target: string;
  readonly wanted: number;
  readonly got: number;
  readonly lost: string[];
  readonly twice: string[];
  /** Something came before what it follows on. */
  readonly disordered: string[];
  /** May have come, and nobody can tell. */
  readonly uncertain: number;
  /** Held back for a summary. */
  readonly capped: number;
};

export type Judged = {
  readonly store: Pick<Store, 'subject' | 'message' | 'learnedMails'>;
  readonly diary: Diary;
  readonly rows: readonly Delivery[];
  /** From when on all that is published has to be told, ms. */
  readonly begun: number;
  /** Of the clock, when the ledger is drawn, ms. */
  readonly now: number;
};

/** Holds what came to a target against what the world published; `subscribed` are those of the target. */
export function judgeTarget(
  target: string,
  subscribed: readonly Subscribed[],
  arrivals: readonly Arrival[],
  judged: Judged,
): Told {
  const { store, diary, begun } = judged;
  const rows = judged.rows.filter((row) => row.target === target);
  const titleOf = (row: Delivery): string =>
    row.subject === undefined ? '' : (store.subject(row.subject)?.card.title ?? '');
  const unclear = rows.filter(({ state }) => state === 'uncertain');
  const capped = rows.filter(({ suppression }) => suppression === 'cap');
  const told: Told = {
    target,
    wanted: 0,
    got: arrivals.length,
    lost: [],
    twice: [],
    disordered: [],
    uncertain: unclear.length,
    capped: capped.length,
  };
  let wanted = 0;
  const excused = new Set([...unclear, ...capped].map(titleOf));
  for (const one of diary.series) {
    const mails = [...one.revisions, ...one.outcomes];
    if (one.at < begun || mails.some((id) => diary.takenOut.has(id))) continue;
    if (!subscribed.some(({ series, dues }) => dues.length === 0 && series(one))) continue;
    wanted++;
    judgeSeries(told, one, arrivals, excused.has(one.title));
  }
  for (const [id, at] of diary.published) {
    if (at < begun || !subscribed.some(({ items }) => items.includes(kindOf(id)))) continue;
    wanted++;
    judgeItem(
      told,
      id,
      arrivals,
      unclear.some((row) => titleOf(row).includes(id)),
    );
  }
  judgeKeys(told, arrivals, rows);
  const digests = judgeDigests(told, subscribed, arrivals, judged);
  judgeSummary(told, capped, arrivals, judged.now);
  return { ...told, wanted: wanted + digests };
}

/** What the titles and ids of the made-up world look like. */
function kindOf(id: string): Subscribed['items'][number] {
  if (id.startsWith('CVE-')) return 'advisory';
  if (id.startsWith('Rust driver')) return 'article';
  return /^\d/.test(id) && id.includes('.') ? 'release' : 'commit';
}

function judgeSeries(told: Told, one: PostedSeries, arrivals: readonly Arrival[], isExcused: boolean): void {
  const own = arrivals.filter((arrival) => isOf(arrival, one));
  const cards = own.filter(({ type }) => type === 'card');
  if (cards.length > 1) told.twice.push(`card: ${one.title}`);
  if (cards.length === 0) {
    if (!isExcused) told.lost.push(`card: ${one.title}`);
    return;
  }
  if (own[0]?.type !== 'card' && !isExcused)
    told.disordered.push(`${own[0]?.type} before its card: ${one.title}`);
  if (cards[0]?.card === undefined) judgeMails(told, one, own, isExcused);
  else judgeSteps(told, one, own, isExcused);
}

function isOf({ card, text, type }: Arrival, { title, revisions }: PostedSeries): boolean {
  if (card) return card.title === title || revisions.includes(card.id);
  const [, subject = ''] = /^Subject: (.+)$/m.exec(text.slice(0, 4000)) ?? [];
  const said = type === 'line' ? `Re: ${title}` : title;
  return (type === 'line' || type === 'card') && (subject.trim() === said || subject.startsWith(`${said} (`));
}

/** Each step once, by the card as it was posted or by a line; nothing that was told is taken back; the last says all. */
function judgeSteps(told: Told, one: PostedSeries, own: readonly Arrival[], isExcused: boolean): void {
  const spoken = new Set<string>();
  let before = new Set<string>();
  for (const { type, card, step } of own) {
    const steps = new Set(card?.steps.map(({ key }) => key));
    if (type === 'card') for (const key of steps) spoken.add(key);
    if (type === 'line' && step !== undefined) {
      if (spoken.has(step)) told.twice.push(`${step}: ${one.title}`);
      spoken.add(step);
    }
    // An answer that came first is a talk, until it is known what it answers.
    const gone = [...before].filter((key) => key !== 'posted' && !steps.has(key));
    if (gone.length > 0) told.disordered.push(`${gone} taken back: ${one.title}`);
    before = steps;
  }
  if (isExcused) return;
  for (const wanted of stepsOf(one)) {
    const isIt = (key: string): boolean => key === wanted || key.startsWith(`${wanted} `);
    if (![...spoken].some(isIt)) told.lost.push(`${wanted}: ${one.title}`);
    if (![...before].some(isIt)) told.lost.push(`${wanted} at the end: ${one.title}`);
  }
}

/** An older revision that turns up after a newer one is no news. */
function stepsOf({ revisions, outcomes, merged }: PostedSeries): string[] {
  const { length } = revisions;
  return [
    ...(length > 1 ? [`v${length}`] : []),
    ...(outcomes.length > 0 ? ['applied'] : []),
    ...(merged ? ['merged'] : []),
  ];
}

function judgeMails(told: Told, one: PostedSeries, own: readonly Arrival[], isExcused: boolean): void {
  if (isExcused) return;
  const words = { applied: 'applied to', merged: 'merged into mainline' };
  for (const step of stepsOf(one)) {
    const word = step === 'applied' || step === 'merged' ? words[step] : step;
    if (!own.some(({ text }) => text.includes(word))) told.lost.push(`${step}: ${one.title}`);
  }
}

/** An article may come as a line of the story that it belongs to. */
function judgeItem(told: Told, id: string, arrivals: readonly Arrival[], isExcused: boolean): void {
  const own = arrivals.filter(({ text }) => text.includes(id));
  if (own.length === 0 && !isExcused) told.lost.push(id);
  const cards = own.filter(({ type, card }) => type === 'card' && (card ? card.id === id : true));
  if (cards.length > 1 && kindOf(id) !== 'article') told.twice.push(id);
}

/** What the outbox calls sent has come, and nothing came twice under one key. */
function judgeKeys(told: Told, arrivals: readonly Arrival[], rows: readonly Delivery[]): void {
  const seen = new Set<string>();
  for (const { key } of arrivals) {
    if (seen.has(key)) told.twice.push(`key ${key}`);
    seen.add(key);
  }
  for (const { key, state, event } of rows)
    if (state === 'sent' && !seen.has(key)) told.lost.push(`${event}, which is called sent (${key})`);
  // In the order of the outbox, but for what waits for its hour, and changes of cards, of which the newest tells all.
  const ids = new Map(
    rows.filter(({ kind }) => kind !== 'summary' && kind !== 'edit').map(({ key, id }) => [key, id]),
  );
  let last = 0;
  for (const { key } of arrivals) {
    const id = ids.get(key) ?? last;
    if (id < last) told.disordered.push(`${key} after ${last}`);
    last = Math.max(last, id);
  }
}

/** Gives how many had to come. */
function judgeDigests(
  told: Told,
  subscribed: readonly Subscribed[],
  arrivals: readonly Arrival[],
  { store, diary, rows, begun, now }: Judged,
): number {
  let wanted = 0;
  for (const { id, dues, name, series } of subscribed) {
    const past = dues.filter((due) => due < now);
    wanted += past.length;
    const own = arrivals.filter((one) => one.subscription === id && one.type === 'digest');
    const unclear = rows.filter(
      ({ subscription, kind, state }) => subscription === id && kind === 'digest' && state === 'uncertain',
    ).length;
    const periods = new Set(own.map(({ period }) => period));
    if (periods.size + unclear < past.length)
      told.lost.push(`${past.length - periods.size} digests: ${name}`);
    if (own.length > periods.size || periods.size > dues.length)
      told.twice.push(`digest: ${name}: ${[...periods]}`);
    const last = past.at(-1);
    const pages = own.flatMap(({ digest }) => digest ?? []);
    if (last === undefined || unclear > 0 || pages.length === 0) continue;
    for (const one of diary.series) {
      const known = knownAt(store, one);
      if (one.at < begun || known === undefined || known > last || !series(one)) continue;
      if ([...one.revisions, ...one.outcomes].some((mail) => diary.takenOut.has(mail))) continue;
      const news = pages.filter(({ fresh }) => fresh.has(one.title)).length;
      if (news > 1) told.twice.push(`new in ${news} digests: ${one.title}`);
      const isLeftOut = pages.some(({ more }) => more > 0);
      if (!isLeftOut && !pages.some(({ all }) => all.has(one.title)))
        told.lost.push(`in no digest: ${one.title}`);
    }
  }
  return wanted;
}

/** When the store learned of it, ms. */
function knownAt(store: Judged['store'], { revisions }: PostedSeries): number | undefined {
  const id = toMessageId(revisions[0] ?? '');
  const mail = id && store.message(id, keyOf(id));
  return mail && store.learnedMails([mail.id]).get(mail.id)?.at;
}

function judgeSummary(
  told: Told,
  capped: readonly Delivery[],
  arrivals: readonly Arrival[],
  now: number,
): void {
  const hour = 3_600_000;
  const over = Math.floor(now / hour) * hour;
  const held = new Set(capped.filter(({ due }) => due < over).map(({ subject }) => subject));
  const summed = arrivals.reduce((sum, one) => sum + one.summed, 0);
  if (summed < held.size) told.lost.push(`${held.size - summed} of the summary`);
}
