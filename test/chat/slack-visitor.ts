import { TRACK } from '../../src/platforms/slack/manifest.ts';
import type {
  FakeChannel,
  FakeMessage,
  FakePerson,
  FakeSlack,
  FakeView,
  Json,
  Reaction,
} from '../fakes/slack/types.ts';
import { createSince, type News, type Sight, sight, type Visitor } from './visitor.ts';

/** Somebody in a channel of the fake Slack. */
export function visitSlack(
  slack: FakeSlack,
  person: FakePerson = slack.people.ada,
  channel: FakeChannel = slack.channels.rust,
): Visitor {
  const standing = (): FakeMessage[] =>
    slack
      .messages(channel.id)
      .filter(({ own, ephemeral, deleted }) => own && ephemeral === undefined && !deleted);
  const since = createSince(standing, ({ ts, history }) => ({ id: ts, changes: history.length }));
  return {
    platform: 'Slack',
    person: person.name,
    channel: channel.name,
    type: (words) => reactionOf(person, person.command(`/${words}`, channel.id)),
    track: (text) => reactionOf(person, person.shortcut(TRACK, person.say(channel.id, text))),
    news: () =>
      since().map(({ one, isNew }): News => {
        const what = one.thread === undefined ? (isNew ? 'post' : 'edit') : 'line';
        return { what, text: one.seen, press: (label) => reactionOf(person, person.press(one, label)) };
      }),
    posts: () =>
      standing()
        .filter(({ thread }) => thread === undefined)
        .map(({ seen }) => seen),
    look: () => slack.transcript(channel.id),
  };
}

/** The first that is seen: a form that waits for its answer is none yet. */
async function reactionOf(person: FakePerson, reaction: Reaction): Promise<Sight> {
  for (;;) {
    const shown = await reaction.next();
    switch (shown.what) {
      case 'message':
      case 'changed':
        return messageSight(person, shown.message);
      case 'view':
      case 'home':
      case 'errors':
        return viewSight(person, shown.view);
      case 'failed':
        return sight({ what: 'failed', text: shown.error, isPrivate: true });
      default:
    }
  }
}

function messageSight(person: FakePerson, message: FakeMessage): Sight {
  return sight({
    what: 'message',
    text: message.seen,
    isPrivate: message.ephemeral !== undefined,
    press: (label) => reactionOf(person, person.press(message, label)),
  });
}

function viewSight(person: FakePerson, view: FakeView): Sight {
  return sight({
    what: 'form',
    text: view.seen,
    isPrivate: true,
    fields: view.blocks.flatMap(labelOf),
    press: (label) => reactionOf(person, person.press(view, label)),
    submit: (values) => reactionOf(person, person.submit(view, values)),
  });
}

function labelOf({ label }: Json): string[] {
  return typeof label === 'object' && label !== null && 'text' in label ? [String(label.text)] : [];
}
