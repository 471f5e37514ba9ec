import type { Answer, AnswerButton, AnswerEntry } from '../../../domain/answer/answer.ts';
import type { Ask } from '../../../domain/answer/ask.ts';
import { cleanLine } from '../../../render/clean.ts';
import { answerPiece, type PieceLook } from './answer-part.ts';
import { askButton, buttonRows, linkButton } from './buttons.ts';
import { foldPieces } from './fold.ts';
import { LIMITS } from './limits.ts';
import { escapeWithin } from './link.ts';
import type { DiscordMessage, DiscordPicture } from './message.ts';

export type AnswerLook = {
  /** The custom_id that asks it; undefined: it cannot be asked by a button. */
  readonly code: (ask: Ask) => string | undefined;
  /** Of its chart. */
  readonly picture?: DiscordPicture | undefined;
  /** Everybody sees it: who asked is the first who wants to know. */
  readonly isShared?: boolean | undefined;
};

/** The last row is the front's: pages, sharing. */
const ROWS = LIMITS.rows - 1;
const ASKED = 400;
/** Two rows of buttons. */
const MANY = 2 * LIMITS.buttons;

/**
 * An answer as one message: what is said in embeds, buttons below. Entries are numbered where their buttons do not say
 * which is whose. The
 * fifth row is left to whoever sends it.
 */
export function renderAnswer(answer: Answer, { code, picture, isShared }: AnswerLook): DiscordMessage {
  const entries = answer.parts.flatMap((part) => (part.what === 'entries' ? part.entries : []));
  const pressed = entries.filter(({ buttons = [] }) => buttons.length > 0);
  const labels = pressed.flatMap(({ buttons = [] }) => buttons.map(({ label }) => label));
  const isTold = new Set(labels).size === labels.length;
  const markOf = (entry: AnswerEntry): string =>
    !isTold && pressed.includes(entry) ? `${pressed.indexOf(entry) + 1}` : '';
  const look: PieceLook = { picture, markOf };
  const pieces = answer.parts.map((part) => answerPiece(part, look));
  // A digest says by itself what it is.
  const title = answer.parts[0]?.what === 'digest' ? '' : answer.title;
  const embeds = foldPieces({ ...answer, title }, pieces);
  const usesPicture = embeds.some(({ image }) => image !== undefined);
  return {
    content: isShared === true ? `-# ${escapeWithin(asked(answer.ask), ASKED)}` : '',
    embeds,
    components: rowsOf(answer, pressed, { code, markOf }),
    files: picture !== undefined && usesPicture ? [picture] : [],
  };
}

/** What was asked, for those who did not, as it is typed there. */
function asked({ command, values }: Ask): string {
  const told = Object.entries(values).filter(([name]) => name !== 'share');
  return cleanLine(['/lorewatch', command, ...told.map(([name, value]) => `${name}:${value}`)].join(' '));
}

function rowsOf(
  answer: Answer,
  pressed: readonly AnswerEntry[],
  { code, markOf }: Pick<AnswerLook, 'code'> & Pick<PieceLook, 'markOf'>,
): DiscordMessage['components'] {
  const button = ({ label, style, ...does }: AnswerButton, mark: string) => {
    const words = mark === '' ? label : `${mark}: ${label}`;
    return 'url' in does ? linkButton(words, does.url) : askButton(words, code(does.ask), style);
  };
  const own = buttonRows(answer.buttons.slice(0, LIMITS.buttons).map((each) => button(each, '')));
  // A wall of buttons is read by nobody: of many entries the first one of each, whose answer has the others.
  const all = pressed.flatMap(({ buttons = [] }) => buttons).length;
  const each = all > MANY && pressed.some((entry) => markOf(entry) !== '') ? 1 : LIMITS.buttons;
  const others = pressed.flatMap((entry) =>
    (entry.buttons ?? []).slice(0, each).map((one) => button(one, markOf(entry))),
  );
  const known = new Set(own.flatMap(({ components }) => components.map(idOf)));
  const fresh = others.filter((each) => each !== undefined && !known.has(idOf(each)));
  return [...buttonRows(fresh, ROWS - own.length), ...own];
}

function idOf(button: object): unknown {
  return Reflect.get(button, 'custom_id') ?? button;
}
