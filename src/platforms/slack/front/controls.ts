import type { Answer } from '../../../domain/answer/answer.ts';
import type { Ask } from '../../../domain/answer/ask.ts';
import type { CommandSpec } from '../../../domain/answer/command-spec.ts';
import type { SlackButton } from '../render/button.ts';
import type { Codes } from './codes.ts';
import type { Stage } from './present.ts';

/** Back and Next. What everybody sees is not turned by one: the page he wants is shown to him alone. */
export function pageButtons(
  { page, ask }: Answer,
  stage: Stage,
  codes: Codes,
  tenant: string,
): SlackButton[] {
  if (!page) return [];
  const press = stage === 'public' ? 'new' : 'replace';
  const at = (number: number) => codes.write(press, { ...unshared(ask), page: number }, tenant);
  return [
    ...(page.at > 0 ? [{ label: 'Back', value: at(page.at - 1) }] : []),
    ...(page.more ? [{ label: 'Next', value: at(page.at + 1) }] : []),
  ];
}

/** Shows it to everybody; not what is wrong, and not what was done, for that is announced where it concerns anybody. */
export function shareButton({ tone, ask }: Answer, codes: Codes, tenant: string): SlackButton[] {
  return tone === 'told' ? [{ label: 'Share', value: codes.write('share', unshared(ask), tenant) }] : [];
}

/** What can be begun in the home tab: the commands that open a form, unless the answer itself offers them. */
export function homeButtons(
  { buttons }: Answer,
  specs: readonly CommandSpec[],
  codes: Codes,
  tenant: string,
): SlackButton[] {
  const offered = buttons.flatMap((button) => ('ask' in button ? [button.ask.command] : []));
  return specs
    .filter(({ name, form, hidden }) => form && hidden !== true && !offered.includes(name))
    .map(({ name }) => ({
      label: `${name.slice(0, 1).toUpperCase()}${name.slice(1)} …`,
      value: codes.write('new', { command: name, values: {}, page: 0 }, tenant),
    }));
}

function unshared({ command, values, page }: Ask): Ask {
  const { share: _, ...others } = values;
  return { command, values: others, page };
}
