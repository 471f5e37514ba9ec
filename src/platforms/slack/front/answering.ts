import type { Answer } from '../../../domain/answer/answer.ts';
import type { Ask } from '../../../domain/answer/ask.ts';
import type { FrontDeps } from '../../../ports/chat.ts';
import { askerOf } from './asker.ts';
import type { Caller } from './caller.ts';
import { redact } from './redact.ts';
import type { AskRights } from './rights.ts';
import { within } from './within.ts';

/** Takes an ask to the desk. Never rejects, and answers within a minute: at worst that it cannot be answered. */
export type AnswerFor = (ask: Ask, caller: Caller) => Promise<Answer>;

const PATIENCE = 60_000;

export function createAnswering(
  { desk, specs, talk }: Pick<FrontDeps, 'desk' | 'specs' | 'talk'>,
  rights: AskRights,
): AnswerFor {
  return async (ask, caller) => {
    const answer = async (): Promise<Answer> =>
      desk.answer(ask, await askerOf(caller, ask, { specs, rights }));
    try {
      return await within(
        PATIENCE,
        answer(),
        wrong(ask, 'this takes too long just now; ask again in a minute'),
      );
    } catch (error) {
      talk('error', 'a question asked in Slack was not answered', {
        command: ask.command,
        why: redact(error),
      });
      return wrong(ask, 'this did not work, through no fault of yours; ask again in a minute');
    }
  };
}

/** What only he sees who asked: a sentence. */
export function wrong(ask: Ask, sentence: string): Answer {
  return { tone: 'wrong', title: sentence, parts: [], buttons: [], ask };
}

/** Where nothing could be read: it asks for nothing. */
export const NOTHING: Ask = { command: 'help', values: {}, page: 0 };
