import type { Ask } from '../../../domain/answer/ask.ts';
import { NOTHING, wrong } from './answering.ts';
import type { Caller } from './caller.ts';
import { textAt } from './fields.ts';
import { formView } from './form-view.ts';
import { type Counter, type Happening, replyTo } from './happening.ts';
import type { Reply } from './reply.ts';
import { asTyped } from './typed.ts';
import { formFor, openWindow } from './windows.ts';

/** `/lorewatch <words>` */
export async function onCommand(counter: Counter, happening: Happening): Promise<void> {
  await happening.acknowledge();
  if (happening.isRepeated) return;
  const { body } = happening;
  const caller = callerOf(happening);
  const reply = replyTo(happening, caller, counter.talk);
  const ask = counter.read(asTyped(textAt(body, 'text')));
  if ('wrong' in ask) {
    return reply(await counter.present(wrong(NOTHING, ask.wrong), 'whisper', caller), 'ephemeral');
  }
  const form = formFor(counter.specs, ask);
  if (!form) return tell(counter, ask, caller, reply);
  const view = formView(form, { ...caller, command: ask.command });
  if ((await openWindow(caller.client, textAt(body, 'trigger_id'), view, counter.talk)) === undefined)
    await reply(await counter.present(lateForm(counter, ask, caller), 'whisper', caller), 'ephemeral');
}

/** Answers an ask: to him alone, or to everybody where he said so and it is no mistake. */
export async function tell(counter: Counter, ask: Ask, caller: Caller, reply: Reply): Promise<void> {
  const answer = await counter.answerFor(ask, caller);
  const isPublic = ask.values.share === 'yes' && answer.tone !== 'wrong';
  const message = await counter.present(answer, isPublic ? 'public' : 'whisper', caller);
  await reply(message, isPublic ? 'public' : 'ephemeral');
}

/** The way out where Slack did not open a form in time: in words. */
export function lateForm({ specs }: Pick<Counter, 'specs'>, ask: Ask, { prefix }: Caller) {
  const example = specs.find(({ name }) => name === ask.command)?.examples[0] ?? ask.command;
  return wrong(ask, `Slack did not open the form; try again, or type it: ${prefix}${example}`);
}

function callerOf({ body, team, client }: Happening): Caller {
  return {
    team,
    client,
    channel: { id: textAt(body, 'channel_id'), name: textAt(body, 'channel_name') },
    user: { id: textAt(body, 'user_id'), name: textAt(body, 'user_name') || textAt(body, 'user_id') },
    prefix: `${textAt(body, 'command')} `,
  };
}
