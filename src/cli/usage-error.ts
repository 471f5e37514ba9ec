import { UserError } from '../ports/errors.ts';

/** The command line itself is wrong: exit code 2. */
export class UsageError extends UserError {
  override name = 'UsageError';
}
