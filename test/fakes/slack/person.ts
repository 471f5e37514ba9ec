import { directChannel } from './calls/call.ts';
import { actOnSubmission, viewJson } from './calls/views.ts';
import { enter, fillForm, findElement, labelOf } from './forms.ts';
import { messageJson } from './message-json.ts';
import { commandPayload, escaped, eventPayload, interaction, placeJson } from './payloads.ts';
import { post } from './posts.ts';
import { say } from './response-url.ts';
import { isObject } from './schema.ts';
import { type Deps, type Me, type Place, placeOf, standing } from './sees.ts';
import { createTrace, fail, type Trace } from './trace.ts';
import type { FakeMessage, FakePerson, FakePersonRights, FakeView, Json, Reaction } from './types.ts';
import { sightOf, type Team, type World } from './world.ts';

/** Somebody who does what people do; he sees only what is before him. */
export function createPerson(deps: Deps, team: Team, name: string, rights: FakePersonRights): FakePerson {
  const { world } = deps;
  const me: Me = { id: world.id('U'), team };
  const sight = sightOf(world, team.id, me.id);
  const person: FakePerson = {
    id: me.id,
    team: team.id,
    name,
    admin: rights.admin ?? false,
    owner: rights.owner ?? false,
    command: (words, channel) => command(deps, me, words, channel),
    press: (where, label) => use(deps, me, where, label, undefined),
    choose: (where, actionId, value) => use(deps, me, where, actionId, value),
    submit: (view, values) => submit(deps, me, view, values),
    cancel: (view) => cancel(deps, me, view),
    shortcut: (callbackId, message) => shortcut(deps, me, callbackId, message),
    suggest: (where, actionId, typed) => suggest(deps, me, where, actionId, typed),
    openHome: () => openHome(deps, me),
    say: (channel, text, thread) => {
      const { id } = placeOf(me, channel);
      const content = { text, blocks: [], metadata: undefined, names: false };
      return post(world, { ...content, team: team.id, channel: id, author: me.id, own: false, thread });
    },
    seen: sight.seen,
    get home() {
      return sight.home;
    },
    get modals() {
      return sight.modals;
    },
  };
  team.people.set(me.id, person);
  return person;
}

function command({ world, deliveries }: Deps, me: Me, words: string, where: string): Reaction {
  const channel = placeOf(me, where);
  const [name = ''] = words.split(' ', 1);
  if (!world.app.commands.includes(name)) throw new Error(`${name} is not a valid command`);
  const trace = createTrace(world, { team: me.team.id, user: me.id, channel: channel.id, answerable: true });
  deliveries.act(trace, 'slash_commands', commandPayload(world, trace, channel, words), (body) => {
    answerAck(world, trace, body);
  });
  return trace.reaction;
}

/** An acknowledgement may bring the answer itself. */
function answerAck(world: World, trace: Trace, body: unknown): void {
  if (!isObject(body) || Object.keys(body).length === 0) return;
  const { status, body: said } = say(world, trace, body);
  if (status !== 200) fail(world, trace, String(said.error));
}

function use(deps: Deps, me: Me, where: Place, label: string, value: string | undefined): Reaction {
  const { world, deliveries } = deps;
  const place = standing(deps, me, where);
  const { block, element } = findElement(place, label);
  if ((element.type === 'button') !== (value === undefined))
    throw new Error(`that is no way to use "${label}"`);
  const isMessage = 'ts' in place;
  const trace = createTrace(world, {
    team: me.team.id,
    user: me.id,
    channel: isMessage ? place.channel : undefined,
    original: isMessage ? place : undefined,
    surface: isMessage ? undefined : place.kind === 'home' ? 'home' : place.id,
    answerable: isMessage,
  });
  const chosen = value === undefined ? {} : enter(element, value);
  const action = {
    ...escaped({ text: element.text }),
    ...chosen,
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...(element.value === undefined ? {} : { value: element.value }),
    action_ts: world.ts(),
  };
  const payload = {
    ...interaction(world, trace, 'block_actions'),
    ...placeJson(world, trace, place),
    state: { values: {} },
    actions: [action],
  };
  deliveries.act(trace, 'interactive', payload, (body) => forbidBody(world, body));
  return trace.reaction;
}

/** Slack drops it in silence: whoever sends it thinks that it was shown. */
function forbidBody(world: World, body: unknown): void {
  if (isObject(body) && Object.keys(body).length > 0) {
    world.violate('ack_body', 'an acknowledgement of a button brings no message');
  }
}

