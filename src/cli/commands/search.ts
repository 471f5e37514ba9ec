import type { Hit } from '../../commands/search.ts';
import { displayName } from '../../domain/address.ts';
import { type CliCommand, textOption } from '../command.ts';
import { type CliContext, EXIT, isColored, tell } from '../context.ts';
import { readCount } from '../read-count.ts';
import { createStyle } from '../style.ts';

export const searchCommand: CliCommand = {
  name: 'search',
  arguments: '<query...>',
  summary: 'find mails about the topic, newest first',
  detail: `The query is a filter: words, "phrases", prefix*, -not, OR, (groups), and fields such as area:, author:, list:,
path:, kind:, category:, revision:, is:, since:, until:. A query that begins with - comes behind --.`,
  options: [
    { flags: '--limit <n>', summary: 'so many at most', fallback: '20' },
    {
      flags: '--order <order>',
      summary: 'newest, or relevance (of the newest few hundred)',
      choices: ['newest', 'relevance'],
      fallback: 'newest',
    },
    { flags: '--json', summary: 'one JSON line a mail' },
  ],
  uses: ['data', 'config'],
  examples: [
    'search bindgen',
    'search "area:drm kind:patch revision:>=3"',
    'search author:ojeda since:2026-01-01 --json',
    'search --order relevance "pin init"',
  ],
  run: async (words, options, context) => {
    const limit = readCount('--limit', textOption(options, 'limit') ?? '20');
    const { readCatalog, withStore } = await import('../wiring.ts');
    const { askSearch, tellHits } = await import('../../commands/search.ts');
    const { readFilter } = await import('../filters.ts');
    const { topic, endpoints } = await readCatalog(context, options);
    const filter = readFilter(words.join(' '), topic);
    const order = options.order === 'relevance' ? 'relevance' : 'newest';
    const hits = await withStore(context, options, (store) => {
      const deps = { store, topic, lore: endpoints.lore, now: context.now };
      return tellHits(deps, askSearch(deps, filter, { order, limit }), options.json === true);
    });
    if (options.json === true) {
      const { jsonLine } = await import('../json.ts');
      context.print(hits.map((hit) => jsonLine(hitObject(hit))).join(''));
      return EXIT.done;
    }
    const { cleanLine } = await import('../../render/clean.ts');
    context.print(hits.map((hit) => hitText(hit, context, cleanLine)).join(''));
    if (hits.length === 0) tell(context, 'nothing found');
    else if (hits.length === limit) tell(context, `the first ${limit}; more with --limit`);
    return EXIT.done;
  },
};

function hitText({ row, url }: Hit, context: CliContext, clean: (text: string) => string): string {
  const style = createStyle(isColored(context));
  const day = new Date(row.date).toISOString().slice(0, 10);
  const facts = [clean(displayName(row.author)), row.verdict.category, row.areas.join(', ')];
  const indent = ' '.repeat(12);
  return [
    `${style.dim(day)}  ${style.bold(clean(row.subject) || '(no subject)')}`,
    `${indent}${facts.filter((fact) => fact !== '').join(' - ')}`,
    `${indent}${style.dim(clean(url))}\n`,
  ].join('\n');
}

/** A hit of a search: the public form. */
function hitObject({ row, url, series }: Hit): object {
  return {
    message_id: row.messageId,
    date: new Date(row.date).toISOString(),
    from: { name: row.author.name, email: row.author.email },
    subject: row.subject,
    relevant: row.verdict.relevant,
    category: row.verdict.category,
    series: series?.id ?? null,
    url,
  };
}
