import { newSourceState } from '../domain/source/state.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { SourceFigure } from '../web/deps.ts';
import type { Followed } from './following.ts';

/** How the sources that are followed are, in figures. */
export function sourceFigures(
  store: Pick<ItemStore, 'sourceState'>,
  sources: readonly Followed[],
  now: number,
): SourceFigure[] {
  return sources.map(({ plan: { id } }) => {
    const { lastSuccess, failures, items, unreadable, lost } = store.sourceState(id) ?? newSourceState(id);
    const lag = lastSuccess === undefined ? undefined : Math.max(0, (now - lastSuccess) / 1000);
    return { id, lag, failing: failures > 0, items, unreadable, lost };
  });
}
