import type { Outcome, Receipt } from '../../src/domain/delivery/delivery.ts';
import type { PlatformId } from '../../src/domain/subscription/target.ts';
import type { Parcel, Platform, PlatformSkills, SendContext } from '../../src/ports/platform.ts';

/** What a send comes to: `lost` is posted without an answer, `cut` is neither posted nor answered. */
export type Play = Outcome | 'sent' | 'lost' | 'cut' | 'throw';

export type ScriptedPlatform = Platform & {
  /** Each send, in order. */
  readonly sends: { readonly parcel: Parcel; readonly at: number }[];
  /** What stands there. */
  readonly posts: { readonly key: string; readonly target: string; readonly parcel: Parcel }[];
  /** How often it was looked for something. */
  readonly asked: () => number;
};

type Script = {
  readonly id?: PlatformId;
  readonly can?: Partial<PlatformSkills>;
  /** `undefined`: has no `find`. */
  readonly find?: 'works' | 'unknown' | undefined;
  readonly check?: Platform['check'];
  readonly now: () => number;
  /** What the nth send (from 0) comes to; `sent` where nothing is said. */
  readonly play?: (parcel: Parcel, n: number) => Play | Promise<Play> | undefined;
};

/** A place to post to that does as it is told. */
export function createScriptedPlatform(script: Script): ScriptedPlatform {
  const sends: ScriptedPlatform['sends'] = [];
  const posts: ScriptedPlatform['posts'] = [];
  const firsts = new Map<string, { at: number; receipt: Receipt }>();
  const can = { edit: true, lines: true, nonce: 0, ...script.can };
  let asked = 0;

  function post(parcel: Parcel, at: number): Receipt {
    const first = firsts.get(parcel.key);
    if (first && at - first.at < can.nonce) return first.receipt;
    posts.push({ key: parcel.key, target: parcel.target.text, parcel });
    const receipt = { ts: String(posts.length) };
    firsts.set(parcel.key, { at, receipt });
    return receipt;
  }
  async function send(parcel: Parcel, { now }: SendContext): Promise<Outcome> {
    const n = sends.length;
    sends.push({ parcel, at: now() });
    const play = (await script.play?.(parcel, n)) ?? 'sent';
    if (play === 'throw') throw new Error('a bug, with https://hooks.example.org/SECRET in it');
    if (play === 'cut') return { what: 'unknown', why: 'the line was cut' };
    if (typeof play === 'object') return play;
    const receipt = post(parcel, now());
    return play === 'lost' ? { what: 'unknown', why: 'no answer' } : { what: 'sent', receipt };
  }
  return {
    id: script.id ?? 'slack',
    can,
    check: script.check ?? (() => undefined),
    send,
    ...(script.find === undefined
      ? {}
      : {
          find: async ({ key }) => {
            asked++;
            return script.find === 'unknown' ? 'unknown' : (firsts.get(key)?.receipt ?? 'absent');
          },
        }),
    close: async () => undefined,
    sends,
    posts,
    asked: () => asked,
  };
}
