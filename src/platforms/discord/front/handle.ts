import type {
  APIApplicationCommandInteraction,
  APIInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
} from 'discord.js';
import type { Ask } from '../../../domain/answer/ask.ts';
import { payloadOf } from '../render/message.ts';
import { bringWrong, type Question } from './bring.ts';
import { complete } from './complete.ts';
import { TRACK, TRACKS } from './declare.ts';
import { findLink } from './find-link.ts';
import { isBare, mayFill, openForm, readForm } from './form.ts';
import { type GuildInteraction, INTERACTION, isOfGuild } from './interaction.ts';
import { EPHEMERAL, type Line } from './line.ts';
import { mayShare, readAsker } from './read-asker.ts';
import { readOptions } from './read-options.ts';
import { type RespondDeps, respond } from './respond.ts';
import type { FrontWork } from './settings.ts';

export type HandleDeps = RespondDeps & Pick<FrontWork, 'managers'>;

const ONLY_GUILDS = 'lorewatch answers in servers only: add it to one, and ask in a channel there';
const NO_LINK = 'there is no link to a mail of an archive in this message';
const FORGOTTEN = 'this button is too old to be understood; ask again';
const UNKNOWN = 'this is not known to lorewatch any more; ask again';
/** Questions where none was understood. */
const NOTHING: Ask = { command: 'help', values: {}, page: 0 };

/** Answers one interaction. Where it came from is the line's matter. */
export async function handle(interaction: APIInteraction, line: Line, deps: HandleDeps): Promise<void> {
  if (!isOfGuild(interaction)) return refuseOutside(interaction, line, deps);
  switch (interaction.type) {
    case INTERACTION.command:
      return onCommand(interaction, line, deps);
    case INTERACTION.press:
      return onPress(interaction, line, deps);
    case INTERACTION.complete:
      return complete(line, interaction, readAsker(interaction, deps.managers), deps);
    case INTERACTION.submit:
      return onSubmit(interaction, line, deps);
  }
}

async function onCommand(
  interaction: APIApplicationCommandInteraction & GuildInteraction,
  line: Line,
  deps: HandleDeps,
): Promise<void> {
  const { data } = interaction;
  if (
    data.name === TRACK &&
    'resolved' in data &&
    data.resolved !== undefined &&
    'messages' in data.resolved
  ) {
    const message = Object.values(data.resolved.messages)[0];
    const link = message && findLink(message);
    if (link === undefined) return refuse(interaction, line, NO_LINK, deps);
    return answer(interaction, line, { command: TRACKS, values: { mail: link }, page: 0 }, false, deps);
  }
  const read = readOptions('options' in data ? data.options : undefined);
  if (read === undefined) return refuse(interaction, line, UNKNOWN, deps);
  return ask(interaction, line, read.ask, deps);
}

async function onPress(
  interaction: APIMessageComponentInteraction & GuildInteraction,
  line: Line,
  deps: HandleDeps,
): Promise<void> {
  const pressed = deps.ids.read(interaction.data.custom_id, `discord:${interaction.guild_id}/`);
  if (pressed === undefined || pressed === 'forgotten')
    return refuse(interaction, line, pressed === undefined ? UNKNOWN : FORGOTTEN, deps);
  if (pressed.deed === 'form') {
    const spec = deps.specs.find(({ name }) => name === pressed.ask.command);
    const asker = readAsker(interaction, deps.managers);
    if (mayFill(spec, asker))
      return void (await line.first(
        openForm(spec, pressed.ask, 'resent', { ids: deps.ids, tenant: asker.tenant }),
      ));
  }
  if (pressed.deed !== 'replace') return ask(interaction, line, pressed.ask, deps);
  if (isHis(interaction)) return answer(interaction, line, pressed.ask, true, deps);
  // Whoever turns the pages of what another one shared, turns them for himself.
  const { share: _, ...values } = pressed.ask.values;
  return answer(interaction, line, { ...pressed.ask, values }, false, deps);
}

async function onSubmit(
  interaction: APIModalSubmitInteraction & GuildInteraction,
  line: Line,
  deps: HandleDeps,
): Promise<void> {
  const sent = deps.ids.read(interaction.data.custom_id, `discord:${interaction.guild_id}/`);
  if (sent === undefined || sent === 'forgotten')
    return refuse(interaction, line, sent === undefined ? UNKNOWN : FORGOTTEN, deps);
  const values = { ...sent.ask.values, ...readForm(interaction.data) };
  const replaces = sent.deed === 'resent' && interaction.message !== undefined;
  return answer(interaction, line, { ...sent.ask, values }, replaces, deps);
}

/** Opens the form where nothing was said and there is one, else answers. */
async function ask(interaction: GuildInteraction, line: Line, asked: Ask, deps: HandleDeps): Promise<void> {
  const spec = deps.specs.find(({ name }) => name === asked.command);
  const asker = readAsker(interaction, deps.managers);
  if (!isBare(asked) || !mayFill(spec, asker)) return answer(interaction, line, asked, false, deps);
  await line.first(openForm(spec, asked, 'sent', { ids: deps.ids, tenant: asker.tenant }));
}

function answer(
  interaction: GuildInteraction,
  line: Line,
  asked: Ask,
  replaces: boolean,
  deps: HandleDeps,
): Promise<void> {
  return respond(line, questionOf(interaction, asked, deps), replaces, deps);
}

function questionOf(interaction: GuildInteraction, asked: Ask, { managers }: HandleDeps): Question {
  const may = mayShare(interaction);
  return {
    ask: asked,
    asker: readAsker(interaction, managers),
    isShared: asked.values.share === 'yes' && may,
    mayShare: may,
  };
}

/** Whether the message whose button was pressed is his alone, or was brought by him. */
function isHis({ message, member, user }: APIMessageComponentInteraction): boolean {
  if (((message.flags ?? 0) & EPHEMERAL) !== 0) return true;
  const presser = (member?.user ?? user)?.id;
  return presser !== undefined && message.interaction_metadata?.user.id === presser;
}

async function refuse(
  interaction: GuildInteraction,
  line: Line,
  why: string,
  deps: HandleDeps,
): Promise<void> {
  const { message } = bringWrong(why, questionOf(interaction, NOTHING, deps), deps);
  await line.first({ type: 4, data: { ...payloadOf(message), flags: EPHEMERAL } });
}

/** In direct messages nobody's rights are known, and nothing belongs to anybody: the desk is not asked. */
async function refuseOutside(interaction: APIInteraction, line: Line, deps: HandleDeps): Promise<void> {
  deps.talk('debug', 'an interaction outside of a server was refused', { type: interaction.type });
  if (interaction.type === INTERACTION.ping) return;
  if (interaction.type === INTERACTION.complete)
    return void (await line.first({ type: 8, data: { choices: [] } }));
  const data = { content: ONLY_GUILDS, flags: EPHEMERAL, allowed_mentions: { parse: [] } };
  await line.first({ type: 4, data });
}
