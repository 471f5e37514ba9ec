import { type Handler, type Queue, WORK, type Work } from '../ports/queue.ts';

export type Handlers = Parameters<Queue['work']>[0];

/** The kinds that somebody works on here, in the order of `WORK`. */
export function handled(handlers: Handlers): [Work, { readonly run: Handler; readonly most: number }][] {
  return WORK.flatMap((work) => {
    const handler = handlers[work];
    return handler === undefined ? [] : [[work, handler]];
  });
}
