import type { Advisory } from '../item/advisory.ts';
import type { KnownItem } from '../item/item.ts';
import { itemDate } from '../item/subject.ts';
import { bound } from './bound.ts';
import type { Card } from './card.ts';
import { cardOfItem, step } from './item-card.ts';
import { inOrder } from './order.ts';

const MAX_VERSIONS = 4;

/** The card of a CVE. */
export function cardOfAdvisory(known: KnownItem<Advisory>): Card {
  const { url, state, updated, published } = known.item;
  const told = published === undefined ? 'known' : 'published';
  const steps = [step('published', 'published', told, itemDate(known), url)];
  const rejected = Math.max(updated ?? itemDate(known), itemDate(known));
  if (state === 'rejected')
    steps.push({ ...step('withdrawn', 'withdrawn', 'rejected', rejected, url), line: true });
  return {
    ...cardOfItem(known, url),
    kind: 'advisory',
    author: { name: 'kernel CVE team', email: '' },
    state: state === 'rejected' ? 'rejected' : fixWords(known.item),
    facts: advisoryFacts(known.item),
    steps: inOrder(steps),
  };
}

function fixWords({ fixes }: Advisory): string {
  return fixes.length > 0 ? 'fixed' : 'no fix known';
}

/** The lowest versions first, as they are told. */
function advisoryFacts({ score, fixes, introduced }: Advisory): string[] {
  const fixed = [...new Set(fixes.flatMap(({ version }) => version ?? []))];
  return [
    ...(score ? [bound(`CVSS ${score.base} ${score.severity.toLowerCase()}`)] : []),
    ...(fixed.length > 0 ? [`fixed in ${listed(fixed)}`] : []),
    ...(introduced.length > 0 ? [`introduced in ${listed([...new Set(introduced)])}`] : []),
  ];
}

function listed(versions: readonly string[]): string {
  const more = versions.length > MAX_VERSIONS ? ` and ${versions.length - MAX_VERSIONS} more` : '';
  return `${bound(versions.slice(0, MAX_VERSIONS).join(', '))}${more}`;
}
