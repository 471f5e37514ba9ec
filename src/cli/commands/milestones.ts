import type { Milestone } from '../../domain/milestone/milestone.ts';
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
    const { listMilestones } = await import('../../pipeline/milestones.ts');
    const { mailUrl } = await import('../../domain/links.ts');
    const { topic, endpoints } = await readCatalog(context, options);
    const now = context.now();
    const limit = readCount('--limit', textOption(options, 'limit'));
    const untilText = textOption(options, 'until');
    const until = untilText === undefined ? undefined : parseMoment('--until', untilText, now);
    const type = readType(
      options,
      topic.milestones.map(({ id }) => id),
    );
    const wanted = await withStore(context, options, (store) => {
      const known = listMilestones(store, topic, { now: until ?? now });
      const since = readSince(options, until ?? store.span()?.until ?? now);
      return known.filter((one) => fits(one, { since, type, major: options.major === true }));
    });
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

function readSince(options: OptionValues, end: number): number {
  const text = textOption(options, 'since');
  return text === undefined ? Number.NEGATIVE_INFINITY : parseMoment('--since', text, end);
}

function readType(options: OptionValues, known: readonly string[]): string | undefined {
  const type = textOption(options, 'type');
  if (type === undefined || known.includes(type)) return type;
  throw new UsageError(`there is no milestone type \`${type}\`; there is ${known.join(', ')}`);
}

type Wanted = { readonly since: number; readonly type: string | undefined; readonly major: boolean };

function fits({ type, significance, steps }: Milestone, wanted: Wanted): boolean {
  if (wanted.type !== undefined && type !== wanted.type) return false;
  if (wanted.major && significance !== 'major') return false;
  return steps.some(({ date }) => date >= wanted.since);
}
