import type { Topic } from '../../domain/topic.ts';
import { type CliCommand, type OptionValues, textOption } from '../command.ts';
import { EXIT, tell } from '../context.ts';
import { parseMoment } from '../moments.ts';
import { readCount } from '../read-count.ts';
import { UsageError } from '../usage-error.ts';

export const milestonesCommand: CliCommand = {
  name: 'milestones',
  summary: 'what belongs in the history books, each with the line that proves it',
  detail: `Oldest first. One happening is one milestone, however many mails and revisions tell it; its steps are proposed,
applied, merged, released, or decided.`,
  options: [
    { flags: '--since <when>', summary: 'only those that moved since then: a date (UTC) or a span (30d)' },
    { flags: '--until <when>', summary: 'only what was known by then' },
    { flags: '--type <type>', summary: 'only those of this type' },
    { flags: '--major', summary: 'only the major ones' },
    { flags: '--limit <n>', summary: 'the newest so many' },
    { flags: '--json', summary: 'one JSON line a milestone' },
  ],
  uses: ['data', 'config'],
  examples: ['milestones', 'milestones --major --since 365d', 'milestones --json'],
  run: async (_words, options, context) => {
    const { readCatalog, withStore } = await import('../wiring.ts');
    const { askMilestones, wrongType } = await import('../../commands/milestones.ts');
    const { mailUrl } = await import('../../domain/links.ts');
    const { topic, endpoints } = await readCatalog(context, options);
    const now = context.now();
    const limit = readCount('--limit', textOption(options, 'limit'));
    const untilText = textOption(options, 'until');
    const until = untilText === undefined ? undefined : parseMoment('--until', untilText, now);
    const type = readType(options, topic, wrongType);
    const since = readSince(options, until ?? now);
    const wanted = await withStore(context, options, (store) =>
      askMilestones(
        { store, topic, now: context.now },
        { since, until, type, major: options.major === true },
      ),
    );
    const shown = limit === undefined ? wanted : wanted.slice(-limit);
    const { jsonLine } = await import('../json.ts');
    const { milestoneObject, milestoneText } = await import('../milestone-told.ts');
    for (const one of shown) {
      const url = mailUrl(endpoints.lore, one.messageId, []);
      context.print(
        options.json === true ? jsonLine(milestoneObject(one, url)) : milestoneText(one, url, context),
      );
    }
    if (shown.length === 0) tell(context, 'no milestone found');
    else if (shown.length < wanted.length) tell(context, `the newest ${shown.length} of ${wanted.length}`);
    return EXIT.done;
  },
};

/** A mistake is told before the store is looked for. */
function readSince(options: OptionValues, now: number): ((end: number) => number) | undefined {
  const text = textOption(options, 'since');
  if (text === undefined) return undefined;
  parseMoment('--since', text, now);
  return (end) => parseMoment('--since', text, end);
}

function readType(
  options: OptionValues,
  topic: Topic,
  wrongType: (topic: Topic, type: string) => string | undefined,
): string | undefined {
  const type = textOption(options, 'type');
  const wrong = type === undefined ? undefined : wrongType(topic, type);
  if (wrong !== undefined) throw new UsageError(wrong);
  return type;
}
