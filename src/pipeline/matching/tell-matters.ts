import { keysOfStory } from '../../domain/card/from-item.ts';
import { toMessageId } from '../../domain/ids.ts';
import type { Commit } from '../../domain/item/commit.ts';
import type { Item, ItemKind, KnownItem } from '../../domain/item/item.ts';
import { titleKey } from '../../domain/series/title.ts';
import { keyOf } from '../../domain/thread.ts';
import type { Subject } from '../../ports/outbox.ts';
import type { Store, StoredMail } from '../../ports/store.ts';
import { findMail } from '../answer.ts';
import type { MatchDeps } from './deps.ts';
import { isOf } from './item-card.ts';
import type { Matter } from './matter.ts';
import { createMatters, type Matters } from './matters.ts';
import { gatherStories, keysNamedBy, type NewStory } from './stories.ts';
import { linkTo, tellThreads } from './tell-threads.ts';
import { type NewMail, touchOfItem, touchOfMail } from './touch-of.ts';

export type TellDeps = Pick<MatchDeps, 'store' | 'topic' | 'lore' | 'now'>;

/** What became known, and what is to be told again although nothing did. */
export type Occasion = {
  readonly mails: readonly NewMail[];
  readonly items: readonly KnownItem[];
  readonly again: readonly Pick<Subject, 'card'>[];
};

type Traced = { readonly known: KnownItem<Commit>; readonly threads: readonly number[] };

/** Everything that the occasion is about, each with the card that it has now, oldest first. */
export function tellMatters(deps: TellDeps, { mails, items, again }: Occasion): Matter[] {
  const { store, now } = deps;
  const stories = gatherStories(store, ofKind(items, 'article'), now());
  const named = stories.flatMap(({ story }) =>
    keysNamedBy(story).flatMap((key) => store.subjectOf([key]) ?? []),
  );
  const retold = [...again, ...named];
  const commits = ofKind(items, 'commit').map((known) => trace(store, known));
  const heads = retold.flatMap(({ card }) => headOf(store, card) ?? []);
  const threads = new Set([
    ...[...mails.map(({ row }) => row), ...heads].map(({ thread }) => thread),
    ...commits.flatMap((one) => one.threads),
  ]);
  const matters = createMatters(deps, tellThreads(deps, [...threads]));
  for (const mail of mails) addMail(deps, matters, mail);
  for (const { key } of heads) matters.ofMail(key);
  for (const { card } of retold) addAgain(store, matters, card);
  for (const commit of commits) addCommit(matters, commit);
  for (const known of [...ofKind(items, 'release'), ...ofKind(items, 'advisory')])
    matters.ofItem(known)?.touches.push(touchOfItem(known, false));
  for (const story of stories) addStory(store, matters, story);
  return matters.all();
}

/** The mail that the card is called by. */
function headOf(store: Pick<Store, 'message'>, { kind, id }: Subject['card']): StoredMail | undefined {
  const isMail = kind === 'series' || kind === 'pull' || kind === 'talk';
  const messageId = isMail ? toMessageId(id) : undefined;
  return messageId && findMail(store, messageId);
}

/** Each once, as it was told last. */
function ofKind<K extends ItemKind>(
  items: readonly KnownItem[],
  kind: K,
): KnownItem<Extract<Item, { kind: K }>>[] {
  const found = items.flatMap((known) => (isOf(known, kind) ? [known] : []));
  return [...new Map(found.map((known) => [known.item.id, known])).values()];
}

/** A mail whose thread is not told has no matter: it was taken out meanwhile. */
function addMail(deps: TellDeps, matters: Matters, mail: NewMail): void {
  const open = matters.ofMail(mail.row.key);
  if (open?.happening === undefined) return;
  const milestone = matters.isMilestone(mail.row.messageId);
  open.touches.push(touchOfMail(mail, open.happening, { milestone, link: linkTo(deps) }));
}

function addAgain(store: Pick<Store, 'item'>, matters: Matters, { kind, id }: Subject['card']): void {
  const known =
    kind === 'release' || kind === 'advisory' || kind === 'commit' ? store.item(kind, id) : undefined;
  if (known) matters.ofItem(known);
}

/** The threads that hold what the commit was made of: by the mails that it names, by its title. */
function trace(store: Pick<Store, 'threadsWith'>, known: KnownItem<Commit>): Traced {
  const { links, subject, merge } = known.item;
  const titles = merge ? [] : [titleKey(subject)];
  return { known, threads: store.threadsWith({ keys: links.map((id) => keyOf(id)), titles, clues: [] }) };
}

/** A commit is news of the patch sets that it was made of; where none is known, it is one by itself. */
function addCommit(matters: Matters, { known }: Traced): void {
  const isMilestone = known.item.links.some(matters.isMilestone);
  const owners = matters.ofCommit(known.item);
  const own = owners.length > 0 ? undefined : matters.ofItem(known);
  for (const open of own ? [own] : owners) open.touches.push(touchOfItem(known, isMilestone, open.happening));
}

/** A story that names one thing is a line of that one's card; a roundup, and what names nothing, is one by itself. */
function addStory(store: Pick<Store, 'subjectOf'>, matters: Matters, { story, news }: NewStory): void {
  const named = new Set(matters.withKeys(keysNamedBy(story)));
  const [only, ...others] = named;
  const own = store.subjectOf(keysOfStory(story))?.card.kind === 'story';
  const open = only && others.length === 0 && !own ? only : matters.ofStory(story);
  if (open === only) only?.press.push(story);
  open.touches.push(...news.map((known) => touchOfItem(known, known.findings.length > 0)));
}
