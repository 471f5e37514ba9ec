import type { Delivery } from '../../domain/delivery/delivery.ts';
import { dispelDoubt, proofFor } from '../../domain/delivery/doubt.ts';
import { type Settlement, uncertain } from '../../domain/delivery/settle.ts';
import { readTarget } from '../../domain/subscription/read-target.ts';
import type { Platform } from '../../ports/platform.ts';
import { proofOf } from './deliver-one.ts';
import type { DeliverDeps } from './deps.ts';
import { finish } from './finish.ts';
import { LEASE } from './hand-over.ts';

const AT_ONCE = 200;
const DIED = 'the process that sent it ended before it had an answer';

/**
 * Gives back to their lanes what the dead had in flight: where the platform takes a nonce or can be asked, it is tried
 * again and its doubt dispelled first; else it is `uncertain`. Sends nothing itself. Returns how many.
 */
export function mendOrphans(deps: DeliverDeps, signal: AbortSignal): number {
  const { store, owner, isAlive, now } = deps;
  let mended = 0;
  for (const orphan of store.orphans(now(), isAlive, AT_ONCE)) {
    if (signal.aborted) break;
    const settled = fateOf(deps, orphan);
    if (!store.adopt(orphan.id, { owner, until: now() + LEASE }, now(), isAlive)) continue;
    if (finish(deps, orphan, { settled }, () => undefined) !== undefined) mended++;
  }
  return mended;
}

function fateOf({ platforms, now }: DeliverDeps, orphan: Delivery): Settlement {
  const since = orphan.doubt ?? orphan.sentAt ?? orphan.updated;
  const platform = platformOf(platforms, orphan.target);
  const proof = platform ? proofOf(platform) : { nonce: 0, finds: true };
  const how = dispelDoubt(since, proofFor(orphan.kind, proof), now());
  if (how.what === 'uncertain') return uncertain(DIED);
  const due = how.what === 'wait' ? how.until : now();
  return { state: 'failed', reason: DIED, due, laneUntil: due, doubt: since };
}

/** One that is not set up here may be set up elsewhere: who can, asks it. */
function platformOf(platforms: DeliverDeps['platforms'], text: string): Platform | undefined {
  const target = readTarget(text);
  return 'wrong' in target ? undefined : platforms.get(target.platform);
}
