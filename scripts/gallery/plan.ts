/** Everything that the gallery shows, in its order: the name of a scene and what is to be seen. */
export const PLAN = [
  {
    chapter: 'Cards',
    about: 'One post for each thing that happens; it is edited in place as long as its subject lives.',
    scenes: [
      ['card-new', 'a patch series that was just posted'],
      ['card-milestone', 'one that would be a major milestone'],
      ['card-reviewed', 'its fourth version, reviewed'],
      ['card-applied', 'applied to a tree'],
      ['card-released', 'merged, and released'],
      ['card-rejected', 'refused by a maintainer'],
      ['card-pull', 'a pull request'],
      ['card-talk', 'a discussion'],
      ['card-release', 'a release of the kernel'],
      ['card-advisory', 'a CVE'],
      ['card-story', 'a story in the press'],
      ['card-commit', 'a commit that nobody posted'],
      ['card-hostile', 'a subject made to break something: it pings nobody and formats nothing'],
      ['line', 'a card with the lines below it, in its thread'],
    ],
  },
  {
    chapter: 'Digests, summaries, notices',
    about: 'What comes by the clock, and what the program says by itself.',
    scenes: [
      ['digest-week', 'the weekly digest, with milestones'],
      ['digest-quiet', 'a week in which nothing happened'],
      ['digest-long', 'a month, which is more than one message holds: the rest is in the thread'],
      ['summary', 'what did not go out one by one'],
      ['notice', 'a change of subscriptions, announced where it concerns everybody'],
    ],
  },
  {
    chapter: 'Answers',
    about: 'Only the one who asks sees them, unless he shares them.',
    scenes: [
      ['help', 'help'],
      ['help-command', 'help of one command'],
      ['search', 'a search, page by page'],
      ['series-list', 'series that are reviewed and not applied'],
      ['series-one', 'one series'],
      ['milestones', 'milestones'],
      ['release', 'what a release has'],
      ['stats', 'figures, with the chart'],
      ['why-mail', 'why a series is told'],
      ['why-card', 'why a CVE is told'],
      ['digest', 'a digest that was asked for'],
      ['status', 'how the program stands'],
      ['preview', 'what a filter would have brought'],
      ['subscribe', 'subscribed'],
      ['follow', 'a series is followed'],
      ['subscriptions', 'what the place is told'],
      ['pause', 'paused'],
      ['unsubscribe', 'unsubscribed'],
      ['shared', 'an answer that was shared with everybody'],
      ['wrong-words', 'a filter with a mistake'],
      ['wrong-command', 'a command that there is none of'],
      ['refused', 'somebody who may not change it'],
    ],
  },
  {
    chapter: 'Forms and the home tab',
    about: 'What opens where somebody types no more than the command, and the tab of the app.',
    scenes: [
      ['form', 'the form of subscribe'],
      ['home', 'the home tab (Slack only)'],
    ],
  },
] as const;

export type SceneName = (typeof PLAN)[number]['scenes'][number][0];
export const PLATFORMS = ['slack', 'discord'] as const;
export type PlatformName = (typeof PLATFORMS)[number];

/** What only one of the platforms has. */
const ONLY: Readonly<Partial<Record<SceneName, PlatformName>>> = { home: 'slack' };

export function namesFor(platform: PlatformName): SceneName[] {
  return PLAN.flatMap(({ scenes }) => scenes.map(([name]) => name)).filter(
    (name) => (ONLY[name] ?? platform) === platform,
  );
}
