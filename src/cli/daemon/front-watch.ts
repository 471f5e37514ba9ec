import type { FrontHealth } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { Log } from '../log.ts';

/** A front that does not serve for so long is told to the operator, ms. */
const SILENCE = 5 * 60_000;
const NAMES = { slack: 'Slack', discord: 'Discord' } as const;

export type FrontWatchDeps = {
  readonly store: Pick<Store, 'atomically' | 'addNotices'>;
  readonly now: Clock;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** The operator has to know something. */
  readonly trouble: () => void;
};

/** Nobody notices by himself that a bot does not hear him: it is logged when it begins, and told when it lasts. */
export function createFrontWatch({ store, now, log, trouble }: FrontWatchDeps): (front: FrontHealth) => void {
  const known = new Map<string, { connected: boolean; told: number | undefined }>();
  const tell = (key: string, text: string): void => {
    store.atomically(() => store.addNotices([{ key, at: now(), source: '', what: 'delivery', text }]));
    trouble();
  };
  return ({ platform, connected, since, why }) => {
    const name = NAMES[platform];
    const before = known.get(platform) ?? { connected: true, told: undefined };
    if (connected && !before.connected) log.info({ platform }, `${name}: people can speak to it again`);
    if (!connected && before.connected) log.warn({ platform }, `${name}: nobody can speak to it: ${why}`);
    let { told } = before;
    if (!connected && told === undefined && now() - since >= SILENCE) {
      told = since;
      tell(`chat:${platform}:${since}`, `${name} cannot be spoken with for five minutes: ${why}`);
    }
    if (connected && told !== undefined) {
      tell(`chat:${platform}:${told}:back`, `${name} can be spoken with again`);
      told = undefined;
    }
    known.set(platform, { connected, told });
  };
}
