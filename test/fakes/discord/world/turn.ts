import type { APIInteraction } from 'discord.js';
import type { Seen, Turn } from '../types.ts';
import type { Channel } from './channel.ts';
import type { Message } from './message.ts';
import type { Person } from './person.ts';

/** What Discord gives an application: 3 s for the first answer, 15 minutes for all others. */
export const FIRST_ANSWER = 3_000;
export const TOKEN_LIFE = 15 * 60_000;

type Ack = { readonly type: number; readonly at: number };

/** An interaction, from what somebody did to all that he saw of it. */
export class TurnState implements Turn {
  readonly interaction: APIInteraction;
  readonly id: string;
  readonly token: string;
  readonly at: number;
  readonly person: Person;
  readonly channel: Channel;
  /** Of a button or a form that came from one: where it stands. */
  readonly source: Message | undefined;
  /** What `@original` is. */
  original: Message | undefined;
  ack: Ack | undefined;
  failed = false;
  readonly acknowledged: Promise<Ack | undefined>;
  readonly sights: Seen[] = [];
  readonly #waiting: { readonly nth: number; readonly resolve: (seen: Seen) => void }[] = [];
  #settle: (ack: Ack | undefined) => void = () => undefined;

  constructor(born: {
    readonly interaction: APIInteraction;
    readonly at: number;
    readonly person: Person;
    readonly channel: Channel;
    readonly source?: Message | undefined;
  }) {
    this.interaction = born.interaction;
    this.id = born.interaction.id;
    this.token = born.interaction.token;
    this.at = born.at;
    this.person = born.person;
    this.channel = born.channel;
    this.source = born.source;
    this.acknowledged = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get seen(): Promise<Seen> {
    return this.sight(1);
  }
  sight(nth: number): Promise<Seen> {
    const there = this.sights[nth - 1];
    if (there) return Promise.resolve(there);
    return new Promise((resolve) => this.#waiting.push({ nth, resolve }));
  }
  acknowledge(type: number, at: number): void {
    this.ack = { type, at };
    this.#settle(this.ack);
  }
  show(seen: Seen): void {
    this.sights.push(seen);
    for (const { nth, resolve } of this.#waiting) if (nth === this.sights.length) resolve(seen);
  }
  showMessage(message: Message, changed: boolean): void {
    const ephemeral = message.onlyFor !== undefined;
    this.show({ what: 'message', message, changed, ephemeral, text: message.text });
  }
  /** Not answered in time, or not rightly. */
  fail(): void {
    if (this.ack || this.failed) return;
    this.failed = true;
    this.#settle(undefined);
    this.show({ what: 'failed', text: 'The application did not respond' });
  }
  isLate(now: number): boolean {
    return now - this.at > FIRST_ANSWER;
  }
}
