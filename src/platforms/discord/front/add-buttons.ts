import type { Answer } from '../../../domain/answer/answer.ts';
import type { Ask } from '../../../domain/answer/ask.ts';
import { askButton, buttonRows } from '../render/buttons.ts';
import { LIMITS } from '../render/limits.ts';
import type { DiscordMessage, DiscordRow } from '../render/message.ts';
import type { BringDeps, Question } from './bring.ts';
import type { Deed } from './custom-id.ts';
import { mayFill } from './form.ts';

/** The answer with what the front adds to each: pages, the form again where something was wrong, and Share. */
export function addButtons(
  message: DiscordMessage,
  answer: Answer,
  question: Question,
  { specs, ids }: Pick<BringDeps, 'specs' | 'ids'>,
): DiscordMessage {
  const taken = new Set(message.components.flatMap(idsOf));
  const added = extras(answer, question, specs)
    .map(({ label, deed, ask }) => askButton(label, ids.write(deed, ask, question.asker.tenant)))
    .filter((button) => button !== undefined && !('custom_id' in button && taken.has(button.custom_id)));
  const rows = buttonRows(added, 1);
  return { ...message, components: [...message.components.slice(0, LIMITS.rows - rows.length), ...rows] };
}

type Extra = { readonly label: string; readonly deed: Deed; readonly ask: Ask };

function extras(
  { tone, page, ask }: Answer,
  { asker, isShared, mayShare }: Question,
  specs: BringDeps['specs'],
): Extra[] {
  const spec = specs.find(({ name }) => name === ask.command);
  if (tone === 'wrong') {
    return mayFill(spec, asker) ? [{ label: 'Open the form', deed: 'form', ask: { ...ask, page: 0 } }] : [];
  }
  const list: Extra[] = [];
  if (page !== undefined && page.at > 0)
    list.push({ label: 'Back', deed: 'replace', ask: { ...ask, page: page.at - 1 } });
  if (page?.more === true) list.push({ label: 'Next', deed: 'replace', ask: { ...ask, page: page.at + 1 } });
  const canShare = mayShare && spec?.options.some(({ name }) => name === 'share') === true;
  if (tone === 'told' && !isShared && canShare)
    list.push({ label: 'Share', deed: 'new', ask: { ...ask, values: { ...ask.values, share: 'yes' } } });
  return list;
}

function idsOf({ components }: DiscordRow): string[] {
  return components.flatMap((button) => ('custom_id' in button ? [button.custom_id] : []));
}
