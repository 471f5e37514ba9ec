import { randomUUID } from 'node:crypto';
import type { Front, FrontDeps } from '../../../ports/chat.ts';
import { createAnswering } from './answering.ts';
import { checkSettings } from './check.ts';
import { createCodes } from './codes.ts';
import { type Connection, createConnection } from './connection.ts';
import { createDoor } from './door.ts';
import type { Counter } from './happening.ts';
import { createInstalledTeams } from './installations.ts';
import { createJoined } from './joined.ts';
import { createLine } from './line.ts';
import { createPictures } from './picture.ts';
import { createPresent } from './present.ts';
import { redact } from './redact.ts';
import { createRights } from './rights.ts';
import { createSeen } from './seen.ts';
import type { SlackFrontSettings } from './settings.ts';
import { createUnderWay, type UnderWay } from './under-way.ts';

/** What is under way may end before it is closed, ms. */
const CLOSING = 4000;

/**
 * Where people speak to the program in Slack. Everything is acknowledged before the desk is asked; what stands in a
 * message or a button never decides whose workspace it is. Throws a UserError where the settings cannot work.
 */
export function createSlackFront(settings: SlackFrontSettings, deps: FrontDeps): Front {
  checkSettings(settings);
  const { talk, now } = deps;
  const teams = createInstalledTeams();
  const underWay = createUnderWay();
  const door = createDoor({ http: isHttp(settings), oauth: settings.oauth !== undefined }, talk);
  const counter = createCounter(settings, deps, underWay);
  const begun = now();
  let connection: Connection | undefined;
  const isOpen = (): boolean => connection?.state().connected === true;
  return {
    id: 'slack',
    start: async () => {
      const line = await createLine({ settings, deps, teams, counter, underWay, door, isOpen });
      connection = createConnection(line, { now, talk });
      await connection.start();
    },
    health: () => {
      const state = connection?.state() ?? { connected: false, since: begun, why: 'it was not started yet' };
      const isNowhere = state.connected && teams.count() === 0;
      return {
        ...state,
        platform: 'slack',
        mode: isHttp(settings) ? 'http' : 'socket',
        installations: teams.count(),
        why: isNowhere ? 'it is installed in no workspace' : state.why,
      };
    },
    close: async () => {
      door.close();
      await Promise.all([connection?.close(), underWay.done(CLOSING)]);
    },
    ...(door.http ? { http: door.http } : {}),
  };
}

/** With an app token it speaks over the socket, whatever else is set. */
function isHttp({ socket }: SlackFrontSettings): boolean {
  return socket === undefined;
}

function createCounter({ managers, draw }: SlackFrontSettings, deps: FrontDeps, underWay: UnderWay): Counter {
  const { desk, specs, talk, now } = deps;
  const codes = createCodes(randomUUID);
  return {
    specs,
    codes,
    talk,
    read: desk.read,
    answerFor: createAnswering(deps, createRights(managers, now)),
    present: createPresent({ specs, codes, pictureOf: createPictures(draw) }),
    seen: createSeen(now),
    joined: createJoined(),
    aside: (work) => {
      const kept = work.catch((error: unknown) =>
        talk('error', 'Slack: something was not handled', { why: redact(error) }),
      );
      void underWay.track(kept);
    },
  };
}
