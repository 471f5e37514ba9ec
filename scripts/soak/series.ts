import { arriving } from '../../test/fakes/lore/arrivals.ts';
import type { World } from '../../test/fakes/world.ts';
import { makeMail } from '../../test/sources/mails.ts';
import { type Dice, pick } from './dice.ts';

const DEVICES = ['widget', 'gadget', 'sprocket'] as const;
const AUTHORS = [
  'Ada Holm <ada@example.org>',
  'Bo Lind <bo@example.org>',
  'Cy Roth <cy@example.org>',
] as const;
/** The one whose word counts; the configuration names her. */
export const MAINTAINER = 'mo@example.org';
const MOST_REVISIONS = 3;
/** So many of the newest get more news. */
const YOUNG = 60;
const AGE = 3000;

/** A Rust patch set that the world has posted, and what became of it. */
export type PostedSeries = {
  readonly title: string;
  readonly device: string;
  readonly author: string;
  readonly list: string;
  /** When it was published first, ms. */
  readonly at: number;
  /** Message-IDs of its revisions, v1 first. */
  readonly revisions: string[];
  /** Of the answers that tell what became of it. */
  readonly outcomes: string[];
  merged: boolean;
};

/** What is new about patch `n`: words that filters look for differ from one to the next. */
export function describePatch(n: number): Pick<PostedSeries, 'title' | 'device' | 'author'> {
  const device = DEVICES[n % DEVICES.length] ?? 'widget';
  const author = AUTHORS[Math.floor(n / DEVICES.length) % AUTHORS.length] ?? '';
  return { device, author, title: `rust: ${device}: part ${n}` };
}

export function rustDiff(device: string): string {
  const path = `rust/kernel/${device}.rs`;
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,2 @@\n-fn old() {}\n+fn new() {}\n // end\n`;
}

/** The next revision of a patch set, its way into a tree, its merge: whatever comes next for one of the young ones. */
export function goOn(world: World, series: readonly PostedSeries[], dice: Dice): void {
  const young = series.slice(-YOUNG).filter(({ at }) => at < Date.now() - AGE);
  if (young.length === 0) return;
  const one = pick(young, dice);
  if (one.outcomes.length === 0 && one.revisions.length < MOST_REVISIONS && dice(3) > 0) revise(world, one);
  else if (one.outcomes.length === 0) apply(world, one);
  else if (!one.merged) merge(world, one);
}

function revise(world: World, one: PostedSeries): void {
  const { title, author, list, device, revisions } = one;
  const version = revisions.length + 1;
  const id = `v${version}.${revisions[0] ?? ''}`;
  revisions.push(id);
  const body = `Why, again.\n\nSigned-off-by: ${author}\n---\n${rustDiff(device)}`;
  const subject = `[PATCH v${version}] ${title}`;
  publish(world, list, { id, subject, from: author, inReplyTo: revisions[0] ?? '', body });
}

function apply(world: World, one: PostedSeries): void {
  const newest = one.revisions.at(-1) ?? '';
  const id = `applied.${newest}`;
  one.outcomes.push(id);
  const v = one.revisions.length > 1 ? ` v${one.revisions.length}` : '';
  const subject = `Re: [PATCH${v}] ${one.title}`;
  const body = 'Applied to rust-next, thanks!\n';
  publish(world, one.list, { id, subject, from: `Mo Berg <${MAINTAINER}>`, inReplyTo: newest, body });
}

function merge(world: World, one: PostedSeries): void {
  one.merged = true;
  world.kernel.tree.commit({
    subject: one.title,
    body: `Why.\n\nLink: https://lore.kernel.org/r/${one.revisions.at(-1) ?? ''}\nSigned-off-by: Mo Berg <${MAINTAINER}>\n`,
    author: one.author,
    files: { [`rust/kernel/${one.device}.rs`]: `// ${one.title}\n` },
    at: Date.now(),
  });
}

function publish(
  world: World,
  list: string,
  mail: { id: string; subject: string; from: string; inReplyTo: string; body: string },
): void {
  const date = Math.floor(Date.now() / 1000);
  const bytes = makeMail({ ...mail, list, date, cc: 'rust-for-linux@vger.kernel.org' });
  world.lore.publish(list, arriving([bytes], Date.now(), 100));
}
