import { namesFor, PLAN } from './plan.ts';

/** The page that shows all pictures in their order, Slack beside Discord. */
export function galleryReadme(): string {
  const inDiscord = new Set<string>(namesFor('discord'));
  const chapters = PLAN.flatMap(({ chapter, about, scenes }) => [
    `## ${chapter}`,
    '',
    about,
    '',
    ...scenes.flatMap(([name, words]) => [
      `### ${words.slice(0, 1).toUpperCase()}${words.slice(1)}`,
      '',
      ...table(
        `![${words}](slack/${name}.png)`,
        inDiscord.has(name) ? `![${words}](discord/${name}.png)` : 'none',
      ),
      '',
    ]),
  ]);
  return [
    '# Gallery',
    '',
    'What lorewatch posts and answers, drawn from the very payloads that are sent, by a small imitation of each client.',
    'People, mails and patches in it are made up. `npm run gallery` makes it anew; the payloads are in',
    '`test/fixtures/gallery`, and `UPDATE_GOLDEN=1 npx vitest run test/gallery` renews those.',
    '',
    ...chapters,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

/** Columns as wide as what is in them, as the formatter has them. */
function table(slack: string, discord: string): string[] {
  const [left, right] = [Math.max(5, slack.length), Math.max(7, discord.length)];
  const row = (one: string, other: string): string => `| ${one.padEnd(left)} | ${other.padEnd(right)} |`;
  return [row('Slack', 'Discord'), row('-'.repeat(left), '-'.repeat(right)), row(slack, discord)];
}
