import { type Journey, STEPS, type Step, type StepName } from './journey.ts';
import type { News, Visitor } from './visitor.ts';

/** The journey as a page: what was done, and what was seen, platform by platform. */
export function tellJourney(journey: Journey): string {
  return `${[INTRO, ...journey.map(tellOne)].join('\n\n')}\n`;
}

const INTRO = `# The first ten minutes

What a newcomer types and sees, and what comes in the two weeks after, on both platforms: the real Slack and Discord libraries and the real bot against fakes of the two, with made-up mail and a clock that is moved on. A test walks this way and compares this page (\`test/chat/first-minutes.test.ts\`). “In colour” leads to a picture of [the gallery](README.md) of the same kind of thing.

Titles are links in both; here they are left out. What only the person sees is marked. Times are UTC, and the first day is Monday, 2 March 2026.`;

/** Of the gallery, what looks like it. */
const PICTURES: Readonly<Partial<Record<StepName, string>>> = {
  help: 'help',
  subscribe: 'subscribe',
  form: 'form',
  search: 'search',
  track: 'follow',
  card: 'card-milestone',
  why: 'why-card',
  review: 'card-reviewed',
  revised: 'line',
  applied: 'card-applied',
  paused: 'pause',
  digest: 'digest-week',
  released: 'card-released',
  series: 'series-one',
  subscriptions: 'subscriptions',
  unsubscribe: 'unsubscribe',
};

const INSTALLED: Readonly<Record<Visitor['platform'], string>> = {
  Slack:
    'The app was made from [the manifest](../slack/manifest.json), installed, and invited with `/invite @lorewatch`.',
  Discord: 'The bot was added to the server by its install link.',
};

function tellOne({ visitor, steps }: Journey[number]): string {
  const days = Map.groupBy(steps, ({ at }) => dayOf(at));
  return [
    `## ${visitor.platform}`,
    INSTALLED[visitor.platform],
    ...[...days].flatMap(([day, own]) => [`### ${day}`, ...own.map((step) => tellStep(visitor, step))]),
  ].join('\n\n');
}

function tellStep(visitor: Visitor, step: Step): string {
  const { person, platform } = visitor;
  const did = step.did === '' ? [] : [`${person}: ${step.did}`];
  const sights = step.sights.flatMap(({ text, isPrivate }) => [
    isPrivate ? `  only ${person} sees:` : '  everybody sees:',
    frame(readable(text, platform)),
  ]);
  const news = step.news.flatMap((one) => [
    `#${visitor.channel}, ${NEWS[one.what]}:`,
    frame(readable(one.text, platform)),
  ]);
  const none = step.did === '' && step.news.length === 0 ? ['(nothing)'] : [];
  const time = new Date(step.at).toISOString().slice(11, 16);
  const picture = PICTURES[step.name];
  const looks = picture === undefined ? '' : ` ([in colour](${platform.toLowerCase()}/${picture}.png))`;
  return `**${time}** ${STEPS[step.name]}${looks}\n\n\`\`\`text\n${[...did, ...sights, ...news, ...none].join('\n')}\n\`\`\``;
}

const NEWS: Readonly<Record<News['what'], string>> = {
  post: 'a new post',
  edit: 'a post was changed',
  line: 'in the thread of the post',
};

function frame(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}

/** Without addresses and marks, as a person reads it. */
function readable(text: string, platform: Visitor['platform']): string {
  const plain =
    platform === 'Slack'
      ? text.replace(/ \(https?:[^\s)]+\)/g, '').replace(/\*([^*\n]+)\*/g, '$1')
      : text
          .replace(/(?<!\\)\[((?:\\.|[^\]\n\\])+)\]\(<https?:[^\s>]+>\)/g, '$1')
          .replace(/(\[[^\]\n]+\])\(https?:[^\s)]+\)/g, '$1')
          .replace(/ ?<https?:[^\s>]+>/g, '')
          .replace(/\*\*([^*\n]+)\*\*/g, '$1')
          .replace(/\\([^a-z0-9\s])/gi, '$1')
          .replace(/^\| ?/gm, '')
          .replace(/^-# /gm, '')
          .replace(/^\(picture: attachment:[^)\n]*\)\n/gm, '');
  return plain.replace(/\u200b/g, '');
}

function dayOf(at: number): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}
