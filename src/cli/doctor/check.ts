/** How a thing is: as it should be, worth a look, or in the way. */
export type CheckState = 'ok' | 'warn' | 'bad';

export type CheckResult = {
  /** What was looked at: `git`, `lore`, the id of a source. */
  readonly check: string;
  readonly state: CheckState;
  /** In a few words, what was found; no secrets in it. */
  readonly found: string;
  /** What to do about it; undefined where there is nothing to do. */
  readonly mend: string | undefined;
};

/** One check; it may find several things. Failures of the world are results, bugs throw. */
export type Check = { readonly name: string; readonly run: () => Promise<readonly CheckResult[]> };

export function ok(check: string, found: string): CheckResult {
  return { check, state: 'ok', found, mend: undefined };
}

export function warn(check: string, found: string, mend: string | undefined): CheckResult {
  return { check, state: 'warn', found, mend };
}

export function bad(check: string, found: string, mend: string): CheckResult {
  return { check, state: 'bad', found, mend };
}

/** Runs checks one after the other; `onStart` is told which one comes, and of how many. */
export async function runChecks(
  checks: readonly Check[],
  onStart: (name: string, done: number, total: number) => void,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const [done, { name, run }] of checks.entries()) {
    onStart(name, done, checks.length);
    results.push(...(await run()));
  }
  return results;
}
