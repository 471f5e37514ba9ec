import type { FakeMessage } from './types.ts';
import { nameOf, type World } from './world.ts';

/** A channel as a person reads it: threads under their parents, what was edited, and what only one person sees. */
export function transcriptOf(world: World, channel: string): string {
  const standing = [...world.messages.values()].filter(
    (message) => message.channel === channel && !message.deleted,
  );
  return standing
    .filter(({ thread }) => thread === undefined)
    .flatMap((message) => [
      told(world, message, ''),
      ...standing.filter(({ thread }) => thread === message.ts).map((reply) => told(world, reply, '  | ')),
    ])
    .join('\n');
}

function told(world: World, message: FakeMessage, indent: string): string {
  const name = nameOf(world, message.team);
  const notes = [
    message.ephemeral === undefined
      ? ''
      : ` (only visible to ${name(message.ephemeral) ?? message.ephemeral})`,
    message.history.length > 0 ? ' (edited)' : '',
  ].join('');
  return [
    `${name(message.author) ?? message.author}${notes}:`,
    ...message.seen.split('\n').map((line) => `  ${line}`),
  ]
    .map((line) => `${indent}${line}`)
    .join('\n');
}
