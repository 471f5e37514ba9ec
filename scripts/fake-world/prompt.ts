import type { News, Sight, Visitor } from '../../test/chat/visitor.ts';
import type { LoreMail } from '../../test/fakes/lore/ledger.ts';
import { answerTo, LIST, postRevision } from './mails.ts';
import type { Stage } from './stage.ts';

export const HELP = `What you can do (you are an owner of the workspace and an admin of the server):

  slack /lorewatch help                              type a command in the Slack channel #rust
  discord /lorewatch search filter:gizmo kind:cover  type one in the Discord channel #general, options by their names
  press Why                                          press a button of what was shown last that has it
  fill when=weekly; ...                              fill in the form that was opened, by beginnings of its labels
  track slack https://lore.kernel.org/...            choose "Track this series" of a message with that link
  post v1, post v2, ...                              a series with a milestone in it comes to the list, or its next revision
  review, apply                                      somebody reviews it; a maintainer takes it
  look                                               all that stands in both channels
  help, quit

The bot asks the list once a minute: what comes by mail takes so long. Posts are shown as they come.`;

export type Prompt = {
  /** Does what a line says. `mailed`: what comes of it comes by mail. */
  readonly take: (line: string) => Promise<'done' | 'mailed' | 'quit'>;
  /** Shows what is new in the channels; how much that was. */
  readonly show: () => number;
};

/** Something that was shown, with buttons perhaps. */
type Shown = { readonly visitor: Visitor; readonly text: string; readonly press: Sight['press'] };

type State = {
  /** The newest first. */
  shown: readonly Shown[];
  form: { readonly visitor: Visitor; readonly sight: Sight } | undefined;
  revision: number;
  answers: number;
};

const MOST_SHOWN = 50;

/** What a person does in the fake world, line by line. `say` gets what he sees. */
export function createPrompt({ visitors, lore }: Stage, say: (text: string) => void): Prompt {
  const state: State = { shown: [], form: undefined, revision: 0, answers: 0 };
  const both = [visitors.slack, visitors.discord];
  const keep = (...shown: readonly Shown[]): void => {
    state.shown = [...shown, ...state.shown].slice(0, MOST_SHOWN);
  };
  const see = async (visitor: Visitor, asked: Promise<Sight>): Promise<void> => {
    const sight = await asked;
    state.form = sight.fields.length > 0 ? { visitor, sight } : state.form;
    keep({ visitor, text: sight.text, press: sight.press });
    const who = sight.isPrivate ? `only ${visitor.person} sees` : 'everybody sees';
    say(`${visitor.platform}, ${who}:\n${indented(sight.text)}`);
  };
  const publish = (mails: readonly LoreMail[]): void => {
    lore.publish(LIST, mails);
    say(`on the list now: ${mails.length === 1 ? 'one mail' : `${mails.length} mails`}`);
  };
  const acts: Readonly<Record<string, (rest: string) => void | Promise<void>>> = {
    slack: (rest) => see(visitors.slack, visitors.slack.type(rest.replace(/^\//, ''))),
    discord: (rest) => see(visitors.discord, visitors.discord.type(rest.replace(/^\//, ''))),
    press: (rest) => {
      const label = rest.replace(/^\[(.*)\]$/, '$1');
      const one = state.shown.find(({ text }) => text.includes(`[${label}]`));
      if (one !== undefined) return see(one.visitor, one.press(label));
      const there = [...(state.shown[0]?.text ?? '').matchAll(/(?<=^|\s)\[[^[\]\n]{1,80}\](?!\()/gm)].join(
        ' ',
      );
      return say(`nothing that was shown has a button [${label}]; the last one has: ${there || 'none'}`);
    },
    fill: (rest) => {
      if (state.form === undefined) return say('no form is open');
      const { visitor, sight } = state.form;
      return see(visitor, sight.submit(readFields(rest, sight.fields)));
    },
    track: (rest) => {
      const [where = '', link = ''] = rest.split(/\s+/);
      if ((where !== 'slack' && where !== 'discord') || link === '')
        return say('track slack LINK, or track discord LINK');
      return see(visitors[where], visitors[where].track(`have you seen this? ${link}`));
    },
    post: (rest) => {
      const number = Number(/^v([1-9]\d?)$/.exec(rest)?.[1] ?? 0);
      if (number === 0) return say('post v1, post v2 and so on');
      state.revision = number;
      publish(postRevision(number, Date.now()));
    },
    review: () => answer('review'),
    apply: () => answer('apply'),
    look: () =>
      say(both.map((one) => `${one.platform} #${one.channel}:\n${indented(one.look())}`).join('\n\n')),
    help: () => say(HELP),
  };
  const answer = (what: 'review' | 'apply'): void => {
    if (state.revision === 0) say('there is nothing to answer to yet: post v1');
    else publish([answerTo(state.revision, what, { now: Date.now(), nth: ++state.answers })]);
  };
  return {
    take: async (line) => {
      const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
      if (word === '' || word.startsWith('#')) return 'done';
      if (word === 'quit' || word === 'exit') return 'quit';
      const act = acts[word];
      if (act === undefined) say(`there is no "${word}" here; help tells what there is`);
      try {
        await act?.(rest);
      } catch (error) {
        say(`that did not work: ${error instanceof Error ? error.message : String(error)}`);
      }
      return MAILS.has(word) ? 'mailed' : 'done';
    },
    show: () => {
      const news = both.flatMap((visitor) => visitor.news().map((one) => ({ visitor, ...one })));
      for (const one of news) say(tellNews(one.visitor, one));
      keep(...news.toReversed());
      return news.length;
    },
  };
}

const MAILS: ReadonlySet<string> = new Set(['post', 'review', 'apply']);

const NEWS: Readonly<Record<News['what'], string>> = {
  post: 'a new post',
  edit: 'a post was changed',
  line: 'in the thread of a post',
};

function tellNews({ platform, channel }: Visitor, { what, text }: News): string {
  return `${platform} #${channel}, ${NEWS[what]}:\n${indented(text)}`;
}

/** `when=weekly; at=MON 09:00`: labels may be cut short. */
function readFields(text: string, labels: readonly string[]): Record<string, string> {
  const given = text.split(';').filter((part) => part.includes('='));
  return Object.fromEntries(
    given.map((part) => {
      const at = part.indexOf('=');
      const name = part.slice(0, at).trim();
      const label = labels.find((each) => each.toLowerCase().startsWith(name.toLowerCase()));
      return [label ?? name, part.slice(at + 1).trim()];
    }),
  );
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}
