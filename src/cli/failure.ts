import { UserError } from '../ports/errors.ts';
import { EXIT } from './context.ts';
import { plain } from './plain.ts';
import { UsageError } from './usage-error.ts';

/** Does the work and gives its exit code; what goes wrong becomes one sentence and the code that fits. */
export async function tellFailures(
  say: (text: string) => void,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) {
      say(`lorewatch: ${plain(error.message)}\n`);
      return error instanceof UsageError ? EXIT.usage : EXIT.failed;
    }
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say(`lorewatch: this is a mistake of the program, please report it:\n${plain(told)}\n`);
    return EXIT.failed;
  }
}
