import type { Answer, AnswerButton } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import type { CommandSpec } from '../domain/answer/command-spec.ts';
import type { Topic } from '../domain/topic.ts';
import type { MatchDeps } from '../pipeline/matching/deps.ts';
import type { FetchBodies } from '../ports/archive.ts';
import type { Asker } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Platforms } from '../ports/platform.ts';
import type { Store } from '../ports/store.ts';

/** A source as it is told: from where, and how it is. Times in ms. */
export type SourceTold = {
  readonly id: string;
  readonly lastSuccess: number | undefined;
  readonly failingSince: number | undefined;
  readonly lost: number;
};

/** What commands work with. */
export type CommandDeps = {
  readonly store: Store;
  readonly topic: Topic;
  /** Where mails are linked to. */
  readonly lore: string;
  readonly now: Clock;
  readonly platforms: Platforms;
  readonly match: MatchDeps;
  readonly fetchBodies: FetchBodies;
  /**
   * Fetches the thread of a mail that the store lacks, where the words are a link to one: true where it is stored
   * now. A sentence where it cannot be had.
   */
  readonly fetchMissing: (asked: string) => Promise<boolean | { readonly wrong: string }>;
  readonly sources: () => readonly SourceTold[];
  /** The page of a digest; undefined where there is no public address. */
  readonly issueUrl: (id: string) => string | undefined;
  readonly specs: readonly CommandSpec[];
  /** Something may be due to be delivered. */
  readonly wake: () => void;
};

/** Why an ask cannot be understood or done: a sentence with the way out, and lines of equal letters below it. */
export type Wrong = { readonly wrong: string; readonly code?: string | undefined };

/** A command that platforms and the command line share: its words are read to a wish, then it is acted on. */
export type Command = CommandSpec & {
  readonly run: (deps: CommandDeps, ask: Ask, asker: Asker) => Promise<Answer>;
};

type Parts<Wish> = {
  readonly spec: CommandSpec;
  /** Reads what was typed; touches nothing. */
  readonly read: (ask: Ask, deps: CommandDeps, asker: Asker) => Wish | Wrong;
  readonly act: (
    deps: CommandDeps,
    wish: Wish,
    asker: Asker,
    ask: Ask,
  ) => Answer | Wrong | Promise<Answer | Wrong>;
};

/** Makes a command of its parts. What is wrong becomes an answer that says so. */
export function defineCommand<Wish extends object>({ spec, read, act }: Parts<Wish>): Command {
  return {
    ...spec,
    run: async (deps, ask, asker) => {
      const wish = read(ask, deps, asker);
      if (isWrong(wish)) return wrongAnswer(ask, wish);
      const answer = await act(deps, wish, asker, ask);
      return isWrong(answer) ? wrongAnswer(ask, answer) : answer;
    },
  };
}

/** What somebody who mistyped, or may not, is answered: only he sees it. */
export function wrongAnswer(ask: Ask, { wrong, code }: Wrong): Answer {
  return {
    tone: 'wrong',
    title: wrong,
    parts: code === undefined ? [] : [{ what: 'code', text: code }],
    // Lines of equal letters are a filter with its mistake.
    buttons: code === undefined ? [] : [FILTER_HELP],
    ask,
  };
}

const FILTER_HELP: AnswerButton = {
  label: 'What a filter can say',
  ask: { command: 'help', values: { about: 'filter' }, page: 0 },
};

function isWrong(value: object): value is Wrong {
  return 'wrong' in value;
}
