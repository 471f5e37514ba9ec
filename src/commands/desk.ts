import type { Answer } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import type { Asker, Desk } from '../ports/chat.ts';
import { StoreError, UserError } from '../ports/errors.ts';
import { type Command, type CommandDeps, wrongAnswer } from './command.ts';
import { checkValues, readWords } from './read-words.ts';
import { createSuggestions } from './suggest.ts';

const MISTAKE = 'this did not work, through a mistake in lorewatch itself; the log tells more';
const TOO_MANY_PAGES = 9999;

/** Answers what anybody asks, on every platform and on the command line: nothing it is asked makes it throw. */
export function createDesk(
  deps: CommandDeps,
  commands: readonly Command[],
  onMistake: (what: string, error: unknown) => void,
): Pick<Desk, 'read' | 'answer' | 'suggest'> {
  const suggestions = createSuggestions(deps);
  return {
    read: (words) => readWords(words, commands),
    answer: async (ask, asker) => {
      try {
        return await answer(deps, commands, ask, asker);
      } catch (error) {
        return failed(ask, error, onMistake);
      }
    },
    suggest: async (ask, what, typed, asker) => {
      try {
        return suggestions(what, typed, asker, ask);
      } catch (error) {
        // Nobody misses what was only to help typing.
        if (!(error instanceof UserError)) onMistake(`suggest ${what}`, error);
        return [];
      }
    },
  };
}

async function answer(
  deps: CommandDeps,
  commands: readonly Command[],
  ask: Ask,
  asker: Asker,
): Promise<Answer> {
  const command = commands.find(({ name }) => name === ask.command);
  if (command === undefined) {
    const known = readWords(ask.command, commands);
    return wrongAnswer(ask, { wrong: 'wrong' in known ? known.wrong : 'there is no such command' });
  }
  const wrong = checkValues(command, ask.values);
  if (wrong !== undefined) return wrongAnswer(ask, { wrong });
  if (command.manages && !asker.mayManage)
    return wrongAnswer(ask, { wrong: `\`${command.name}\` is for ${asker.managers} only` });
  return command.run(deps, { ...ask, page: readPage(ask.page) }, asker);
}

function readPage(page: number): number {
  return Number.isInteger(page) && page >= 0 ? Math.min(page, TOO_MANY_PAGES) : 0;
}

function failed(ask: Ask, error: unknown, onMistake: (what: string, error: unknown) => void): Answer {
  if (error instanceof StoreError) {
    onMistake(`answer ${ask.command}`, error);
    return wrongAnswer(ask, { wrong: 'the store cannot be asked now; try again in a moment' });
  }
  if (error instanceof UserError) return wrongAnswer(ask, { wrong: error.message });
  onMistake(`answer ${ask.command}`, error);
  return wrongAnswer(ask, { wrong: MISTAKE });
}
