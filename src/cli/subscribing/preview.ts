import type { Period } from '../../domain/compose/period.ts';
import { clock } from '../../domain/source/moment.ts';
import { printCadence } from '../../domain/subscription/read-cadence.ts';
import { targetLabel } from '../../domain/subscription/read-target.ts';
import { type Preview, previewSubscription } from '../../pipeline/matching/preview.ts';
import { previewTold } from '../../pipeline/matching/preview-told.ts';
import { changedBy } from '../../pipeline/subscribing/change.ts';
import type { Draft } from '../../pipeline/subscribing/read-wish.ts';
import { noSubscription } from '../../pipeline/subscribing/refusal.ts';
import { cleanLine } from '../../render/clean.ts';
import { wrap } from '../../render/wrap.ts';
import { EXIT, isColored } from '../context.ts';
import { jsonLine } from '../json.ts';
import { plain } from '../plain.ts';
import { createStyle, type Style } from '../style.ts';
import { readCatalog, withStore } from '../wiring.ts';
import { type Act, granted } from './act.ts';
import { readDraft } from './add.ts';
import { readChanges } from './change.ts';
import { matchingDeps } from './matching.ts';
import { withPlatforms } from './platforms.ts';

const WEEK = 7 * 86_400_000;
const WIDTH = 100;
const INDENT = ' '.repeat(14);
/** More than these are only counted; --json has all. */
const MOST_SHOWN = 100;

/** `subscriptions preview TARGET-or-ID`: of one that is there with the changes that are asked for. Posts nothing. */
export const preview: Act = async (what, options, context) => {
  const catalog = await readCatalog(context, options);
  const period = { since: context.now() - WEEK, until: context.now() };
  return withPlatforms(context, options, catalog, async (platforms) => {
    const id = what !== undefined && /^\d{1,9}$/.test(what) ? Number(what) : undefined;
    // A mistake is told before the store is looked for.
    const wanted = id === undefined ? readDraft(catalog.topic, platforms, what, options) : undefined;
    const { draft, told } = await withStore(context, options, (store) => {
      const draft =
        wanted ??
        granted(
          changedBy(
            catalog.topic,
            granted(store.subscription(id ?? 0) ?? noSubscription(id ?? 0)),
            readChanges(options),
          ),
        );
      return {
        draft,
        told: previewSubscription(matchingDeps(context, catalog, store, platforms), draft, period),
      };
    });
    context.print(
      options.json === true
        ? jsonLine(previewObject(draft, told, period))
        : previewText(draft, told, period, createStyle(isColored(context))),
    );
    return EXIT.done;
  });
};

function previewObject(draft: Draft, told: Preview, { since, until }: Period): object {
  return {
    target: targetLabel(draft.target),
    filter: draft.filter,
    cadence: printCadence(draft.cadence),
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    total: told.total,
    most_an_hour: told.mostAnHour,
    by_kind: told.byKind,
    summaries: told.summaries,
    digests: told.digests,
    posts: told.posts.map(({ at, card, line }) => ({
      at: new Date(at).toISOString(),
      kind: card.kind,
      title: card.title,
      url: line?.url ?? card.url,
      line: line?.text ?? null,
    })),
  };
}

/** What it would have posted, then how much that is. 100 columns, times in UTC. */
function previewText(draft: Draft, told: Preview, period: Period, style: Style): string {
  const shown = told.posts.slice(0, MOST_SHOWN);
  const lines = shown.flatMap(({ at, card, line }) => {
    const text = line === undefined ? card.title : `> ${line.text} (under: ${card.title})`;
    return wrap(cleanLine(text), WIDTH - INDENT.length).map((each, number) =>
      number === 0 ? `${style.dim(clock(at).padStart(12))}  ${each}` : INDENT + each,
    );
  });
  const more = told.posts.length - shown.length;
  if (more > 0) lines.push(`${INDENT}and ${more} more: --json shows all`);
  if (lines.length > 0) lines.push('');
  const what = draft.filter === '' ? 'everything' : draft.filter;
  const head = `${targetLabel(draft.target)}, ${printCadence(draft.cadence)}: ${plain(what)}`;
  return `${[...lines, ...wrap(cleanLine(head), WIDTH).map(style.bold), ...wrap(previewTold(told, period), WIDTH)].join('\n')}\n`;
}
