import type { Answer } from '../../../domain/answer/answer.ts';
import type { CommandSpec } from '../../../domain/answer/command-spec.ts';
import { renderAnswer } from '../render/answer.ts';
import { row } from '../render/button.ts';
import type { KnownBlock, SlackMessage, SlackPicture } from '../render/message.ts';
import { type Caller, tenantOf } from './caller.ts';
import type { Codes } from './codes.ts';
import { homeButtons, pageButtons, shareButton } from './controls.ts';
import { plain } from './text-objects.ts';

/**
 * Where an answer is shown: `whisper`, only to him; `public`, to everybody; `shared`, only to him, and everybody saw
 * it already; `window` and `home`: views of his own.
 */
export type Stage = 'whisper' | 'public' | 'shared' | 'window' | 'home';

/** An answer as a message, with what turns its pages and shares it. Never rejects. */
export type Present = (answer: Answer, stage: Stage, caller: Caller) => Promise<SlackMessage>;

type Parts = {
  readonly specs: readonly CommandSpec[];
  readonly codes: Codes;
  /** The picture of what an answer charts; undefined: it has none, or cannot have. Never rejects. */
  readonly pictureOf: (answer: Answer, caller: Caller) => Promise<SlackPicture | undefined>;
};

export function createPresent({ specs, codes, pictureOf }: Parts): Present {
  return async (answer, stage, caller) => {
    const tenant = tenantOf(caller.team);
    const { text, blocks } = renderAnswer(answer, {
      code: (ask) => codes.write('new', ask, tenant),
      picture: await pictureOf(answer, caller),
      isShared: stage === 'public',
    });
    const takesShare = specs
      .find(({ name }) => name === answer.ask.command)
      ?.options.some(({ name }) => name === 'share');
    const buttons = [
      ...pageButtons(answer, stage, codes, tenant),
      ...(stage === 'whisper' && takesShare === true ? shareButton(answer, codes, tenant) : []),
      ...(stage === 'home' ? homeButtons(answer, specs, codes, tenant) : []),
    ];
    return { text, blocks: [...blocks, ...row(buttons), ...(stage === 'public' ? [sharedBy(caller)] : [])] };
  };
}

/** As plain text: no name pings anybody there. */
function sharedBy({ user }: Caller): KnownBlock {
  return { type: 'context', elements: [plain(`Shown by ${user.name}`, 150)] };
}
