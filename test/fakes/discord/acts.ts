import { type APIApplicationCommand, type APIInteraction, ComponentType, InteractionType } from 'discord.js';
import { isRecord } from './form.ts';
import { buttonsOf, type FormField, fieldsOf, partsOf } from './plain-text.ts';
import { CannotType, typeCommand } from './typed.ts';
import type { FakeChannel, FakeForm, FakeMessage, Turn } from './types.ts';
import { wireChannel, wireMessage, wireUser } from './wire.ts';
import { wireMember } from './wire-guild.ts';
import { Channel } from './world/channel.ts';
import { Guild } from './world/guild.ts';
import { Message } from './world/message.ts';
import { has } from './world/permissions.ts';
import type { Acts, Person } from './world/person.ts';
import { FIRST_ANSWER, TurnState } from './world/turn.ts';
import type { World } from './world/world.ts';

type Deliver = (turn: TurnState) => void;
type Begun = { readonly type: InteractionType; readonly data: object; readonly source?: Message | undefined };

/** What people do, as interactions that the bot is told of by `deliver`. */
export function createActs(world: World, deliver: Deliver): Acts {
  const begin = (who: Person, place: FakeChannel, { type, data, source }: Begun): TurnState => {
    const channel = own(world, place);
    const id = world.newId();
    const payload = {
      ...common(world, who, channel, id),
      type,
      data,
      ...(source ? { message: wireMessage(world, source) } : {}),
    };
    const interaction = payload as unknown as APIInteraction;
    const turn = new TurnState({ interaction, at: world.now(), person: who, channel, source });
    world.turns.set(turn.token, turn);
    if (world.isReal) setTimeout(() => turn.fail(), FIRST_ANSWER).unref();
    deliver(turn);
    return turn;
  };
  const { ApplicationCommand, ApplicationCommandAutocomplete, MessageComponent, ModalSubmit } =
    InteractionType;
  return {
    slash: (who, channel, words, options) => {
      const { command, options: typed } = typeCommand(offered(world, who, channel), words, options);
      return begin(who, channel, { type: ApplicationCommand, data: { ...named(command), options: typed } });
    },
    complete: async (who, channel, words, option, typed, options) => {
      const { command, options: sent } = typeCommand(offered(world, who, channel), words, options, {
        option,
        typed,
      });
      const data = { ...named(command), options: sent };
      const seen = await begin(who, channel, { type: ApplicationCommandAutocomplete, data }).seen;
      return seen.what === 'choices' ? seen.choices : [];
    },
    press: (who, message, label) => {
      const source = visible(world, who, message);
      const button = buttonsOf(source.components).find((one) => one.label === label);
      if (!button) throw new CannotType(`there is no button ${label}: ${source.buttons.join(', ')}`);
      if (button.disabled || button.custom_id === undefined)
        throw new CannotType(`${label} cannot be pressed`);
      const data = { component_type: ComponentType.Button, custom_id: button.custom_id, id: 1 };
      return begin(who, source.channel, { type: MessageComponent, data, source });
    },
    choose: (who, message, menu, values) => {
      const source = visible(world, who, message);
      const found = partsOf(source.components).find(
        (one) => one.custom_id === menu || one.placeholder === menu,
      );
      if (!found) throw new CannotType(`there is no menu ${menu}`);
      const options = Array.isArray(found.options) ? found.options : [];
      for (const value of values)
        if (!options.some((option) => isRecord(option) && option.value === value))
          throw new CannotType(`${value} cannot be chosen`);
      const data = { component_type: found.type, custom_id: found.custom_id, values, id: 1 };
      return begin(who, source.channel, { type: MessageComponent, data, source });
    },
    submit: (who, form, values) => {
      const { source, channel } = turnOf(world, form.turn);
      return begin(who, channel, { type: ModalSubmit, data: filled(form, values), source });
    },
    apply: (who, message, name) => {
      const target = visible(world, who, message);
      const command = offered(world, who, target.channel).find(
        (one) => one.name === name && Number(one.type) === 3,
      );
      if (!command) throw new CannotType(`no command ${name} in the menu of messages`);
      const resolved = { messages: { [target.id]: wireMessage(world, target) } };
      return begin(who, target.channel, {
        type: ApplicationCommand,
        data: { ...named(command), target_id: target.id, resolved },
      });
    },
    dm: (who) => {
      const known = [...world.channels.values()].find(({ recipient }) => recipient === who);
      if (known) return known;
      const channel = new Channel({
        id: world.newId(),
        kind: 'dm',
        name: who.name,
        recipient: who,
        bornAt: world.now(),
      });
      world.channels.set(channel.id, channel);
      return channel;
    },
    write: (who, place, content) => {
      const channel = own(world, place);
      const message = new Message({ id: world.newId(), channel, author: who.id });
      message.history.push({
        content,
        embeds: [],
        components: [],
        attachments: [],
        flags: 0,
        at: world.now(),
      });
      channel.all.push(message);
      world.messages.set(message.id, message);
      return message;
    },
  };
}

