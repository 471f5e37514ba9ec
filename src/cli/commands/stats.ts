import type { Wrong } from '../../commands/command.ts';
import type { StatsWish } from '../../commands/stats.ts';
import { CHART_MEASURES, type StatsReport } from '../../domain/stats/stats.ts';
import { type CliCommand, type OptionValues, textOption } from '../command.ts';
import { type CliContext, EXIT, isColored, tell } from '../context.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'svg'] as const;
const TABLES = ['month', 'area'] as const;

export const statsCommand: CliCommand = {
  name: 'stats',
  summary: 'mails, series, patches, contributors and reviewers by month and area',
  detail: `Months are calendar months in UTC; without options the last twelve up to the newest
mail. A month of which only a part is counted is marked. The picture is SVG and
follows the reader's light or dark.`,
  options: [
    { flags: '--since <when>', summary: 'a date (UTC), a time, or a span before --until' },
    { flags: '--until <when>', summary: 'a date (UTC), a time, or a span before now' },
    { flags: '--filter <filter>', summary: 'only what matches: area:drm author:ada' },
    { flags: '--by <what>', summary: 'only this table of the text', choices: TABLES },
    {
      flags: '--chart <figure>',
      summary: 'what the bars show, in the text and in the picture',
      choices: CHART_MEASURES,
      fallback: 'patches',
    },
    { flags: '--format <format>', summary: 'how it is written (default: "text")', choices: FORMATS },
    { flags: '--json', summary: 'one JSON object: --format json' },
    { flags: '--out <file>', summary: 'into a file' },
  ],
  uses: ['data', 'config'],
  examples: [
    'stats',
    'stats --since 2024-01-01 --by month --chart mails',
    'stats --filter area:drm --json',
    'stats --format svg --chart series --out series.svg',
  ],
  run: async (_words, options, context) => {
    const format = readFormat(options);
    const periodOf = await readAsked(options, context.now());
    const { readCatalog, withStore } = await import('../wiring.ts');
    const { askReport } = await import('../../commands/stats.ts');
    const { readFilter } = await import('../filters.ts');
    const { topic } = await readCatalog(context, options);
    const filter = readFilter(textOption(options, 'filter'), topic);
    const out = textOption(options, 'out');
    const report = granted(
      await withStore(context, options, (store) =>
        askReport({ store, topic, now: context.now }, { periodOf, filter }),
      ),
    );
    const text = await writeReport(report, format, options, out === undefined && isColored(context));
    return deliver(text, out, context);
  },
};

type Format = (typeof FORMATS)[number];

function readFormat(options: OptionValues): Format {
  const named = FORMATS.find((format) => format === options.format);
  if (options.json !== true) return named ?? 'text';
  if (named !== undefined && named !== 'json')
    throw new UsageError(`--json and --format ${named} exclude each other`);
  return 'json';
}

/** A mistake is told before the store is looked for. */
async function readAsked(options: OptionValues, now: number): Promise<StatsWish['periodOf']> {
  const { readStatsPeriod } = await import('../../commands/told/stats-period.ts');
  const times = { since: textOption(options, 'since'), until: textOption(options, 'until') };
  return granted(readStatsPeriod(times, now, (option) => `--${option}`));
}

function granted<T extends object>(value: T | Wrong): T {
  if (isWrong(value)) throw new UsageError(value.wrong);
  return value;
}

function isWrong(value: object): value is Wrong {
  return 'wrong' in value;
}

async function writeReport(
  report: StatsReport,
  format: Format,
  options: OptionValues,
  color: boolean,
): Promise<string> {
  const measure = CHART_MEASURES.find((each) => each === options.chart) ?? 'patches';
  if (format === 'json') {
    const { jsonLine } = await import('../json.ts');
    const { statsObject } = await import('../../render/stats-json.ts');
    return jsonLine(statsObject(report));
  }
  if (format === 'svg') {
    const { drawStats } = await import('../../render/stats-svg.ts');
    return drawStats(report, measure);
  }
  const { writeStats } = await import('../../render/stats-text.ts');
  const by = TABLES.find((each) => each === options.by) ?? 'both';
  return writeStats(report, { measure, by, color });
}

async function deliver(text: string, out: string | undefined, context: CliContext): Promise<0> {
  if (out === undefined) context.print(text);
  else {
    const { writeOutput } = await import('../write-file.ts');
    writeOutput(out, text);
    tell(context, `written to ${out}`);
  }
  return EXIT.done;
}
