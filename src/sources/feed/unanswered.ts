import type { HttpFailure } from '../../ports/http.ts';
import type { Fetched } from '../../ports/source.ts';
import { type NewsMemory, rememberNews } from './memory.ts';
import { troubleOf } from './trouble.ts';

/** What an answer without a body comes to: nothing new, or trouble. */
export function tellUnanswered(answer: HttpFailure, before: NewsMemory): Fetched {
  if (answer.kind !== 'unchanged') return { what: 'trouble', trouble: troubleOf(answer) };
  const validators = { ...before.validators, ...answer.validators };
  return { what: 'items', items: [], memory: rememberNews({ ...before, validators }) };
}
