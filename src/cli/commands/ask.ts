import type { Answer } from '../../domain/answer/answer.ts';
import { readTarget } from '../../domain/subscription/read-target.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Asker } from '../../ports/chat.ts';
import { type CliCommand, type OptionValues, textOption } from '../command.ts';
import { type CliContext, EXIT, isColored, tell } from '../context.ts';
import { readCount } from '../read-count.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'slack', 'discord'] as const;
/** What the buttons of each can carry, with a mark of what they do. */
const SLACK_VALUE = 1990;
const DISCORD_VALUE = 90;

type Format = (typeof FORMATS)[number];

export const askCommand: CliCommand = {
  name: 'ask',
  arguments: '<words...>',
  summary: 'asks as somebody in a chat does, and prints the answer',
  detail: `The words are those behind /lorewatch in Slack or Discord; \`ask help\` lists what can be asked. Options of the
question come behind --: \`ask -- digest --share\`. You are the operator, who may all and sees all, unless --place says where
it is asked: then the answer is what people there get.`,
  options: [
    { flags: '--page <n>', summary: 'of a long answer this page', fallback: '1' },
    { flags: '--place <target>', summary: 'asked in this place: slack:TEAM/CHANNEL, discord:GUILD/CHANNEL' },
    { flags: '--format <format>', summary: 'how it is written (default: "text")', choices: FORMATS },
    { flags: '--json', summary: 'the answer as one JSON object: --format json' },
  ],
  uses: ['data', 'config'],
  examples: [
    'ask help',
    'ask search bindgen',
    'ask digest 30d --json',
    'ask series --place slack:T0123/C0123',
  ],
  run: async (words, options, context) => {
    const format = readFormat(options);
    const page = readCount('--page', textOption(options, 'page') ?? '1') - 1;
    const asker = askerOf(readPlace(options));
    const { openDesk } = await import('../chat/open-desk.ts');
    const { withStore } = await import('../wiring.ts');
    // Nobody wants a new store because somebody asked.
    await withStore(context, options, () => undefined);
    const onMistake = (what: string, error: unknown): void =>
      tell(context, `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const { desk, close } = await openDesk(context, options, { onMistake, wake: () => undefined });
    try {
      const ask = desk.read(words.join(' '));
      if ('wrong' in ask) throw new UsageError(ask.wrong);
      const answer = await desk.answer({ ...ask, page }, asker);
      context.print(await writeAnswer(answer, format, context));
      return answer.tone === 'wrong' ? EXIT.failed : EXIT.done;
    } finally {
      await close();
    }
  },
};

function readFormat(options: OptionValues): Format {
  const named = FORMATS.find((format) => format === options.format);
  if (options.json !== true) return named ?? 'text';
  if (named !== undefined && named !== 'json')
    throw new UsageError(`--json and --format ${named} exclude each other`);
  return 'json';
}

function readPlace(options: OptionValues): Target | undefined {
  const text = textOption(options, 'place');
  if (text === undefined) return undefined;
  const place = readTarget(text);
  if ('wrong' in place) throw new UsageError(`--place: ${place.wrong}`);
  if (place.platform !== 'slack' && place.platform !== 'discord')
    throw new UsageError('--place takes slack:TEAM/CHANNEL or discord:GUILD/CHANNEL: nobody asks elsewhere');
  return place;
}

/** The operator at his console; in a place: somebody of its installation who may manage it. */
function askerOf(place: Target | undefined): Asker {
  const isChat = place?.platform === 'slack' || place?.platform === 'discord';
  return {
    platform: isChat ? (place.platform === 'slack' ? 'slack' : 'discord') : 'console',
    tenant: isChat ? place.text.slice(0, place.text.indexOf('/') + 1) : '',
    place: place ?? { platform: 'console', text: 'console:' },
    user: { id: 'operator', name: 'the operator' },
    mayManage: true,
    managers: '',
    prefix: 'lorewatch ask ',
  };
}

async function writeAnswer(answer: Answer, format: Format, context: CliContext): Promise<string> {
  if (format === 'json') {
    const { jsonLine } = await import('../json.ts');
    return jsonLine(plainData(answer));
  }
  if (format === 'text') {
    const { renderAnswerText } = await import('../../render/answer-text.ts');
    return renderAnswerText(answer, { width: context.columns, color: isColored(context) });
  }
  return payload(answer, format);
}

/** What the platform would be sent, without pictures. */
async function payload(answer: Answer, format: 'slack' | 'discord'): Promise<string> {
  const { encodeAsk } = await import('../../domain/answer/ask.ts');
  const { jsonLine } = await import('../json.ts');
  if (format === 'slack') {
    const { renderAnswer } = await import('../../platforms/slack/render/answer.ts');
    return jsonLine(renderAnswer(answer, { code: (ask) => encodeAsk(ask, SLACK_VALUE) }));
  }
  const { renderAnswer } = await import('../../platforms/discord/render/answer.ts');
  return jsonLine(renderAnswer(answer, { code: (ask) => encodeAsk(ask, DISCORD_VALUE) }));
}

/** Maps of a chart's report have no form in JSON of their own. */
function plainData(answer: Answer): object {
  return JSON.parse(
    JSON.stringify(answer, (_key, value: unknown) =>
      value instanceof Map ? Object.fromEntries(value) : value,
    ),
  );
}
