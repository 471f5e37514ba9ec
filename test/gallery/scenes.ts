import type { Shown } from '../../scripts/gallery/goldens.ts';
import type { PlatformName, SceneName } from '../../scripts/gallery/plan.ts';
import type { Card } from '../../src/domain/card/card.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { composeDigest } from '../../src/pipeline/digest.ts';
import * as discordCard from '../../src/platforms/discord/render/card.ts';
import { renderDigestPosts as discordDigest } from '../../src/platforms/discord/render/digest.ts';
import { type DiscordMessage, payloadOf } from '../../src/platforms/discord/render/message.ts';
import * as discordNotice from '../../src/platforms/discord/render/summary.ts';
import * as slackCard from '../../src/platforms/slack/render/card.ts';
import { renderDigestPosts as slackDigest } from '../../src/platforms/slack/render/digest.ts';
import * as slackNotice from '../../src/platforms/slack/render/notice.ts';
import type { Summary } from '../../src/ports/platform.ts';
import { digestPicture } from '../../src/render/picture.ts';
import { DAY } from '../contracts/item-world.ts';
import { readDigest } from '../render/fixtures.ts';
import { type GalleryCards, makeCards } from './cards.ts';
import { createShower, type Question, type Svgs } from './shower.ts';
import { type GalleryWorld, openGalleryWorld } from './world.ts';

export type Scenes = {
  readonly shown: Readonly<Record<PlatformName, ReadonlyMap<SceneName, Shown>>>;
  readonly svgs: Svgs;
};

/** All scenes of the gallery, made of the demo world: the same on each day and machine. */
export async function makeScenes(): Promise<Scenes> {
  const world = await openGalleryWorld();
  try {
    const svgs: Svgs = new Map();
    const cards = makeCards(world.store, world.now);
    const slack = new Map([
      ...posts('slack', world, cards, svgs),
      ...(await answers('slack', world, cards, svgs)),
    ]);
    const discord = new Map([
      ...posts('discord', world, cards, svgs),
      ...(await answers('discord', world, cards, svgs)),
    ]);
    return { shown: { slack, discord }, svgs };
  } finally {
    world.remove();
  }
}

type Named = [SceneName, Shown];

const CARDS = [
  ['card-new', 'new'],
  ['card-milestone', 'toolchain'],
  ['card-reviewed', 'reviewed'],
  ['card-applied', 'applied'],
  ['card-released', 'released'],
  ['card-rejected', 'rejected'],
  ['card-pull', 'pull'],
  ['card-talk', 'talk'],
  ['card-release', 'release'],
  ['card-advisory', 'advisory'],
  ['card-story', 'story'],
  ['card-commit', 'commit'],
  ['card-hostile', 'hostile'],
] as const;

function posts(platform: PlatformName, world: GalleryWorld, cards: GalleryCards, svgs: Svgs): Named[] {
  const period = (days: number) => ({ since: world.now - days * DAY, until: world.now });
  const digestOf = (days: number) =>
    composeDigest(world.deps, { period: period(days), filter: { kind: 'all' } });
  const lined = cards.applied;
  const lines = lined.steps.filter(({ line }) => line).slice(-3);
  return [
    ...CARDS.map(([name, key]): Named => [name, post(cardPost(platform, cards[key]))]),
    [
      'line',
      {
        ...post(cardPost(platform, lined), ...lines.map((step) => linePost(platform, lined, step))),
        surface: 'thread',
      },
    ],
    ['digest-week', digestShown(platform, 'digest-week', digestOf(7), svgs)],
    ['digest-quiet', digestShown(platform, 'digest-quiet', readDigest('quiet'), svgs)],
    ['digest-long', digestShown(platform, 'digest-long', digestOf(30), svgs)],
    ['summary', post(summaryPost(platform, summaryOf(cards)))],
  ];
}

function post(...messages: readonly unknown[]): Shown {
  return { surface: 'post', asked: '', messages, pictures: {} };
}

function cardPost(platform: PlatformName, card: Card): unknown {
  return platform === 'slack' ? slackCard.renderCardPost(card) : payloadOf(discordCard.renderCardPost(card));
}

function linePost(platform: PlatformName, card: Card, step: Card['steps'][number]): unknown {
  return platform === 'slack'
    ? slackCard.renderLinePost(card, step)
    : payloadOf(discordCard.renderLinePost(card, step));
}

function summaryPost(platform: PlatformName, summary: Summary): unknown {
  return platform === 'slack'
    ? slackNotice.renderSummaryPost(summary)
    : payloadOf(discordNotice.renderSummaryPost(summary));
}

