import type { types } from '@slack/bolt';
import type { Answer } from '../../../domain/answer/answer.ts';
import { answerView, waitingView } from './answer-view.ts';
import { type Caller, isSlackId } from './caller.ts';
import { fieldsAt, textAt } from './fields.ts';
import { type Form, formView, typedIn } from './form-view.ts';
import { type Counter, callerFrom, type Happening } from './happening.ts';
import { publishHome } from './on-home.ts';
import { readPlace, type ViewPlace } from './view-place.ts';
import { changeWindow } from './windows.ts';
import { within } from './within.ts';

/** An answer that is there in time comes with the acknowledgement: nothing flickers. ms; Slack waits for three s. */
const PATIENCE = 600;

/**
 * A form was sent. The answer takes its place; a wrong one is shown in the form, with what was typed. Told twice, it is
 * asked once: both times the same comes of it, for nobody knows which acknowledgement Slack gets.
 */
export async function onForm(counter: Counter, happening: Happening): Promise<void> {
  const { body, acknowledge, client } = happening;
  const view = fieldsAt(body, 'view');
  const place = readPlace(textAt(view, 'private_metadata'));
  const form = counter.specs.find(({ name }) => name === place.command)?.form;
  if (!form) return acknowledge();
  const next = counter.joined(`form ${textAt(body, 'trigger_id')}`, () =>
    answerForm(counter, happening, { form, place, typed: typedIn(form, fieldsAt(view, 'state')) }),
  );
  const soon = await within(PATIENCE, next, undefined);
  await acknowledge({ response_action: 'update', view: soon ?? waitingView(place) });
  if (!soon) await changeWindow(client, textAt(view, 'id'), await next, counter.talk);
}

async function answerForm(counter: Counter, happening: Happening, sent: Sent): Promise<types.ModalView> {
  const { place, typed } = sent;
  const channel = place.channel ?? chosen(typed.channel);
  const caller = callerFrom(happening, { channel, prefix: place.prefix });
  const ask = { command: place.command, values: typed.values, page: 0 };
  const answer = await counter.answerFor(ask, caller);
  if (!place.channel && answer.tone === 'done')
    counter.aside(publishHome(counter, { ...caller, channel: undefined }));
  return nextView(counter, answer, caller, sent);
}

type Sent = { readonly form: Form; readonly place: ViewPlace; readonly typed: ReturnType<typeof typedIn> };

async function nextView(
  counter: Counter,
  answer: Answer,
  caller: Caller,
  { form, place, typed }: Sent,
): Promise<types.ModalView> {
  if (answer.tone === 'wrong') return formView(form, place, typed, answer);
  const message = await counter.present(answer, 'window', caller);
  return answerView(message, { ...place, channel: caller.channel });
}

/** Slack offers only what he who chooses may see. */
function chosen(id: string): Caller['channel'] {
  return isSlackId(id) ? { id, name: '' } : undefined;
}
