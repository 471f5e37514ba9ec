import type { Task } from '../ports/queue.ts';

const ID = /^[a-zA-Z0-9_.-]{1,100}$/;
const DIGITS = /^\d{1,100}$/;

/** Throws where the id is none that every queue takes: who made it has a bug. */
export function checkTask({ work, id }: Task): void {
  if (ID.test(id) && !DIGITS.test(id)) return;
  throw new Error(
    `\`${id.slice(0, 100)}\` is no id of a job (${work}): up to 100 of a-z A-Z 0-9 _ . -, not digits alone`,
  );
}
