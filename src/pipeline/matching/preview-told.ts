import { CARD_KINDS, type CardKind } from '../../domain/card/card.ts';
import type { Period } from '../../domain/compose/period.ts';
import { clock } from '../../domain/source/moment.ts';
import type { Preview } from './preview.ts';

const KIND_WORDS: Readonly<Record<CardKind, string>> = {
  series: 'series',
  pull: 'pull requests',
  talk: 'threads',
  release: 'releases',
  advisory: 'advisories',
  story: 'stories',
  commit: 'commits',
};

/** "12 posts (9 on series, 3 on releases; 2 of them lines under cards), at most 4 an hour, from 23 Mar 08:00 to ..." */
export function previewTold(
  { posts, byKind, mostAnHour, summaries, digests }: Preview,
  { since, until }: Period,
): string {
  const kinds = CARD_KINDS.flatMap((kind) =>
    byKind[kind] ? [`${byKind[kind]} on ${KIND_WORDS[kind]}`] : [],
  );
  const lines = posts.filter(({ line }) => line !== undefined).length;
  const under = lines > 0 ? `; ${lines} of them lines under cards` : '';
  const parts = [
    ...(digests > 0 ? [counted(digests, 'digest')] : []),
    ...(posts.length > 0 || digests === 0 ? [counted(posts.length, 'post')] : []),
    ...(summaries > 0 ? [counted(summaries, 'summary', 'summaries')] : []),
  ];
  const details = kinds.length > 0 ? ` (${kinds.join(', ')}${under})` : '';
  const rate = posts.length > 0 ? `, at most ${mostAnHour} an hour` : '';
  return `${parts.join(', ')}${details}${rate}, from ${clock(since)} to ${clock(until)} UTC; nothing was posted`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
