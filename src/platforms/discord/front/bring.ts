import type { Answer, AnswerButton } from '../../../domain/answer/answer.ts';
import type { Ask } from '../../../domain/answer/ask.ts';
import type { Asker } from '../../../ports/chat.ts';
import { digestPicture, statsPicture } from '../../../render/picture.ts';
import { renderAnswer } from '../render/answer.ts';
import type { DiscordMessage, DiscordPicture } from '../render/message.ts';
import { addButtons } from './add-buttons.ts';
import type { CustomIds } from './custom-id.ts';
import type { FrontWork } from './settings.ts';

/** An answer, ready to be sent. */
export type Brought = { readonly isWrong: boolean; readonly message: DiscordMessage };

export type Question = {
  readonly ask: Ask;
  readonly asker: Asker;
  /** All in the place will see the answer. */
  readonly isShared: boolean;
  /** He may show it to them. */
  readonly mayShare: boolean;
};

export type BringDeps = Pick<FrontWork, 'desk' | 'draw' | 'specs' | 'talk'> & { readonly ids: CustomIds };

const MISTAKE = 'this did not work, through a mistake in lorewatch itself; the log tells more';

/** Takes the question to the desk and renders what it says. Never rejects: faults become answers. */
export async function bring(question: Question, deps: BringDeps): Promise<Brought> {
  try {
    const answer = await deps.desk.answer(question.ask, question.asker);
    const picture = await drawFor(answer, deps);
    return show(answer, question, deps, picture);
  } catch (error) {
    deps.talk('error', 'a question could not be answered', {
      command: question.ask.command,
      error: wordsOf(error),
    });
    return show(wrong(question.ask, MISTAKE), question, deps);
  }
}

/** What the front itself has to say, in place of an answer. */
export function bringWrong(sentence: string, question: Question, deps: BringDeps): Brought {
  return show(wrong(question.ask, sentence), question, deps);
}

function show(answer: Answer, question: Question, deps: BringDeps, picture?: DiscordPicture): Brought {
  const { tenant } = question.asker;
  const isWrong = answer.tone === 'wrong';
  const message = renderAnswer(answer, {
    code: (ask) => deps.ids.write(isTurn(ask, answer.ask) ? 'replace' : 'new', ask, tenant),
    picture,
    isShared: question.isShared && !isWrong,
  });
  return { isWrong, message: addButtons(message, answer, question, deps) };
}

/** Another page of the same: it takes the place of this one. */
function isTurn(ask: Ask, shown: Ask): boolean {
  const sorted = (values: Ask['values']) => JSON.stringify(Object.entries(values).sort());
  return (
    ask.command === shown.command && ask.page !== shown.page && sorted(ask.values) === sorted(shown.values)
  );
}

function wrong(ask: Ask, title: string): Answer {
  const buttons: readonly AnswerButton[] = [];
  return { tone: 'wrong', title, parts: [], buttons, ask };
}

async function drawFor({ parts }: Answer, { draw, talk }: BringDeps): Promise<DiscordPicture | undefined> {
  for (const part of parts) {
    const svg =
      part.what === 'chart'
        ? statsPicture(part.report, part.measure)
        : part.what === 'digest'
          ? digestPicture(part.digest)
          : undefined;
    if (svg === undefined) continue;
    try {
      return { name: 'chart.png', bytes: await draw(svg), alt: 'A chart of the figures' };
    } catch (error) {
      // The words say it too.
      talk('warn', 'a picture could not be drawn', { error: wordsOf(error) });
      return undefined;
    }
  }
  return undefined;
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'it has no words';
}
