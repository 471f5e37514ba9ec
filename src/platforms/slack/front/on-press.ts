import type { Answer } from '../../../domain/answer/answer.ts';
import type { Ask } from '../../../domain/answer/ask.ts';
import { NOTHING, wrong } from './answering.ts';
import { type Caller, tenantOf } from './caller.ts';
import type { Press } from './codes.ts';
import { type Fields, fieldsAt, textAt } from './fields.ts';
import { formView } from './form-view.ts';
import { type Counter, callerFrom, channelFrom, type Happening, replyTo } from './happening.ts';
import { lateForm } from './on-command.ts';
import { pressInHome, pressInWindow } from './press-in-view.ts';
import { NO_PREFIX, readPlace } from './view-place.ts';
import { formFor, openWindow } from './windows.ts';

export type Pressing = { readonly press: Press; readonly ask: Ask; readonly caller: Caller };

const FORGOTTEN = 'I no longer know what this button asks for; ask again';

/** A button, wherever it stands. Those that only lead to a page are acknowledged and no more. */
export async function onPress(counter: Counter, happening: Happening): Promise<void> {
  await happening.acknowledge();
  const { body } = happening;
  const value = pressedValue(body);
  if (value === '' || happening.isRepeated) return;
  const view = fieldsAt(body, 'view');
  const isView = textAt(view, 'id') !== '';
  const place = readPlace(textAt(view, 'private_metadata'));
  const caller = callerFrom(happening, {
    channel: isView ? place.channel : channelFrom(body),
    prefix: isView ? place.prefix : NO_PREFIX,
  });
  const pressed = counter.codes.read(value, tenantOf(happening.team));
  if (pressed === 'unknown') return counter.talk('debug', 'Slack: a button that nobody knows was pressed');
  const ask = pressed === 'forgotten' ? NOTHING : pressed.ask;
  const pressing = { ask, caller, press: pressed === 'forgotten' ? ('new' as const) : pressed.press };
  const told = pressed === 'forgotten' ? wrong(ask, FORGOTTEN) : undefined;
  if (textAt(view, 'type') === 'home') return pressInHome(counter, happening, pressing, told);
  if (isView) return pressInWindow(counter, happening, pressing, told);
  return pressInMessage(counter, happening, pressing, told);
}

function pressedValue(body: Fields): string {
  const { actions } = body;
  return Array.isArray(actions) ? textAt(actions[0], 'value') : '';
}

async function pressInMessage(
  counter: Counter,
  happening: Happening,
  pressing: Pressing,
  told: Answer | undefined,
): Promise<void> {
  const { ask, press, caller } = pressing;
  const { body } = happening;
  const form = told ? undefined : formFor(counter.specs, ask);
  const reply = replyTo(happening, caller, counter.talk);
  if (form) {
    const view = formView(form, { ...caller, command: ask.command });
    const id = await openWindow(caller.client, textAt(body, 'trigger_id'), view, counter.talk);
    if (id !== undefined) return;
    return reply(await counter.present(lateForm(counter, ask, caller), 'whisper', caller), 'ephemeral');
  }
  if (press === 'share' && !told) return share(counter, happening, pressing);
  const answer = told ?? (await counter.answerFor(ask, caller));
  // What stands for everybody is not turned by one: he gets a page of his own.
  const isOwn = fieldsAt(body, 'container').is_ephemeral === true;
  const replaces = press === 'replace' && isOwn && answer.tone !== 'wrong';
  await reply(await counter.present(answer, 'whisper', caller), replaces ? 'replace' : 'ephemeral');
}

/** Shows the answer to everybody, once; what he himself saw stays, without the button. */
async function share(counter: Counter, happening: Happening, { ask, caller }: Pressing): Promise<void> {
  const { body, team } = happening;
  const message = textAt(body, 'container', 'message_ts');
  const id = `share ${team} ${caller.user.id} ${message} ${ask.page}`;
  if (!counter.seen.isNew(id)) return;
  const reply = replyTo(happening, caller, counter.talk);
  const answer = await counter.answerFor({ ...ask, values: { ...ask.values, share: 'yes' } }, caller);
  if (answer.tone === 'wrong') {
    counter.seen.forget(id);
    return reply(await counter.present(answer, 'whisper', caller), 'ephemeral');
  }
  await reply(await counter.present(answer, 'public', caller), 'public');
  await reply(await counter.present(answer, 'shared', caller), 'replace');
}
