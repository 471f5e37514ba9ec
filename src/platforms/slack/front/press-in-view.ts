import type { Answer } from '../../../domain/answer/answer.ts';
import { answerView, waitingView } from './answer-view.ts';
import { textAt } from './fields.ts';
import { formView } from './form-view.ts';
import type { Counter, Happening } from './happening.ts';
import { HOME, publishHome } from './on-home.ts';
import type { Pressing } from './on-press.ts';
import { changeWindow, formFor, openWindow } from './windows.ts';

/** In the home tab: the answer comes in a window, which is opened at once; the tab is drawn anew after a change. */
export async function pressInHome(
  counter: Counter,
  { body }: Happening,
  { ask, press, caller }: Pressing,
  told: Answer | undefined,
): Promise<void> {
  if (press === 'replace' && ask.command === HOME.command)
    return publishHome(counter, caller, { hash: textAt(body, 'view', 'hash'), page: ask.page });
  const place = { channel: undefined, prefix: caller.prefix, command: ask.command };
  const form = told ? undefined : formFor(counter.specs, ask);
  const view = form ? formView(form, place) : waitingView(place);
  const id = await openWindow(caller.client, textAt(body, 'trigger_id'), view, counter.talk);
  if (form) return;
  const answer = told ?? (await counter.answerFor(ask, caller));
  const message = await counter.present(answer, 'window', caller);
  if (id !== undefined) await changeWindow(caller.client, id, answerView(message, place), counter.talk);
  if (answer.tone === 'done') await publishHome(counter, caller);
}

/** In a window the answer stands in place of what stood there. */
export async function pressInWindow(
  counter: Counter,
  { body }: Happening,
  { ask, caller }: Pressing,
  told: Answer | undefined,
): Promise<void> {
  const place = { channel: caller.channel, prefix: caller.prefix, command: ask.command };
  const id = textAt(body, 'view', 'id');
  const form = told ? undefined : formFor(counter.specs, ask);
  if (form) return changeWindow(caller.client, id, formView(form, place), counter.talk);
  const answer = told ?? (await counter.answerFor(ask, caller));
  const message = await counter.present(answer, 'window', caller);
  await changeWindow(caller.client, id, answerView(message, place), counter.talk);
  if (answer.tone === 'done' && !caller.channel) await publishHome(counter, caller);
}
