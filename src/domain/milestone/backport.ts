import type { Mail } from '../message.ts';

/** `[PATCH AUTOSEL 6.13 1/3]`, `[PATCH 6.12 5/9]`, `[PATCH 5.10.y]`; `for v6.2` is a wish for mainline. */
const STABLE_TREE = /^(?:AUTOSEL|stable|v?\d{1,2}\.\d{1,3}(?:\.(?:\d{1,3}|y))?)(?:[ -]|$)/i;
/** What the stable team and its machines write over or under what they carry (Documentation/process/stable-kernel-rules.rst). */
const CARRIED =
  /^(?:\[ Upstream commit [0-9a-f]{12,40} \]|commit [0-9a-f]{12,40} upstream\.|LLM Generated explanations)/m;

/** Whether the mail carries to a stable tree what has been told elsewhere before. */
export function isBackport({ line, text }: Pick<Mail, 'line' | 'text'>): boolean {
  return STABLE_TREE.test(line.patch?.tree ?? '') || CARRIED.test(text);
}