const named = ({ id, name, type, guild_id }: APIApplicationCommand): object => ({
  id,
  name,
  type,
  ...(guild_id === undefined ? {} : { guild_id }),
});

function own(world: World, place: FakeChannel): Channel {
  const channel = world.channels.get(place.id);
  if (!channel || channel.deleted) throw new CannotType(`the channel ${place.name} is gone`);
  return channel;
}

function turnOf(world: World, turn: Turn): TurnState {
  const known = world.turns.get(turn.token);
  if (!known) throw new CannotType('a form of nobody');
  return known;
}

/** What Discord offers him there: of the guild first, by his permissions and the commands' contexts. */
function offered(world: World, who: Person, place: FakeChannel): readonly APIApplicationCommand[] {
  const { guild } = place;
  const bits = who.permissions(place);
  if (guild && !(has(bits, 'ViewChannel') && has(bits, 'UseApplicationCommands')))
    throw new CannotType(`${who.name} cannot use commands in ${place.name}`);
  const ofGuild = guild instanceof Guild ? guild.commands : [];
  return [...ofGuild, ...world.commands].filter((command) => {
    const { contexts, default_member_permissions: needed } = command;
    if (contexts && !contexts.some((context) => Number(context) === (guild ? 0 : 1))) return false;
    return !guild || !needed || (bits & BigInt(needed)) === BigInt(needed);
  });
}

function visible(world: World, who: Person, { id, onlyFor, deleted }: FakeMessage): Message {
  const message = world.messages.get(id);
  if (!message || deleted || message.loading) throw new CannotType('the message is not there');
  if (onlyFor !== undefined && onlyFor !== who.id)
    throw new CannotType(`${who.name} does not see the message`);
  if (message.channel.guild && !has(who.permissions(message.channel), 'ViewChannel'))
    throw new CannotType(`${who.name} does not see the channel`);
  return message;
}

/** What every interaction has. */
function common(world: World, who: Person, channel: Channel, id: string): object {
  const guild = channel.guild instanceof Guild ? channel.guild : undefined;
  const about = {
    id,
    application_id: world.bot.id,
    token: `${Buffer.from(`interaction:${id}`).toString('base64url')}FAKE`,
    version: 1,
    channel: wireChannel(world, channel),
    channel_id: channel.id,
    locale: 'en-US',
    entitlements: [],
    app_permissions: `${world.botMay(channel)}`,
    attachment_size_limit: 10 * 1024 * 1024,
  };
  if (!guild)
    return {
      ...about,
      user: wireUser(world, who.id),
      context: 1,
      authorizing_integration_owners: { '0': '0' },
    };
  return {
    ...about,
    guild_id: guild.id,
    guild: { id: guild.id, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    member: { ...wireMember(world, guild, who.id), permissions: `${who.permissions(channel)}` },
    context: 0,
    authorizing_integration_owners: { '0': guild.id },
  };
}

/** A form as it is sent: what he wrote, what stood there, nothing where nothing is required. */
function filled(form: FakeForm, values: Readonly<Record<string, string>>): object {
  const fields = fieldsOf(form.data);
  for (const name of Object.keys(values))
    if (!fields.some(({ id, label }) => id === name || label === name))
      throw new CannotType(`the form has no field ${name}: ${fields.map(({ label }) => label).join(', ')}`);
  const components = partsOf(form.data.components).flatMap((part, at) => {
    const inner: unknown = Array.isArray(part.components) ? part.components[0] : part.component;
    const field = isRecord(inner) ? fields.find(({ part: own }) => own === inner) : undefined;
    if (!field) return [];
    const sent = sentField(field, values[field.label] ?? values[field.id] ?? field.value);
    const box = { id: at + 1, type: part.type };
    return [part.type === ComponentType.Label ? { ...box, component: sent } : { ...box, components: [sent] }];
  });
  return { custom_id: form.data.custom_id, components };
}

function sentField({ part, id, label, required }: FormField, value: string): object {
  if (required && value === '') throw new CannotType(`${label} is required`);
  const common = { type: part.type, id: 1, custom_id: id };
  if (part.type === ComponentType.TextInput) {
    const max = typeof part.max_length === 'number' ? part.max_length : 4000;
    if (value.length > max) throw new CannotType(`${label} takes at most ${max} characters`);
    return { ...common, value };
  }
  const known = (Array.isArray(part.options) ? part.options : []).some(
    (option) => isRecord(option) && option.value === value,
  );
  if (value !== '' && !known) throw new CannotType(`${label}: ${value} cannot be chosen`);
  if (part.type === ComponentType.RadioGroup) return { ...common, value: value || null };
  return { ...common, values: value === '' ? [] : [value] };
}
