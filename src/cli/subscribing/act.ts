import type { Refusal } from '../../pipeline/subscribing/refusal.ts';
import { UserError } from '../../ports/errors.ts';
import type { Store } from '../../ports/store.ts';
import { openStore } from '../../store/sqlite/store.ts';
import type { OptionValues } from '../command.ts';
import { type CliContext, EXIT, type ExitCode } from '../context.ts';
import { UsageError } from '../usage-error.ts';
import { dataFolder } from '../wiring.ts';

/** What a word of a command does; `what` is the argument behind it. */
export type Act = (what: string | undefined, options: OptionValues, context: CliContext) => Promise<ExitCode>;

/** Opens the store for writing (a new one where there is none) and closes it behind the work. */
export async function withWritableStore<T>(
  context: CliContext,
  options: OptionValues,
  work: (store: Store) => T | Promise<T>,
): Promise<T> {
  const store = openStore(dataFolder(context, options), 'write', context.now);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** The number of a subscription or a delivery. Throws UsageError. */
export function readId(of: 'subscription' | 'delivery', text: string | undefined): number {
  const list = of === 'subscription' ? 'subscriptions' : 'deliveries';
  const shows = `\`lorewatch ${list} list\` shows the numbers`;
  if (text === undefined) throw new UsageError(`say which ${of}, by its number; ${shows}`);
  if (!/^\d{1,9}$/.test(text))
    throw new UsageError(`\`${text.slice(0, 40)}\` is no number of a ${of}; ${shows}`);
  return Number(text);
}

/** Throws what was refused as an error of the command line, or gives what was not. */
export function granted<T extends object>(answer: T | Refusal): T {
  if (!isRefusal(answer)) return answer;
  throw answer.isUsage ? new UsageError(answer.wrong) : new UserError(answer.wrong);
}

function isRefusal<T extends object>(answer: T | Refusal): answer is Refusal {
  return 'wrong' in answer;
}

/** Prints one sentence as the answer, or the object where JSON is asked for. */
export async function answer(
  context: CliContext,
  options: OptionValues,
  sentence: string,
  object: () => object,
): Promise<ExitCode> {
  if (options.json === true) {
    const { jsonLine } = await import('../json.ts');
    context.print(jsonLine(object()));
  } else {
    const { plain } = await import('../plain.ts');
    context.print(`${plain(sentence)}\n`);
  }
  return EXIT.done;
}
