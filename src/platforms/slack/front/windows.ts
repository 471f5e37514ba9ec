import type { types } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Ask } from '../../../domain/answer/ask.ts';
import type { CommandSpec } from '../../../domain/answer/command-spec.ts';
import type { Talk } from '../../../ports/chat.ts';
import { textAt } from './fields.ts';
import type { Form } from './form-view.ts';
import { redact } from './redact.ts';

/** The form that an ask without any values opens; undefined where its command has none. */
export function formFor(specs: readonly CommandSpec[], { command, values, page }: Ask): Form | undefined {
  if (page > 0 || Object.keys(values).length > 0) return undefined;
  return specs.find(({ name }) => name === command)?.form;
}

/** Opens a window; its id, or undefined where Slack did not open it (a trigger lives for three seconds). */
export async function openWindow(
  client: WebClient,
  trigger: string,
  view: types.ModalView,
  talk: Talk,
): Promise<string | undefined> {
  try {
    const opened = await client.views.open({ trigger_id: trigger, view });
    return textAt(opened, 'view', 'id');
  } catch (error) {
    talk('warn', 'Slack did not open a window', { why: problemOf(error) });
    return undefined;
  }
}

/** Changes what stands in a window. Whoever closed it meanwhile has no need of it. */
export async function changeWindow(
  client: WebClient,
  id: string,
  view: types.ModalView,
  talk: Talk,
): Promise<void> {
  const update = (shown: types.ModalView) => client.views.update({ view_id: id, view: shown });
  const simple = view.blocks.filter(({ type }) => type !== 'image');
  try {
    await update(view).catch((error: unknown) => {
      // A picture that Slack has not looked at yet is refused.
      if (simple.length === view.blocks.length) throw error;
      return update({ ...view, blocks: simple });
    });
  } catch (error) {
    talk('warn', 'Slack did not change a window', { why: problemOf(error) });
  }
}

export function problemOf(error: unknown): string {
  return textAt(error, 'data', 'error') || redact(error);
}
