import type { FakeReply } from '../../test/fakes/host.ts';
import type { FakeReceiver } from '../../test/fakes/receiver.ts';
import type { FakeSmtp } from '../../test/fakes/smtp.ts';
import { type Dice, pick } from './dice.ts';
import type { Wire } from './wire.ts';

/** A bad moment; gives what it is. */
export type BadMoment = (dice: Dice) => string;

export function webhookFaults(receiver: FakeReceiver): readonly BadMoment[] {
  const { faults } = receiver.host;
  return [
    (dice) => {
      const wait = `${1 + dice(6)}`;
      const reply = { status: 429, headers: { 'retry-after': wait }, body: 'slowly' };
      faults.add({ fault: 'reply', reply, times: 1 + dice(4) });
      return `429, Retry-After ${wait}`;
    },
    (dice) => {
      const status = pick([500, 502, 503], dice);
      faults.add({ fault: 'reply', reply: { status, body: 'oops' }, times: 1 + dice(4) });
      return `${status} before it is taken`;
    },
    (dice) => {
      answerNext(receiver, { status: pick([500, 504], dice), body: 'oops' }, 1 + dice(8));
      return '5xx after it is taken';
    },
    (dice) => {
      faults.add({ fault: 'reset', times: 1 + dice(4) });
      return 'cut before it is taken';
    },
    (dice) => {
      answerNext(receiver, { body: never('cut') }, 1 + dice(8));
      return 'cut after it is taken';
    },
    () => {
      faults.add({ fault: 'hang' });
      return 'hangs';
    },
    () => {
      answerNext(receiver, { body: never('hang') }, 1);
      return 'hangs after it is taken';
    },
  ];
}

export function mailFaults(smtp: FakeSmtp, wire: Wire): readonly BadMoment[] {
  return [
    () => {
      smtp.fault({ at: 'connect', say: '421 4.3.2 closing' });
      smtp.hangUp();
      return '421';
    },
    () => {
      smtp.fault({ at: 'dot', cut: true });
      return 'cut after the dot, not taken';
    },
    () => {
      wire.cutNext();
      return 'cut after the dot, taken';
    },
    () => {
      smtp.fault({ at: 'body', cut: true });
      return 'cut in the middle of a mail';
    },
    () => {
      smtp.hangUp();
      return 'all connections are closed';
    },
    () => {
      smtp.fault({ at: 'dot', hang: true });
      return 'hangs after the dot';
    },
  ];
}

/** Asks for minutes of patience. */
export function greylist(smtp: FakeSmtp): BadMoment {
  return () => {
    smtp.fault({ at: 'rcpt', say: '451 4.7.1 greylisted' });
    return '451';
  };
}

/** The next post is taken, `act` is called, and its answer never comes. */
export function takeAndCut(receiver: FakeReceiver, act: () => void): void {
  const once = (): void => {
    receiver.answer(undefined);
    act();
  };
  receiver.answer({ body: never('cut', once) });
}

/** So many of what comes next are taken, and answered so. */
function answerNext(receiver: FakeReceiver, reply: FakeReply, times: number): void {
  const before = receiver.host.requests.length;
  receiver.answer(reply);
  const timer = setInterval(() => {
    if (receiver.host.requests.length < before + times) return;
    receiver.answer(undefined);
    clearInterval(timer);
  }, 5).unref();
}

/** A body that never comes, however often: the connection breaks off, or nothing happens any more. */
function never(how: 'cut' | 'hang', then?: () => void): AsyncIterable<Buffer> {
  const next = async (): Promise<IteratorResult<Buffer>> => {
    then?.();
    if (how === 'cut') throw new Error('cut');
    return new Promise(() => undefined);
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}
