import { type FSWatcher, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FakeReceiver, startReceiver } from '../../test/fakes/receiver.ts';
import { type FakeSmtp, startSmtp } from '../../test/fakes/smtp.ts';
import { type Dice, pick } from './dice.ts';
import { greylist, mailFaults, takeAndCut, webhookFaults } from './faults.ts';
import { startWire } from './wire.ts';

/** Where posts go, on this machine: a receiver of webhooks, a mail server, a folder. */
export type Places = {
  readonly receiver: FakeReceiver;
  readonly smtp: FakeSmtp;
  readonly folder: string;
  /** Secrets that the receiver checks with, by address. */
  readonly secrets: Map<string, string>;
  readonly env: NodeJS.ProcessEnv;
  /** A bad moment of one of them; what it is. `late`: nothing that takes minutes to get over. */
  readonly breakOne: (dice: Dice, late: boolean) => string;
  /** Calls back in the moment in which the next post was taken, before that is said; where that is. */
  readonly atNextPost: (dice: Dice, act: () => void) => string;
  /** The webhook that goes away for a while. */
  readonly goAway: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

export const AWAY = '/hooks/gone';

export async function startPlaces(folder: string): Promise<Places> {
  const secrets = new Map<string, string>();
  const receiver = await startReceiver({ secretOf: (url) => secrets.get(url) ?? '', now: Date.now });
  const smtp = await startSmtp();
  const wire = await startWire(smtp.port);
  const file = watchFile(join(folder, 'all.jsonl'));
  const { host } = receiver;
  const hooks = webhookFaults(receiver);
  const mails = mailFaults(smtp, wire);
  const slow = greylist(smtp);
  return {
    receiver,
    smtp,
    folder,
    secrets,
    env: { SMTP_URL: `smtp://127.0.0.1:${wire.port}`, MAIL_FROM: 'lorewatch <bot@example.org>' },
    breakOne: (dice, late) =>
      dice(2) === 0
        ? `webhook: ${pick(hooks, dice)(dice)}`
        : `mail: ${pick(late ? mails : [...mails, slow], dice)(dice)}`,
    atNextPost: (dice, act) => {
      const ways: readonly (readonly [string, () => void])[] = [
        ['a webhook', () => takeAndCut(receiver, act)],
        ['a mail', () => wire.cutNext(act)],
        ['a file', () => file.atNext(act)],
      ];
      const [name, arm] = pick(ways, dice);
      arm();
      return name;
    },
    goAway: () => {
      const reply = { status: 404, body: 'no such hook' };
      host.faults.add({ fault: 'reply', reply, at: AWAY, times: Number.POSITIVE_INFINITY });
    },
    mend: () => {
      host.faults.clear();
      receiver.answer(undefined);
      wire.mend();
      file.stop();
    },
    close: async () => {
      wire.close();
      await Promise.all([host.close(), smtp.close()]);
    },
  };
}

/** Tells of the next change of a file. */
function watchFile(path: string): { readonly atNext: (act: () => void) => void; readonly stop: () => void } {
  writeFileSync(path, '');
  const watchers = new Set<FSWatcher>();
  return {
    atNext: (act) => {
      const watcher = watch(path, () => {
        watcher.close();
        if (watchers.delete(watcher)) act();
      });
      watchers.add(watcher);
    },
    stop: () => {
      for (const watcher of watchers) watcher.close();
      watchers.clear();
    },
  };
}