function viewOf(deps: Deps, me: Me, view: FakeView): FakeView {
  const place = standing(deps, me, view);
  if ('ts' in place || place.kind !== 'modal') throw new Error('it is no form');
  return place;
}

function submit(deps: Deps, me: Me, view: FakeView, values: Readonly<Record<string, string>>): Reaction {
  const { world, deliveries } = deps;
  const form = viewOf(deps, me, view);
  if (form.view.submit === undefined) throw new Error(`it cannot be submitted:\n${form.seen}`);
  const state = fillForm(form, values);
  const trace = createTrace(world, { team: me.team.id, user: me.id, surface: form.id, answerable: false });
  const payload = {
    ...interaction(world, trace, 'view_submission'),
    view: viewJson(world, form, state),
    response_urls: [],
  };
  deliveries.act(trace, 'interactive', payload, (body) => actOnSubmission(world, trace, form, body));
  return trace.reaction;
}

function cancel(deps: Deps, me: Me, view: FakeView): Reaction {
  const { world, deliveries } = deps;
  const form = viewOf(deps, me, view);
  const sight = sightOf(world, me.team.id, me.id);
  const clears = form.view.clear_on_close === true;
  sight.modals = clears ? [] : sight.modals.filter(({ id }) => id !== form.id);
  const trace = createTrace(world, { team: me.team.id, user: me.id, surface: form.id, answerable: false });
  trace.shown.push({ what: 'closed' });
  const { trigger_id: _, ...common } = interaction(world, trace, 'view_closed');
  const payload: Json = { ...common, view: viewJson(world, form), is_cleared: clears };
  if (form.view.notify_on_close === true) {
    deliveries.act(trace, 'interactive', payload, (body) => forbidBody(world, body));
  } else trace.acknowledge({ after: 0, late: false, body: undefined });
  return trace.reaction;
}

function shortcut(deps: Deps, me: Me, callbackId: string, message: FakeMessage | undefined): Reaction {
  const { world, deliveries } = deps;
  const place = message && standing(deps, me, message);
  const on = place && 'ts' in place ? place : undefined;
  const trace = createTrace(world, {
    team: me.team.id,
    user: me.id,
    channel: on?.channel,
    answerable: on !== undefined,
  });
  const common = {
    ...interaction(world, trace, on ? 'message_action' : 'shortcut'),
    callback_id: callbackId,
    action_ts: world.ts(),
  };
  const channel = on && me.team.channels.get(on.channel);
  const more = on && {
    message_ts: on.ts,
    message: messageJson(world, on, true),
    channel: { id: on.channel, name: channel?.name },
    response_url: trace.reaction.responseUrl,
  };
  deliveries.act(trace, 'interactive', { ...common, ...more }, (body) => forbidBody(world, body));
  return trace.reaction;
}

async function suggest(
  deps: Deps,
  me: Me,
  where: Place,
  actionId: string,
  typed: string,
): Promise<readonly string[]> {
  const { world, deliveries } = deps;
  const place = standing(deps, me, where);
  const { block, element } = findElement(place, actionId);
  const trace = createTrace(world, { team: me.team.id, user: me.id, answerable: false });
  const { response_url: _, ...there } = placeJson(world, trace, place);
  const { trigger_id: __, ...common } = interaction(world, trace, 'block_suggestion');
  const payload = {
    ...common,
    ...there,
    action_id: element.action_id,
    block_id: block.block_id,
    value: typed,
  };
  deliveries.act(trace, 'interactive', payload, () => undefined);
  const { body } = await trace.reaction.acknowledged;
  const options = isObject(body) && Array.isArray(body.options) ? body.options.filter(isObject) : [];
  if (!isObject(body) || options.length > 100) world.violate('suggestions', 'no options, or more than 100');
  return options.map(labelOf);
}

function openHome({ world, deliveries }: Deps, me: Me): Reaction {
  const { team, id } = me;
  if (!team.bot) throw new Error('the app is not installed here');
  const trace = createTrace(world, { team: team.id, user: id, surface: 'home', answerable: false });
  const view = sightOf(world, team.id, id).home;
  const event = {
    type: 'app_home_opened',
    user: id,
    channel: directChannel(world, team, team.bot, id).id,
    tab: 'home',
    ...(view ? { view: viewJson(world, view) } : {}),
  };
  deliveries.event(eventPayload(world, team.id, event)).then(trace.acknowledge, (error: unknown) => {
    trace.unacknowledged(String(error));
  });
  return trace.reaction;
}
