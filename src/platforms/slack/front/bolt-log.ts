import type { Logger, LogLevel } from '@slack/bolt';
import type { Talk } from '../../../ports/chat.ts';
import { redact } from './redact.ts';

/**
 * Bolt's log as our own. What it says at its debug level is dropped unseen: whole payloads are in it, with tokens and
 * addresses that answer for people.
 */
export function createBoltLog(talk: Talk, level: LogLevel): Logger {
  const say = (loudness: 'info' | 'warn') => (said: unknown) =>
    talk(loudness === 'info' ? 'debug' : 'warn', `Slack: ${redact(said)}`);
  return {
    debug: () => {},
    info: say('info'),
    warn: say('warn'),
    error: say('warn'),
    setLevel: () => {},
    getLevel: () => level,
    setName: () => {},
  };
}
