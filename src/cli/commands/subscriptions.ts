import type { CliCommand } from '../command.ts';
import type { Act } from '../subscribing/act.ts';

const WORDS = ['list', 'add', 'change', 'pause', 'resume', 'remove', 'preview', 'secret'] as const;
type Word = (typeof WORDS)[number];

const WISHES = ['filter', 'cadence', 'quiet', 'most', 'milestonesNow'] as const;
const OPTIONS: Readonly<Record<Word, readonly string[]>> = {
  list: [],
  add: [...WISHES, 'backfill'],
  change: WISHES,
  pause: ['reason'],
  resume: ['missed'],
  remove: [],
  preview: WISHES,
  secret: [],
};

export const subscriptionsCommand: CliCommand = {
  name: 'subscriptions',
  arguments: '[word] [what]',
  summary: 'who is told of what, where and when',
  detail: `list                  what is subscribed, how it is, and when its next digest comes
add TARGET            from now on; no history, but for --backfill
change ID             its filter, its cadence, its options
pause ID, resume ID   resume --missed: with what it missed; a suspended one is resumed, too
remove ID             for good; what was posted stays
preview TARGET or ID  what it would have posted in the last seven days; posts nothing
secret ID             of a webhook: what its posts are signed with

TARGET is mailto:A@B, https://... (a webhook), slack:TEAM/CHANNEL or discord:GUILD/CHANNEL (ids;
the place is told of each change), file:PATH or console:. A cadence is \`now\`,
"daily 09:00 Europe/Berlin" or "weekly MON 09:00 Europe/Berlin"; without a zone it is UTC.`,
  options: [
    { flags: '--filter <filter>', summary: 'only what matches: area:drm author:ada' },
    { flags: '--cadence <cadence>', summary: 'at once, daily or weekly (default of add: "now")' },
    {
      flags: '--quiet <hours>',
      summary: 'nothing at once in these hours: "22:00-07:00 Europe/Berlin"; or none',
    },
    { flags: '--most <n>', summary: 'so many posts an hour, the rest in one summary (default of add: 20)' },
    { flags: '--milestones-now', summary: 'milestones at once, even where the rest is a digest' },
    { flags: '--no-milestones-now', summary: 'milestones with the digest again' },
    { flags: '--backfill <n>', summary: 'add: post the newest of what was there before, so many' },
    { flags: '--missed', summary: 'resume: with what it missed' },
    { flags: '--reason <text>', summary: 'pause: why, for those who look' },
    { flags: '--json', summary: 'one JSON line a subscription' },
  ],
  uses: ['data', 'config'],
  examples: [
    'subscriptions',
    'subscriptions add mailto:ada@example.org --cadence "weekly MON 09:00 Europe/Berlin"',
    'subscriptions add https://hooks.example.org/rust --filter area:drm --most 5',
    'subscriptions preview console: --filter "milestone:any"',
    'subscriptions change 3 --cadence "daily 09:00 Europe/Berlin" --quiet none',
    'subscriptions resume 3 --missed',
  ],
  run: async ([said = 'list', what, ...more], options, context) => {
    const { checkOptions, readWord } = await import('../subscribing/words.ts');
    const word = readWord('subscriptions', WORDS, said);
    checkOptions('subscriptions', OPTIONS, word, options);
    if (more.length > 0 || (word === 'list' && what !== undefined)) {
      const { UsageError } = await import('../usage-error.ts');
      throw new UsageError(`there is too much behind \`subscriptions ${word}\`: quote what has blanks in it`);
    }
    return (await loadAct(word))(what, options, context);
  },
};

async function loadAct(word: Word): Promise<Act> {
  switch (word) {
    case 'list':
      return (await import('../subscribing/list.ts')).list;
    case 'add':
      return (await import('../subscribing/add.ts')).add;
    case 'change':
      return (await import('../subscribing/change.ts')).change;
    case 'preview':
      return (await import('../subscribing/preview.ts')).preview;
    case 'pause':
    case 'resume':
    case 'remove':
    case 'secret':
      return (await import('../subscribing/stop.ts'))[word];
  }
}
