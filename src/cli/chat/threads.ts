import type { Desk, FrontHealth, Talk } from '../../ports/chat.ts';
import type { PageAnswer, PageRequest } from './http.ts';

/** What the thread that answers can be asked. */
export type DeskCalls = Pick<Desk, 'answer' | 'suggest' | 'forget'> & {
  readonly installed: Desk['installations']['list'];
  readonly keepInstalled: Desk['installations']['keep'];
};

/** What the daemon asks it besides. */
export type DeskOrders = { readonly close: () => Promise<void> };

/** What the thread that answers tells the daemon. */
export type DeskEvents = {
  readonly ready: () => Promise<void>;
  /** Something may be due to be delivered. */
  readonly wake: () => Promise<void>;
  readonly talk: (...told: Parameters<Talk>) => Promise<void>;
};

/** It listens, or why it cannot be started. */
export type Started = { readonly port: number | undefined } | { readonly wrong: string };

/** What the thread that speaks can be told. */
export type FrontCalls = {
  readonly start: () => Promise<Started>;
  readonly close: () => Promise<void>;
};

/** What the thread that speaks tells the daemon, and asks it. */
export type FrontEvents = {
  readonly talk: (...told: Parameters<Talk>) => Promise<void>;
  readonly stands: (health: readonly FrontHealth[]) => Promise<void>;
  /** A request for a page. */
  readonly page: (request: PageRequest) => Promise<PageAnswer>;
};
