import type { Period } from '../../domain/compose/period.ts';
import { defaultSince, defaultUntil } from '../../domain/stats/months.ts';
import { CHART_MEASURES, type StatsReport } from '../../domain/stats/stats.ts';
import { type CliCommand, type OptionValues, textOption } from '../command.ts';
import { type CliContext, EXIT, isColored, tell } from '../context.ts';
import { parseMoment } from '../moments.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'svg'] as const;
const TABLES = ['month', 'area'] as const;
const LONGEST = 20 * 366 * 86_400_000;

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
    const asked = readAsked(options, context.now());
    const { readCatalog, withStore } = await import('../wiring.ts');
    const { askStats } = await import('../../pipeline/stats.ts');
    const { listSeries } = await import('../../pipeline/series.ts');
    const { readFilter } = await import('../filters.ts');
    const { topic } = await readCatalog(context, options);
    const filter = readFilter(textOption(options, 'filter'), topic);
    const out = textOption(options, 'out');
    const report = await withStore(context, options, (store) => {
      const period = asked(store.span());
      return askStats(store, topic, { period, filter, now: context.now() }, listSeries);
    });
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

/** A span counts back from the end; the end from now. What is not given is told by the mail read. */
function readAsked(options: OptionValues, now: number): (span: Period | undefined) => Period {
  const since = textOption(options, 'since');
  const until = textOption(options, 'until');
  const end = until === undefined ? undefined : parseMoment('--until', until, now);
  // A mistake is told before the store is looked for.
  if (since !== undefined) parseMoment('--since', since, end ?? now);
  return (span) => {
    const last = end ?? (span ? defaultUntil(span) : now);
    const first = since === undefined ? defaultSince(last) : parseMoment('--since', since, last);
    if (first >= last)
      throw new UsageError(`--since must lie before --until: ${day(first)} is not before ${day(last)}`);
    if (last - first > LONGEST)
      throw new UsageError('stats can tell of 20 years at most: take a later --since');
    return { since: first, until: last };
  };
}

function day(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
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
