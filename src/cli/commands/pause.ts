import type { CliCommand, OptionValues } from '../command.ts';
import { type CliContext, EXIT, type ExitCode } from '../context.ts';

export const pauseCommand: CliCommand = {
  name: 'pause',
  arguments: '<what>',
  summary: 'the emergency brake: `pause all` stops every post within seconds',
  detail: `Nothing more is handed to any platform until \`resume all\`; it is read and matched on, and what is to be posted
waits. A single subscription is paused by \`subscriptions pause ID\`.`,
  options: [
    { flags: '--reason <text>', summary: 'why, for those who look' },
    { flags: '--json', summary: 'one JSON object' },
  ],
  uses: ['data'],
  examples: ['pause all', 'pause all --reason "too much at once"'],
  run: async (words, options, context) => {
    await checkAll('pause', words);
    const { readReason, withStoreThere } = await import('../subscribing/stop.ts');
    const { pullBrake } = await import('../../pipeline/subscribing/brake.ts');
    const { clock } = await import('../../domain/source/moment.ts');
    const reason = readReason(options);
    const { brake, isNew } = await withStoreThere(context, options, (store) =>
      pullBrake({ store, now: context.now }, reason),
    );
    const sentence = isNew
      ? 'everything is paused; `lorewatch resume all` lets go'
      : `everything is paused since ${clock(brake.since)} UTC already: ${brake.reason}`;
    return told(context, options, sentence, { paused: true, ...shown(brake) });
  },
};

export const resumeCommand: CliCommand = {
  name: 'resume',
  arguments: '<what>',
  summary: 'lets go of the emergency brake: `resume all`',
  detail: `What waited goes out. A single subscription is resumed by \`subscriptions resume ID\`; subscriptions that are paused
by themselves stay so.`,
  options: [{ flags: '--json', summary: 'one JSON object' }],
  uses: ['data'],
  examples: ['resume all'],
  run: async (words, options, context) => {
    await checkAll('resume', words);
    const { withStoreThere } = await import('../subscribing/stop.ts');
    const { releaseBrake } = await import('../../pipeline/subscribing/brake.ts');
    const released = await withStoreThere(context, options, (store) =>
      releaseBrake({ store, now: context.now }),
    );
    if (!released)
      return told(context, options, 'nothing was paused by `pause all`', { paused: false, waiting: 0 });
    const { brake, waiting } = released;
    const number = waiting === 1 ? '1 post that waits goes out' : `${waiting} posts that wait go out`;
    return told(context, options, `posting goes on; ${number} when it is due`, {
      paused: false,
      waiting,
      ...shown(brake),
    });
  },
};

/** The brake is for all: a single subscription has a pause of its own. */
async function checkAll(command: 'pause' | 'resume', words: readonly string[]): Promise<void> {
  const [what = ''] = words;
  if (what === 'all' && words.length === 1) return;
  const { UsageError } = await import('../usage-error.ts');
  const single = /^\d{1,9}$/.test(what) ? what : 'ID';
  throw new UsageError(
    `it is \`${command} all\`; \`subscriptions ${command} ${single}\` is for a single subscription`,
  );
}

async function told(
  context: CliContext,
  options: OptionValues,
  sentence: string,
  object: object,
): Promise<ExitCode> {
  const { answer } = await import('../subscribing/act.ts');
  await answer(context, options, sentence, () => object);
  return EXIT.done;
}

function shown({ since, reason }: { readonly since: number; readonly reason: string }): object {
  return { since: new Date(since).toISOString(), reason };
}
