import type { Period } from '../../domain/compose/period.ts';
import { type CliCommand, type OptionValues, textOption } from '../command.ts';
import { EXIT, isColored, tell } from '../context.ts';
import { parseMoment } from '../moments.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'markdown', 'html', 'json', 'slack', 'discord'] as const;
const LONGEST = 20 * 366 * 86_400_000;

export const digestCommand: CliCommand = {
  name: 'digest',
  summary: 'one digest of what the store holds',
  detail: `The period is half open: since <= date < until. Without options it is the seven days up to now.
The same store and the same period give the same bytes. As slack and discord it is what would be posted: a JSON line a
message, the first for the channel, the others for its thread.`,
  options: [
    { flags: '--since <when>', summary: 'a date (UTC), a time, or a span before --until', fallback: '7d' },
    { flags: '--until <when>', summary: 'a date (UTC), a time, or a span before now', fallback: 'now' },
    { flags: '--filter <filter>', summary: 'only what matches: area:drm -kind:reply "bindgen"' },
    { flags: '--format <format>', summary: 'how it is written', choices: FORMATS, fallback: 'text' },
    { flags: '--why', summary: 'why each entry is there' },
    { flags: '--out <file>', summary: 'into a file' },
  ],
  uses: ['data', 'config'],
  examples: [
    'digest',
    'digest --since 2026-03-23 --until 2026-03-30',
    'digest --since 30d --format html --out march.html',
    'digest --filter "area:drm kind:patch" --why',
    'digest --format slack',
  ],
  run: async (_words, options, context) => {
    const period = readPeriod(options, context.now());
    const { readCatalog, withStore } = await import('../wiring.ts');
    const { askDigest } = await import('../../commands/digest.ts');
    const { DIGEST_FORMATS } = await import('../../render/formats.ts');
    const { readFilter } = await import('../filters.ts');
    const { topic, endpoints } = await readCatalog(context, options);
    const filter = readFilter(textOption(options, 'filter'), topic);
    const id = FORMATS.find((format) => format === options.format) ?? 'text';
    const out = textOption(options, 'out');
    const text = await withStore(context, options, async (store) => {
      const digest = askDigest({ store, topic, lore: endpoints.lore }, { period, filter });
      if (id === 'slack' || id === 'discord') {
        const { digestPayload } = await import('../digest-payload.ts');
        return digestPayload(digest, id);
      }
      const color = out === undefined && id === 'text' && isColored(context);
      return DIGEST_FORMATS[id].render(digest, { ...(options.why === true && { why: true }), color });
    });
    if (out === undefined) context.print(text);
    else {
      const { writeOutput } = await import('../write-file.ts');
      writeOutput(out, text);
      tell(context, `written to ${out}`);
    }
    return EXIT.done;
  },
};

/** A span counts back from the end; the end from now. */
function readPeriod(options: OptionValues, now: number): Period {
  const until = parseMoment('--until', textOption(options, 'until') ?? 'now', now);
  const since = parseMoment('--since', textOption(options, 'since') ?? '7d', until);
  if (since >= until) {
    throw new UsageError(`--since must lie before --until: ${iso(since)} is not before ${iso(until)}`);
  }
  if (until - since > LONGEST)
    throw new UsageError('a digest can tell of 20 years at most: take a later --since');
  return { since, until };
}

function iso(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}
