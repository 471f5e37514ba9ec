import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../domain/answer/answer.ts';
import type { Ask, Misread } from '../domain/answer/ask.ts';
import type { CommandSpec, Suggested } from '../domain/answer/command-spec.ts';
import type { Target } from '../domain/subscription/target.ts';
import type { Clock } from './clock.ts';

/** Who asks, from where, and what he may. Goes between threads: plain data. Names are hostile text. */
export type Asker = {
  readonly platform: 'slack' | 'discord' | 'console';
  /**
   * What the targets of its installation begin with: `slack:T0123/`, `discord:1122/`; '' = the operator himself, who
   * sees all. Nobody sees or changes what is of another one.
   */
  readonly tenant: string;
  /** Where it was asked, and where what is subscribed goes; undefined: a place that cannot be posted to (a home tab). */
  readonly place: Target | undefined;
  readonly user: { readonly id: string; readonly name: string };
  /** Whether he may change what the place is told; where there is no place, all of the installation. */
  readonly mayManage: boolean;
  /** Who may, in words, where he may not: "people who may manage this channel". */
  readonly managers: string;
  /** Why nothing can be posted to the place, as far as the platform told with the question; undefined: it can. */
  readonly cannotPost?: string | undefined;
  /** How a command begins where he is: "/lorewatch ". */
  readonly prefix: string;
};

export type Suggestion = { readonly label: string; readonly value: string };

/** Who answers. Expected failures are answers; it rejects only where the program has a fault or is ending. */
export type Desk = {
  /** Pure, at once: reads words behind the program's name. */
  readonly read: (words: string) => Ask | Misread;
  readonly answer: (ask: Ask, asker: Asker) => Promise<Answer>;
  /** At most 25; nothing where it does not know. `option` is one of the command's. */
  readonly suggest: (
    ask: Pick<Ask, 'command' | 'values'>,
    what: Suggested,
    typed: string,
    asker: Asker,
  ) => Promise<readonly Suggestion[]>;
  /** The installation is gone: its subscriptions and what is kept of it are removed. Returns how many subscriptions. */
  readonly forget: (tenant: string) => Promise<number>;
  readonly installations: Installations;
};

/** What is kept of installations, by their tenant; the value is sealed: nobody reads it without the key. */
export type Installations = {
  readonly list: (prefix: string) => Promise<readonly { readonly tenant: string; readonly sealed: string }[]>;
  readonly keep: (tenant: string, sealed: string) => Promise<void>;
};

/** Talk for the log. `facts` never hold secrets. */
export type Talk = (level: 'debug' | 'info' | 'warn' | 'error', sentence: string, facts?: object) => void;

export type FrontDeps = {
  readonly desk: Desk;
  readonly specs: readonly CommandSpec[];
  readonly now: Clock;
  readonly talk: Talk;
  /** Of the program. */
  readonly version: string;
};

/** How a front stands: for status, health and metrics. Times in ms. */
export type FrontHealth = {
  readonly platform: 'slack' | 'discord';
  readonly mode: 'socket' | 'http';
  readonly connected: boolean;
  readonly since: number;
  /** How many installations (workspaces, guilds) it serves. */
  readonly installations: number;
  /** In a sentence; '' where all is well. */
  readonly why: string;
};

/** Where people speak to the program: takes what they ask to the desk, and brings the answer. */
export type Front = {
  readonly id: 'slack' | 'discord';
  /** Resolves once it serves, or will by itself. Throws UserError where it is set up wrongly. */
  readonly start: () => Promise<void>;
  readonly health: () => FrontHealth;
  /** Takes no more, ends what it is at, for a few seconds at most. */
  readonly close: () => Promise<void>;
  /** Where it is spoken to over HTTP: what of our own addresses is its matter. */
  readonly http?: {
    readonly paths: readonly string[];
    readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  };
};