function noticePost(platform: PlatformName, text: string): unknown {
  return platform === 'slack'
    ? slackNotice.renderNoticePost(text)
    : payloadOf(discordNotice.renderNoticePost(text));
}

function digestShown(platform: PlatformName, name: SceneName, digest: Digest, svgs: Svgs): Shown {
  const svg = digestPicture(digest);
  if (svg !== undefined) svgs.set(`${name}.svg`, svg);
  const page = {
    url: `https://watch.example.org/digests/${name}`,
    cadence: 'weekly MON 09:00 Europe/Berlin',
    filter: '',
  };
  const shown = (id: string, messages: readonly unknown[]): Shown => ({
    surface: 'thread',
    asked: '',
    messages,
    pictures: svg === undefined ? {} : { [id]: `${name}.svg` },
  });
  if (platform === 'slack') {
    const picture = svg === undefined ? undefined : { id: 'F0GALLERY', alt: '' };
    return shown('F0GALLERY', slackDigest(digest, { ...page, picture }));
  }
  const alt = 'Patches of the last weeks, a bar a week';
  const picture = svg === undefined ? undefined : { name: 'digest.png', bytes: new Uint8Array(1), alt };
  const messages: readonly DiscordMessage[] = discordDigest(digest, { ...page, picture });
  return shown('digest.png', messages.map(payloadOf));
}

function summaryOf(cards: GalleryCards): Summary {
  const { applied, toolchain, pull, advisory, rejected } = cards;
  const told = [applied, toolchain, pull, advisory, rejected];
  return {
    since: '2026-03-29T14:00:00.000Z',
    until: '2026-03-29T15:00:00.000Z',
    entries: told.map(({ title, url, steps }) => ({ title, url, text: steps.at(-1)?.text ?? '' })),
    more: 7,
  };
}

/** In this order: what is subscribed is shown later. Discord has no words that are no command. */
async function answers(
  platform: PlatformName,
  world: GalleryWorld,
  cards: GalleryCards,
  svgs: Svgs,
): Promise<Named[]> {
  const shower = createShower(platform, world, svgs);
  const series = cards.applied.id;
  const questions: Question[] = [
    { name: 'help', words: 'help' },
    { name: 'help-command', words: 'help subscribe' },
    { name: 'search', words: 'search area:gpio kind:patch' },
    { name: 'series-list', words: 'series --state reviewed' },
    { name: 'series-one', words: `series ${series}` },
    { name: 'milestones', words: 'milestones' },
    { name: 'release', words: 'release 7.0-rc6' },
    { name: 'stats', words: 'stats' },
    { name: 'why-mail', words: `why ${series}` },
    { name: 'why-card', words: 'why CVE-2026-23987' },
    { name: 'digest', words: 'digest last week area:gpio' },
    { name: 'status', words: 'status' },
    { name: 'preview', words: 'preview milestone:any now' },
    { name: 'subscribe', words: 'subscribe milestone:any weekly MON 09:00 Europe/Berlin' },
    { name: 'follow', words: `follow ${cards.toolchain.id}` },
    { name: 'subscriptions', words: 'subscriptions' },
    { name: 'shared', words: 'series --state reviewed --share', stage: 'public' },
    { name: 'wrong-words', words: 'search area:gpio auther:miguel' },
    { name: 'refused', words: 'subscribe milestone:any now', mayManage: false },
  ];
  const shown: Named[] = [];
  const add = async (question: Question) => {
    shown.push([question.name, await shower.answer(question)]);
  };
  for (const question of questions) await add(question);
  const home = { command: 'home', values: {}, page: 0 };
  if (platform === 'slack') await add({ name: 'home', words: 'home', ask: home, stage: 'home' });
  const [mine] = world.store.subscriptions().filter(({ target }) => target.platform === platform);
  await add({ name: 'pause', words: `pause ${mine?.id}` });
  await add({ name: 'unsubscribe', words: `unsubscribe ${mine?.id}` });
  const wrongCommand = { command: 'subscribed', values: {}, page: 0 };
  await add({
    name: 'wrong-command',
    words: 'subscribed milestone:any',
    ...(platform === 'discord' && { ask: wrongCommand }),
  });
  shown.push(['form', shower.form('subscribe', 'subscribe')], ['notice', notice(platform, world)]);
  return shown;
}

/** What the place is told of the changes that were made to it. */
function notice(platform: PlatformName, { store }: GalleryWorld): Shown {
  const told = store
    .deliveries({})
    .filter(({ kind, target }) => kind === 'notice' && target.startsWith(platform))
    .sort((a, b) => a.id - b.id);
  return post(...told.map(({ payload }) => noticePost(platform, textOf(payload))));
}

function textOf(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'text' in payload) return String(payload.text);
  throw new Error('a notice without a text');
}
