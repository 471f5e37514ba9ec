/** What was asked for cannot be: a sentence that says why and what can be done. `isUsage`: it is mistyped. */
export type Refusal = { readonly wrong: string; readonly isUsage: boolean };

/** What somebody typed cannot be read. */
export function mistyped(wrong: string): Refusal {
  return { wrong, isUsage: true };
}

/** It can be read, and cannot be done. */
export function impossible(wrong: string): Refusal {
  return { wrong, isUsage: false };
}

export function noSubscription(id: number): Refusal {
  return impossible(`there is no subscription ${id}; the list of them shows the numbers`);
}
