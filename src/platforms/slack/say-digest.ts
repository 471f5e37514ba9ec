import type { Outcome, Receipt } from '../../domain/delivery/delivery.ts';
import type { Parcel, Post } from '../../ports/platform.ts';
import { viewChart } from '../../render/chart.ts';
import { digestPicture } from '../../render/picture.ts';
import { bringPicture } from './picture.ts';
import { renderDigestPosts } from './render/digest.ts';
import { chartWords } from './render/digest-numbers.ts';
import type { SlackMessage, SlackPicture } from './render/message.ts';
import { BETWEEN, type Saying, sayIt, sentAs } from './say.ts';
import type { Session } from './session.ts';
import { findStanding, type Standing } from './standing.ts';

export type DigestDeps = {
  readonly draw: (svg: string) => Promise<Uint8Array>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Nothing more for this place for so many ms. */
  readonly hold: (ms: number) => void;
};

type DigestPost = Extract<Post, { what: 'digest' }>;

/** A digest that is tried again for a day may have its head from a day ago, ms. */
const LONG_AGO = 26 * 3_600_000;
/** A pause that Slack asks for is waited for on the spot, up to so many ms. */
const PATIENCE = 5000;

/**
 * Posts a digest: its head, and the parts in the head's thread, in order. What stands already of an earlier attempt is
 * not posted again. Where a part fails for now, the outcome is `unknown`: some of it stands, and `find` tells what.
 */
export async function sayDigest(
  deps: DigestDeps,
  { scopes }: Session,
  saying: Saying,
  parcel: Parcel,
  post: DigestPost,
): Promise<Outcome> {
  // Where nobody lets us look, nothing of it stands: an attempt that left something was not settled as `again`.
  const standing = parcel.attempt > 1 ? await digestStanding(saying, parcel) : undefined;
  const head = standing?.find(({ part }) => part === 0);
  const isPictured = head === undefined && scopes.has('files:write');
  const picture = isPictured ? await pictureOf(deps, saying, post) : undefined;
  const begun =
    head === undefined ? await sayHead(deps, saying, parcel, post, picture) : sentAs(saying.channel, head.ts);
  if (begun.what !== 'sent') return begun;
  const thread = begun.receipt.ts ?? '';
  const [, ...others] = postsOf(parcel, post, picture);
  for (const [at, message] of others.entries()) {
    const part = at + 1;
    if (standing?.some((one) => one.part === part)) continue;
    await deps.pause(BETWEEN, saying.signal);
    const said = await patiently(deps, saying, () => sayIt(saying, message, { thread, part }));
    if (said.what === 'again') {
      if (said.wait !== undefined) deps.hold(said.wait);
      return { what: 'unknown', why: `a part of it does not stand yet: ${said.why}` };
    }
    if (said.what !== 'sent') return said;
  }
  return begun;
}

/** Whether all of a digest stands: what `find` says of it. */
export async function findDigest(
  saying: Saying,
  parcel: Parcel,
  post: DigestPost,
): Promise<Receipt | 'absent' | 'unknown'> {
  const standing = await digestStanding(saying, parcel);
  if (standing === undefined) return 'unknown';
  const head = standing.find(({ part }) => part === 0);
  const all = postsOf(parcel, post, undefined);
  if (head === undefined || all.some((_, part) => !standing.some((one) => one.part === part)))
    return 'absent';
  return { channel: saying.channel, ts: head.ts };
}

/** undefined: nobody can tell. */
async function digestStanding(
  { call, channel, key, signal }: Saying,
  { since }: Parcel,
): Promise<readonly Standing[] | undefined> {
  const search = { channel, key, since: since - LONG_AGO, needed: since };
  const inChannel = await findStanding(call, search, signal);
  const head = inChannel?.find(({ part }) => part === 0);
  if (inChannel === undefined || head === undefined) return inChannel;
  const inThread = await findStanding(call, { ...search, thread: head.ts }, signal);
  return inThread === undefined ? undefined : [head, ...inThread.filter(({ part }) => part > 0)];
}

async function sayHead(
  deps: DigestDeps,
  saying: Saying,
  parcel: Parcel,
  post: DigestPost,
  picture: SlackPicture | undefined,
): Promise<Outcome> {
  const [head] = postsOf(parcel, post, picture);
  if (head === undefined) return { what: 'refused', why: 'the digest is empty', scope: 'post' };
  const said = await sayIt(saying, head);
  // A picture that Slack has not digested yet is refused with all that is around it.
  if (picture === undefined || said.what !== 'refused' || said.scope !== 'post') return said;
  await deps.pause(BETWEEN, saying.signal);
  return sayHead(deps, saying, parcel, post, undefined);
}

async function patiently(
  { pause }: DigestDeps,
  { signal }: Saying,
  say: () => Promise<Outcome>,
): Promise<Outcome> {
  const said = await say();
  if (said.what !== 'again' || said.wait === undefined || said.wait > PATIENCE || signal.aborted) return said;
  await pause(said.wait, signal);
  return say();
}

function postsOf(
  { subscription }: Parcel,
  { digest, url }: DigestPost,
  picture: SlackPicture | undefined,
): readonly SlackMessage[] {
  const { cadence, filter } = subscription;
  return renderDigestPosts(digest, { url, cadence, filter, picture });
}

async function pictureOf(
  { draw }: DigestDeps,
  { call, signal }: Saying,
  { digest, issue }: DigestPost,
): Promise<SlackPicture | undefined> {
  const svg = digestPicture(digest);
  const chart = digest.chart === null ? null : viewChart(digest.chart, digest.until.slice(0, 4));
  if (svg === undefined || chart === null) return undefined;
  const name = `lorewatch-${issue.replace(/[^\w.-]+/g, '-').slice(0, 80)}`;
  return bringPicture({ call, draw, signal }, { svg, name, alt: chartWords(chart) });
}
