import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { visitDiscord } from '../../test/chat/discord-visitor.ts';
import { visitSlack } from '../../test/chat/slack-visitor.ts';
import type { Visitor } from '../../test/chat/visitor.ts';
import { quiet } from '../../test/crash/service-world.ts';
import { startFakeDiscord } from '../../test/fakes/discord/discord.ts';
import { type FakeLore, startLore } from '../../test/fakes/lore/lore.ts';
import { startFakeSlack } from '../../test/fakes/slack/slack.ts';
import { LIST, olderMails } from './mails.ts';

/** Both fakes, a list with a few mails, and what a bot needs to come to them. */
export type Stage = {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly visitors: { readonly slack: Visitor; readonly discord: Visitor };
  readonly lore: FakeLore;
  /** Resolves when the bot is connected to both, has declared its commands, and has read the list. */
  readonly ready: () => Promise<void>;
  /** Rules that the bot broke. */
  readonly violations: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** ms */
const LOOK_EVERY = 50;
const CALM = 1500;

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'lorewatch-fake-world-'));
  const [slack, discord, lore] = await Promise.all([
    startFakeSlack(),
    startFakeDiscord(),
    startLore({ lists: [LIST] }),
  ]);
  lore.publish(LIST, olderMails(Date.now()));
  const overlay = join(folder, 'lorewatch.yaml');
  writeFileSync(
    overlay,
    quiet(
      `endpoints: {lore: "${lore.url}", slack_api: "${slack.api}", discord_api: "${discord.api}"}
chat: {discord: {guilds: ["${discord.guild.id}"]}}
schedules: {lists: {cron: "* * * * *", jitter: 0}}
`,
      LIST,
    ),
  );
  const declared = (): boolean => discord.commands(discord.guild).length > 0;
  return {
    folder,
    env: {
      LOREWATCH_DATA: join(folder, 'data'),
      LOREWATCH_CONFIG: overlay,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      DISCORD_TOKEN: discord.token,
      PORT: '0',
    },
    visitors: { slack: visitSlack(slack), discord: visitDiscord(discord) },
    lore,
    ready: async () => {
      // Whoever starts the bot by hand takes his time.
      while (slack.sockets.open() === 0 || discord.gateway.connected() === 0 || !declared())
        await setTimeout(LOOK_EVERY);
      // It reads what stands on the list; then there is something to ask for.
      for (let asked = -1; asked !== lore.requests.length; await setTimeout(CALM))
        asked = lore.requests.length;
    },
    violations: () => [
      ...slack.violations.map(({ rule, text }) => `Slack: ${rule}: ${text}`),
      ...discord.violations.map(({ route, what }) => `Discord: ${route}: ${what}`),
    ],
    close: async () => {
      await Promise.all([slack.close(), discord.close(), lore.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
