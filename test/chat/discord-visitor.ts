import type {
  FakeChannel,
  FakeDiscord,
  FakeMessage,
  FakePerson,
  Given,
  Turn,
} from '../fakes/discord/types.ts';
import { createSince, type News, type Sight, sight, type Visitor } from './visitor.ts';

const TRACK = 'Track this series';

/** Somebody in a channel of the fake Discord. */
export function visitDiscord(
  discord: FakeDiscord,
  person: FakePerson = discord.guild.person('admin'),
  channel: FakeChannel = discord.guild.channel('general'),
): Visitor {
  const own = (where: FakeChannel): FakeMessage[] =>
    where.messages.filter(({ author }) => author === discord.bot.id);
  const standing = (): FakeMessage[] => [...own(channel), ...channel.threads.flatMap(own)];
  const since = createSince(standing, ({ id, history }) => ({ id, changes: history.length }));
  return {
    platform: 'Discord',
    person: person.name,
    channel: channel.name,
    type: async (words) => {
      const { command, given } = readOptions(discord, words);
      return sightOf(person, person.slash(channel, command, given));
    },
    track: (text) => sightOf(person, person.apply(person.write(channel, text), TRACK)),
    news: () =>
      since().map(({ one, isNew }): News => {
        const what = one.channel === channel ? (isNew ? 'post' : 'edit') : 'line';
        return { what, text: one.text, press: (label) => sightOf(person, person.press(one, label)) };
      }),
    posts: () => own(channel).map(({ text }) => text),
    look: () =>
      channel.messages
        .flatMap((message) => [
          told(discord, message, ''),
          ...(message.thread?.messages ?? []).map((line) => told(discord, line, '    ')),
        ])
        .join('\n'),
  };
}

function told(discord: FakeDiscord, { author, text, history }: FakeMessage, indent: string): string {
  const people = discord.guild.members.find(({ id }) => id === author);
  const name = author === discord.bot.id ? discord.bot.name : (people?.name ?? author);
  const head = `${name}${history.length > 1 ? ' (edited)' : ''}:`;
  return [head, ...text.split('\n').map((line) => `  ${line}`)].map((line) => `${indent}${line}`).join('\n');
}

async function sightOf(person: FakePerson, turn: Turn): Promise<Sight> {
  const seen = await turn.seen;
  const { text } = seen;
  if (seen.what === 'message') {
    const press: Sight['press'] = (label) => sightOf(person, person.press(seen.message, label));
    return sight({ what: 'message', text, isPrivate: seen.ephemeral, press });
  }
  if (seen.what !== 'form') return sight({ what: 'failed', text, isPrivate: true });
  const { form } = seen;
  return sight({
    what: 'form',
    text,
    isPrivate: true,
    fields: form.fields.map(({ label }) => label),
    submit: (values) => sightOf(person, person.submit(form, values)),
  });
}

type Option = { readonly type: number; readonly name: string; readonly options?: readonly Option[] };
const SUBCOMMAND = 1;
const INTEGER = 4;
const BOOLEAN = 5;

/**
 * `lorewatch subscribe filter:milestone:any cadence:now`, as Discord shows what was typed, with the values of its
 * options; words before the first option are of the first one that there is.
 */
function readOptions(
  discord: FakeDiscord,
  words: string,
): { readonly command: string; readonly given: Given } {
  const [top = '', name = '', ...rest] = words.trim().split(/ +/);
  const declared = [...discord.commands(discord.guild), ...discord.commands()].find(
    (one) => one.name === top,
  );
  const below = ((declared?.options ?? []) as readonly Option[]).filter(({ type }) => type === SUBCOMMAND);
  const options = below.find((one) => one.name === name)?.options ?? [];
  const given: Record<string, string | number | boolean> = {};
  let at: Option | undefined = options[0];
  for (const word of rest) {
    const named = options.find((option) => word.startsWith(`${option.name}:`));
    at = named ?? at;
    if (at === undefined) throw new Error(`/${top} ${name} takes no options`);
    const text = named === undefined ? word : word.slice(named.name.length + 1);
    if (text === '' && at.type !== BOOLEAN) continue;
    const before = given[at.name];
    if (at.type === INTEGER) given[at.name] = Number(text);
    else if (at.type === BOOLEAN) given[at.name] = !/^(?:false|no)$/i.test(text);
    else given[at.name] = before === undefined ? text : `${before} ${text}`;
  }
  return { command: `${top} ${name}`.trim(), given };
}
