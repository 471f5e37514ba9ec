import { createHmac } from 'node:crypto';
import { isObject } from './schema.ts';
import type { Envelope, Sockets } from './sockets.ts';
import { fail, type Trace } from './trace.ts';
import type { Acknowledged, Delivered, FakeSlack, Json, Signing } from './types.ts';
import type { World } from './world.ts';

export type Deliveries = Pick<FakeSlack, 'deliverTo' | 'post' | 'sign'> & {
  /** What somebody did; `done` gets the body of an acknowledgement that came in time. */
  readonly act: (trace: Trace, type: Envelope['type'], payload: Json, done: (body: unknown) => void) => void;
  readonly event: (payload: Json) => Promise<Acknowledged>;
  readonly end: () => void;
};

/** How long after its deadline an acknowledgement is waited for, ms. */
const GRACE = 10_000;

type Watched = {
  /** The deadline passed without a word. */
  readonly late: () => void;
  readonly acked: (how: Acknowledged) => void;
  readonly never: () => void;
};
type Watching = { readonly acked: (body: unknown) => void; readonly stop: () => void };
type Wait = { readonly acked: (body: unknown) => void; readonly failed: (error: string) => void };

/** Brings to the app what happens, over its sockets or to its address, and watches how fast it is acknowledged. */
export function createDeliveries(world: World, sockets: Sockets): Deliveries {
  let address: string | undefined;
  let signing: Signing = 'right';
  const timers = new Set<NodeJS.Timeout>();

  function watch(told: Watched): Watching {
    const start = performance.now();
    let timer = setTimeout(() => {
      told.late();
      timers.delete(timer);
      timer = setTimeout(told.never, GRACE);
      timers.add(timer);
    }, world.ackWithin);
    timers.add(timer);
    const stop = (): void => {
      clearTimeout(timer);
      timers.delete(timer);
    };
    const acked = (body: unknown): void => {
      stop();
      const after = performance.now() - start;
      told.acked({ after, late: after > world.ackWithin, body });
      world.changed();
    };
    return { acked, stop };
  }
  /** Returns whether it is nobody's fault that it is not acknowledged. */
  function deliver(type: Envelope['type'], payload: Json, wait: Wait): () => boolean {
    if (address === undefined) {
      const sending = sockets.send({ type, payload, acked: wait.acked });
      if (!sending) wait.failed('dispatch_failed');
      return () => sending?.isExcused() ?? true;
    }
    request(bodyOf(type, payload), signing).then(
      ({ status, body }) => {
        if (status === 200) wait.acked(readAck(body));
        else wait.failed('dispatch_failed');
      },
      () => wait.failed('dispatch_failed'),
    );
    return () => false;
  }
  async function request(
    body: { readonly text: string; readonly type: string },
    how: Signing,
  ): Promise<Delivered> {
    if (address === undefined) throw new Error('there is no address: call deliverTo first');
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': body.type, ...signatureOf(world, body.text, how) },
      body: body.text,
      redirect: 'manual',
    });
    return { status: response.status, body: await response.text() };
  }
  return {
    deliverTo: (url) => {
      address = url;
    },
    sign: (how) => {
      signing = how;
    },
    post: (body, how = 'right') =>
      request(
        'json' in body
          ? { text: JSON.stringify(body.json), type: 'application/json' }
          : { text: new URLSearchParams(body.form).toString(), type: FORM },
        how,
      ),
    act: (trace, type, payload, done) => {
      let isLate = false;
      const watching = watch({
        late: () => {
          isLate = true;
          if (!isExcused())
            world.violate('late_ack', `${type}: no acknowledgement within ${world.ackWithin} ms`);
          fail(world, trace, 'operation_timeout');
        },
        acked: (how) => {
          trace.acknowledge({ ...how, late: isLate });
          if (!isLate) done(how.body);
        },
        never: () => trace.unacknowledged(`${type} was never acknowledged`),
      });
      const failed = (error: string): void => {
        watching.stop();
        trace.unacknowledged(error);
        if (!isLate) fail(world, trace, error);
      };
      const isExcused = deliver(type, payload, { acked: watching.acked, failed });
    },
    event: (payload) =>
      new Promise((resolve, reject) => {
        const watching = watch({
          late: () => {
            if (!isExcused())
              world.violate('late_ack', `an event: no acknowledgement within ${world.ackWithin} ms`);
          },
          acked: resolve,
          never: () => reject(new Error('the event was never acknowledged')),
        });
        const failed = (error: string): void => {
          watching.stop();
          reject(new Error(error));
        };
        const isExcused = deliver('events_api', payload, { acked: watching.acked, failed });
      }),
    end: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

const FORM = 'application/x-www-form-urlencoded';

function bodyOf(type: Envelope['type'], payload: Json): { readonly text: string; readonly type: string } {
  if (type === 'events_api') return { text: JSON.stringify(payload), type: 'application/json' };
  const fields: Record<string, string> =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  return { text: new URLSearchParams(fields).toString(), type: FORM };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signatureOf(world: World, body: string, how: Signing): Record<string, string> {
  if (how === 'missing') return {};
  const seconds = Math.floor(world.now() / 1000) - (how === 'stale' ? 400 : 0);
  const secret = how === 'wrong' ? 'another-secret' : world.app.signingSecret;
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': `${seconds}`, 'x-slack-signature': `v0=${digest}` };
}

/** Over HTTP an acknowledgement is nothing, a text, or JSON. */
function readAck(body: string): unknown {
  if (body === '') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : { text: body };
  } catch {
    return { text: body };
  }
}
