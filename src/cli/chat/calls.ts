import type { MessagePort, Worker } from 'node:worker_threads';

/** What another thread can be asked: names of functions that answer with plain data. */
export type Callable = { readonly [name: string]: (...given: never[]) => Promise<unknown> };

type Wire = Pick<MessagePort | Worker, 'postMessage' | 'on'>;

type Call = { readonly call: number; readonly name: string; readonly given: readonly unknown[] };
type Reply = { readonly reply: number; readonly value?: unknown; readonly failed?: string };

/** Asks another thread; it rejects where that one failed, or is gone. */
export type Caller<T extends Callable> = {
  readonly [name in keyof T]: (...given: Parameters<T[name]>) => ReturnType<T[name]>;
};

/** The other end of `answerCalls`. `names`: what can be asked there. `gone` rejects what is open. */
export function createCaller<T extends Callable>(
  wire: Wire,
  names: readonly (keyof T & string)[],
): Caller<T> & { readonly gone: (why: string) => void } {
  const open = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  let ended: string | undefined;
  wire.on('message', (message: unknown) => {
    if (!isReply(message)) return;
    const waiting = open.get(message.reply);
    open.delete(message.reply);
    if (message.failed !== undefined) waiting?.reject(new Error(message.failed));
    else waiting?.resolve(message.value);
  });
  const ask = (name: string, given: readonly unknown[]): Promise<unknown> => {
    if (ended !== undefined) return Promise.reject(new Error(ended));
    const waiting = Promise.withResolvers<unknown>();
    const call: Call = { call: ++last, name, given };
    open.set(call.call, waiting);
    wire.postMessage(call);
    return waiting.promise;
  };
  const calls = Object.fromEntries(names.map((name) => [name, (...given: unknown[]) => ask(name, given)]));
  return {
    // What comes back is what the other thread's function of that name gives: both are made of one type.
    ...(calls as unknown as Caller<T>),
    gone: (why) => {
      ended = why;
      for (const waiting of open.values()) waiting.reject(new Error(why));
      open.clear();
    },
  };
}

/** Answers what another thread asks. A function that fails is told as failed; `onMistake` gets why. */
export function answerCalls<T extends Callable>(
  wire: Wire,
  functions: T,
  onMistake: (name: string, error: unknown) => void,
): void {
  wire.on('message', (message: unknown) => {
    if (isCall(message)) void answer(wire, functions, message, onMistake);
  });
}

async function answer<T extends Callable>(
  wire: Wire,
  functions: T,
  { call, name, given }: Call,
  onMistake: (name: string, error: unknown) => void,
): Promise<void> {
  try {
    const act = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (act === undefined) throw new Error(`nothing is called ${name}`);
    wire.postMessage({ reply: call, value: await act(...(given as never[])) } satisfies Reply);
  } catch (error) {
    onMistake(name, error);
    wire.postMessage({ reply: call, failed: `${name} failed` } satisfies Reply);
  }
}

function isCall(message: unknown): message is Call {
  return typeof message === 'object' && message !== null && 'call' in message;
}

function isReply(message: unknown): message is Reply {
  return typeof message === 'object' && message !== null && 'reply' in message;
}
