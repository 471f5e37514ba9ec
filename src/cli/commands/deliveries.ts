import { DELIVERY_STATES } from '../../domain/delivery/delivery.ts';
import type { CliCommand } from '../command.ts';

const WORDS = ['list', 'show', 'retry', 'discard'] as const;
type Word = (typeof WORDS)[number];

const PICKS = ['state', 'target', 'subscription', 'since'] as const;
const OPTIONS: Readonly<Record<Word, readonly string[]>> = {
  list: [...PICKS, 'limit'],
  show: [],
  retry: PICKS,
  discard: [...PICKS, 'reason'],
};

export const deliveriesCommand: CliCommand = {
  name: 'deliveries',
  arguments: '[word] [id...]',
  summary: 'what went out, what waits, what did not arrive and why',
  detail: `list             newest first
show ID          all that is known of one
retry [ID...]    sends again, at once, what is dead, failed, uncertain or suppressed
discard [ID...]  what was not sent never will be

retry and discard take numbers, or what --state and the others pick (without --state: what is dead or
failed; discard: what waits, too). pending: waits for its turn.
sending: handed over, no answer yet. sent: the platform said so. uncertain: it may have arrived,
nobody can tell; sent again, it may come twice. failed: is tried again by itself. dead: given up.
suppressed: was not to be sent.`,
  options: [
    { flags: '--state <state>', summary: 'only those in this state', choices: DELIVERY_STATES },
    { flags: '--subscription <id>', summary: 'only those of this subscription' },
    { flags: '--target <target>', summary: 'only those to this target' },
    { flags: '--since <when>', summary: 'only those made since then: a date, a time, or a span such as 7d' },
    { flags: '--limit <n>', summary: 'list: so many at most (default: 20)' },
    { flags: '--reason <text>', summary: 'discard: why, for those who look' },
    { flags: '--json', summary: 'one JSON line a delivery' },
  ],
  uses: ['data'],
  examples: [
    'deliveries',
    'deliveries list --state dead --since 7d',
    'deliveries show 17',
    'deliveries retry 17 18',
    'deliveries retry --state dead --target mailto:ada@example.org',
    'deliveries discard 19 --reason "too old by now"',
  ],
  run: async ([said = 'list', ...ids], options, context) => {
    const { checkOptions, readWord } = await import('../subscribing/words.ts');
    const word = readWord('deliveries', WORDS, said);
    checkOptions('deliveries', OPTIONS, word, options);
    switch (word) {
      case 'list':
        return (await import('../delivering/list.ts')).list(ids, options, context);
      case 'show':
        return (await import('../delivering/show.ts')).show(ids, options, context);
      case 'retry':
      case 'discard':
        return (await import('../delivering/decide.ts'))[word](ids, options, context);
    }
  },
};
