import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { AreaAddition, AreaRule } from '../../domain/area.ts';
import type { Refreshed } from '../../domain/area-refresh/refresh.ts';
import type { Topic } from '../../domain/topic.ts';
import { UserError } from '../../ports/errors.ts';
import { type CliCommand, textOption } from '../command.ts';
import { type CliContext, EXIT, isColored, tell } from '../context.ts';
import { plain } from '../plain.ts';
import { createStyle } from '../style.ts';
import { UsageError } from '../usage-error.ts';

/** The real file has a twentieth of it. */
const MAX_BYTES = 32 << 20;

export const areasCommand: CliCommand = {
  name: 'areas',
  summary: 'the parts of the kernel that mails are sorted by, or more of them from a MAINTAINERS file',
  detail: `Without --from: the table in force, each area with its beginnings of paths and what subjects call it.
With --from: what a MAINTAINERS file adds to it, as the key \`areas\` of the overlay: paths of sections that are about an
area, and new areas for sections that have the topic in them and none.`,
  options: [
    { flags: '--from <file>', summary: 'the MAINTAINERS file of a kernel' },
    { flags: '--out <file>', summary: 'write there what --from gives, instead of printing it' },
    { flags: '--json', summary: 'one JSON line an area' },
  ],
  uses: ['config'],
  examples: [
    'areas',
    'areas --json',
    'areas --from MAINTAINERS',
    'areas --from linux/MAINTAINERS --out areas.yaml',
  ],
  run: async (_words, options, context) => {
    const from = textOption(options, 'from');
    const out = textOption(options, 'out');
    if (from === undefined && out !== undefined) throw new UsageError('--out goes with --from');
    const { readCatalog } = await import('../wiring.ts');
    const { topic } = await readCatalog(context, options);
    const { jsonLine } = await import('../json.ts');
    if (from === undefined) {
      const lines = topic.areas.map((rule) =>
        options.json === true ? jsonLine(areaObject(rule)) : areaText(rule, context),
      );
      context.print(lines.join(''));
      return EXIT.done;
    }
    const { refreshed, yaml } = await refreshFrom(from, topic);
    const text =
      options.json === true ? refreshed.additions.map((area) => jsonLine(areaObject(area))).join('') : yaml;
    if (out === undefined) {
      context.print(text);
      return EXIT.done;
    }
    const { writeOutput } = await import('../write-file.ts');
    writeOutput(out, text);
    tell(
      context,
      `${refreshed.extended} areas with more paths and ${refreshed.created} new ones are in ${out}`,
    );
    return EXIT.done;
  },
};

async function refreshFrom(path: string, topic: Topic): Promise<{ refreshed: Refreshed; yaml: string }> {
  const { parseMaintainers } = await import('../../parse/maintainers/maintainers.ts');
  const { refreshAreas } = await import('../../domain/area-refresh/refresh.ts');
  const { markOf } = await import('../../domain/area-refresh/mark.ts');
  const { printOverlay } = await import('../../domain/area-refresh/print.ts');
  const bytes = readBytes(path);
  const read = parseMaintainers(bytes.toString('utf8'));
  if (!read.sections.some(({ files }) => files.length > 0)) {
    throw new UserError(
      `${path} is no MAINTAINERS file of a kernel: it has no section, a title with lines such as \`F: drivers/pci/\` below it`,
    );
  }
  const refreshed = refreshAreas(topic.areas, read, markOf(topic));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    refreshed,
    yaml: printOverlay(refreshed, { file: basename(path), sha256, overlong: read.overlong }),
  };
}

function readBytes(path: string): Buffer {
  const size = statSync(path, { throwIfNoEntry: false });
  if (!size?.isFile())
    throw new UserError(`${path} is no file: name the MAINTAINERS file of a kernel's sources`);
  if (size.size > MAX_BYTES) throw new UserError(`${path} is too large to be a MAINTAINERS file`);
  try {
    return readFileSync(path);
  } catch {
    throw new UserError(`${path} cannot be read: check the rights`);
  }
}

function areaObject({ area, paths, subjects }: AreaAddition): object {
  return { area, paths, subjects };
}

function areaText({ area, paths, subjects }: AreaRule, context: CliContext): string {
  const style = createStyle(isColored(context));
  const lines = [style.bold(plain(area)), `  ${plain(paths.join(' '))}`];
  if (subjects.length > 0) lines.push(`  ${style.dim(plain(subjects.join(', ')))}`);
  return `${lines.join('\n')}\n`;
}
