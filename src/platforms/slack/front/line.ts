import type { Receiver } from '@slack/bolt';
import type { FrontDeps } from '../../../ports/chat.ts';
import { EVENTS_PATH } from '../manifest.ts';
import { createBoltLog } from './bolt-log.ts';
import { clientOptions } from './clients.ts';
import type { Door } from './door.ts';
import type { Counter } from './happening.ts';
import { createHttpReceiver } from './http-receiver.ts';
import type { InstalledTeams } from './installations.ts';
import { learnTeam, recallTeams } from './known-teams.ts';
import { createOauth } from './oauth.ts';
import { onGone } from './on-gone.ts';
import { register } from './register.ts';
import type { SlackFrontSettings } from './settings.ts';
import { createSocketLine } from './socket-line.ts';
import type { UnderWay } from './under-way.ts';

type Parts = {
  readonly settings: SlackFrontSettings;
  readonly deps: FrontDeps;
  readonly teams: InstalledTeams;
  readonly counter: Counter;
  readonly underWay: UnderWay;
  readonly door: Door;
  /** Whether it serves. */
  readonly isOpen: () => boolean;
};

/** Bolt, with all that is done with what comes, as a line that is kept up. Bolt is loaded here, and not before. */
export async function createLine({ settings, deps, teams, counter, underWay, door, isOpen }: Parts) {
  const { api, socket, http, botToken, oauth } = settings;
  const { talk, now, desk } = deps;
  const bolt = await import('@slack/bolt');
  const logger = createBoltLog(talk, bolt.LogLevel.INFO);
  let only: string | undefined;
  let isReady = false;
  async function prepare(): Promise<void> {
    if (isReady) return;
    if (oauth) await recallTeams(desk.installations, oauth.key, teams, talk);
    if (botToken !== undefined) only = await learnTeam(botToken, teams, { api, logger });
    isReady = true;
  }
  function connect(receiver: Receiver): void {
    const app = new bolt.App({
      receiver,
      logger,
      clientOptions: clientOptions(api, logger),
      authorize: teams.authorize,
      convoStore: false,
      ignoreSelf: false,
    });
    const isServed = (team: string): boolean => oauth !== undefined || team === only;
    const gone = { teams, talk, forget: desk.forget, isServed };
    register(app, counter, (body) => onGone(gone, body), underWay.track);
  }
  if (oauth) {
    const { installations } = desk;
    door.open(createOauth(bolt.HTTPReceiver, { api, oauth, installations, teams, logger, talk }));
  }
  if (socket) {
    const receiver = new bolt.SocketModeReceiver({
      appToken: socket.appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions(api, logger) },
      customPropertiesExtractor: (envelope: { envelope_id?: unknown }) => ({
        envelope: envelope.envelope_id,
      }),
    });
    connect(receiver);
    const line = createSocketLine(receiver);
    return { open: () => prepare().then(line.open), close: line.close };
  }
  const receiver = createHttpReceiver({ signingSecret: http?.signingSecret ?? '', now, talk, isOpen });
  connect(receiver);
  door.open({ [EVENTS_PATH]: receiver.handle });
  return { open: () => prepare().then(() => ({ lost: NEVER })), close: async () => {} };
}

/** What Slack comes to by itself is not lost. */
const NEVER = new Promise<void>(() => {});
