import {
  type APIApplicationCommandOptionChoice,
  type APIModalInteractionResponseCallbackData,
  InteractionType,
  MessageFlags,
  InteractionResponseType as Reply,
} from 'discord.js';
import { checkChoices } from './check/command.ts';
import { checkModal } from './check/modal.ts';
import { bodyOf, isRecord, type Spot } from './form.ts';
import { fieldsOf, formText } from './plain-text.ts';
import { draftOf, write } from './posting.ts';
import { broken } from './refusal.ts';
import type { Context } from './route.ts';
import { Message } from './world/message.ts';
import type { TurnState } from './world/turn.ts';
import type { World } from './world/world.ts';

type Sent = Pick<Context, 'world' | 'route' | 'body' | 'files'>;

const MESSAGES: readonly number[] = [Reply.ChannelMessageWithSource, Reply.DeferredChannelMessageWithSource];
const UPDATES: readonly number[] = [Reply.DeferredMessageUpdate, Reply.UpdateMessage];

/** Which answers fit what was done. */
function fitting(turn: TurnState): readonly number[] {
  switch (turn.interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return [Reply.ApplicationCommandAutocompleteResult];
    case InteractionType.MessageComponent:
      return [...MESSAGES, ...UPDATES, Reply.Modal];
    case InteractionType.ModalSubmit:
      // A form that came from a slash command has no message that could be changed, and no form follows a form.
      return turn.source ? [...MESSAGES, ...UPDATES] : MESSAGES;
    default:
      return [...MESSAGES, Reply.Modal];
  }
}

/** The first answer to an interaction: once, within three seconds, and of a type that fits. */
export function takeCallback(sent: Sent, turn: TurnState): void {
  const { world } = sent;
  const now = world.now();
  if (turn.isLate(now)) turn.fail();
  if (turn.failed)
    throw broken(404, 10062, 'Unknown interaction', `answered after ${now - turn.at} ms: too late`);
  if (turn.ack) throw broken(400, 40060, 'Interaction has already been acknowledged.');
  const body = bodyOf(sent.body);
  body.object(['type', 'data']);
  const type = body.get('type').oneOf(fitting(turn));
  body.finish();
  const data = body.get('data');
  if (type === Reply.ChannelMessageWithSource) reply(sent, turn, data, false);
  else if (type === Reply.DeferredChannelMessageWithSource) reply(sent, turn, data, true);
  else if (type === Reply.DeferredMessageUpdate) turn.original = turn.source;
  else if (type === Reply.UpdateMessage) update(sent, turn, data);
  else if (type === Reply.ApplicationCommandAutocompleteResult) complete(turn, data);
  else openForm(turn, data);
  turn.acknowledge(type ?? 0, now);
  world.changed();
}

function newMessage(world: World, turn: TurnState, isEphemeral: boolean): Message {
  const { interaction } = turn;
  const name = interaction.type === InteractionType.ApplicationCommand ? interaction.data.name : '';
  const cause = { id: turn.id, type: interaction.type, userId: turn.person.id, name };
  const onlyFor = isEphemeral ? turn.person.id : undefined;
  return new Message({ id: world.newId(), channel: turn.channel, author: world.bot.id, onlyFor, cause });
}

function keep(world: World, turn: TurnState, message: Message): void {
  turn.channel.all.push(message);
  world.messages.set(message.id, message);
  world.posted.push(message);
}

const isEphemeral = (data: Spot): boolean => {
  const { value } = data.get('flags');
  return typeof value === 'number' && (value & MessageFlags.Ephemeral) !== 0;
};

/** A message, or "is thinking" until it is edited. */
function reply(sent: Sent, turn: TurnState, data: Spot, isDeferred: boolean): void {
  const { world } = sent;
  if (isDeferred) {
    if (data.isSet) data.object(['flags']);
    if (typeof data.get('flags').value === 'number' && data.get('flags').value !== MessageFlags.Ephemeral)
      data.get('flags').wrong('BITFIELD_INVALID', 'Only EPHEMERAL can be set on a deferred answer');
    data.finish();
  }
  const message = newMessage(world, turn, isEphemeral(data));
  if (isDeferred) message.loading = true;
  else write(world, message, draftOf({ ...sent, body: data.value ?? {} }, 'callback'));
  keep(world, turn, message);
  turn.original = message;
  if (!isDeferred) turn.showMessage(message, false);
}

function update(sent: Sent, turn: TurnState, data: Spot): void {
  const { source } = turn;
  if (!source) throw broken(400, 50035, 'Invalid Form Body', 'there is no message to update');
  write(sent.world, source, draftOf({ ...sent, body: data.value ?? {} }, 'webhook-edit', source));
  turn.original = source;
  turn.showMessage(source, true);
}

function complete(turn: TurnState, data: Spot): void {
  data.object(['choices']);
  const spots = data.get('choices').items(25);
  const { interaction } = turn;
  const asked = JSON.stringify(interaction.data).match(/"type":(\d+)[^{}]*"focused":true/)?.[1];
  checkChoices(spots, Number(asked ?? 3));
  data.finish();
  const choices = spots.map(({ value }) => value as APIApplicationCommandOptionChoice);
  turn.show({ what: 'choices', choices, text: choices.map(({ name }) => name).join('\n') });
}

function openForm(turn: TurnState, data: Spot): void {
  checkModal(data);
  data.finish();
  const form = data.value as APIModalInteractionResponseCallbackData;
  turn.show({
    what: 'form',
    form: { data: form, title: form.title, fields: fieldsOf(form), turn },
    text: formText(form),
  });
}

/** What changes a message after the first answer: `@original`, or one of the followups. */
export function editLater(sent: Sent, turn: TurnState, message: Message): void {
  const wasLoading = message.loading;
  write(sent.world, message, draftOf(sent, 'webhook-edit', message));
  turn.showMessage(message, !wasLoading);
}

/** One more message; where "is thinking" stands still, it takes that place, seen by whom that was for. */
export function followUp(sent: Sent, turn: TurnState): Message {
  const draft = draftOf(sent, 'followup');
  const { original } = turn;
  if (original?.loading) {
    write(sent.world, original, draft);
    turn.showMessage(original, false);
    return original;
  }
  const message = newMessage(sent.world, turn, isEphemeral(draft.body));
  write(sent.world, message, draft);
  keep(sent.world, turn, message);
  turn.showMessage(message, false);
  return message;
}

/** The type that a callback's body names, for the answer to it. */
export const typeIn = (body: unknown): number => (isRecord(body) ? Number(body.type) : 0);
