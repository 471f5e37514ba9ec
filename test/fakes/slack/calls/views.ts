import type { Args } from '../args.ts';
import type { Refusal } from '../content.ts';
import { withIds } from '../posts.ts';
import { isObject } from '../schema.ts';
import { readView } from '../seen.ts';
import { fail, TRIGGER_LIFE, type Trace } from '../trace.ts';
import type { FakeView, Json, Shown } from '../types.ts';
import { checkView } from '../views.ts';
import { knowsFile, nameOf, sightOf, type World } from '../world.ts';
import type { Call, Caller, Result } from './call.ts';

/** How many modals stand on each other. */
const DEEPEST = 3;

type Owner = { readonly team: string; readonly user: string };

/** A view as it is shown, or why it cannot be; `before`: the one whose place it takes. */
function makeView(
  world: World,
  { team, user }: Owner,
  view: unknown,
  kind: FakeView['kind'],
  before?: FakeView,
): FakeView | Refusal {
  const errors = checkView(view, kind, knowsFile(world, team));
  if (errors.length > 0 || !isObject(view)) return { error: 'invalid_arguments', errors };
  if (JSON.stringify(view).length > 250_000) return { error: 'view_too_large' };
  const blocks = (Array.isArray(view.blocks) ? view.blocks : [])
    .filter(isObject)
    .map((one) => withIds(world, one));
  const named = { ...view, blocks };
  return {
    id: before?.id ?? world.id('V'),
    hash: `${world.ts()}.${world.id('h')}`,
    team,
    user,
    kind,
    callbackId: String(view.callback_id ?? ''),
    title: isObject(view.title) ? String(view.title.text) : '',
    privateMetadata: String(view.private_metadata ?? ''),
    externalId: String(view.external_id ?? ''),
    blocks,
    view: named,
    errors: {},
    seen: readView(named, {}, nameOf(world, team)),
  };
}

/** Before somebody's eyes; `trace`: what he did for it. */
function showView(world: World, view: FakeView, trace: Trace | undefined, errors = false): void {
  const sight = sightOf(world, view.team, view.user);
  if (view.kind === 'home') sight.home = view;
  else {
    const at = sight.modals.findIndex(({ id }) => id === view.id);
    sight.modals = at < 0 ? [...sight.modals, view] : sight.modals.with(at, view);
  }
  const shown: Shown =
    view.kind === 'home' ? { what: 'home', view } : { what: errors ? 'errors' : 'view', view };
  sight.seen.push(shown);
  if (trace) {
    trace.shown.push(shown);
    trace.surface = surfaceOf(view);
  }
  world.changed();
}

function surfaceOf({ kind, id }: Pick<FakeView, 'kind' | 'id'>): string {
  return kind === 'home' ? 'home' : id;
}

/** As the Web API and interactions tell it. */
export function viewJson(world: World, view: FakeView, state: Json = {}): Json {
  const sent = view.view;
  return {
    id: view.id,
    team_id: view.team,
    type: view.kind,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    external_id: view.externalId,
    state: { values: state },
    hash: view.hash,
    title: sent.title,
    submit: sent.submit ?? null,
    close: sent.close ?? null,
    clear_on_close: sent.clear_on_close ?? false,
    notify_on_close: sent.notify_on_close ?? false,
    root_view_id: view.id,
    previous_view_id: null,
    app_id: world.app.id,
    app_installed_team_id: view.team,
  };
}

function takeTrigger(world: World, id: unknown, caller: Caller): Trace | Refusal {
  const trace = world.traces.find((one) => one.triggerId === id && one.team === caller.team.id);
  const error = !trace
    ? 'invalid_trigger_id'
    : trace.triggerUsed
      ? 'exchanged_trigger_id'
      : world.now() - trace.at > TRIGGER_LIFE
        ? 'expired_trigger_id'
        : undefined;
  if (!trace || error !== undefined) {
    world.violate('trigger', error ?? 'invalid_trigger_id');
    return { error: error ?? 'invalid_trigger_id' };
  }
  return trace;
}

function openOn(push: boolean): Call {
  return (world, args, caller) => {
    const trace = takeTrigger(world, args.trigger_id, caller);
    if ('error' in trace) return trace;
    const view = makeView(world, trace, args.view, 'modal');
    if ('error' in view) return view;
    const sight = sightOf(world, trace.team, trace.user);
    if (push && sight.modals.length === 0) return { error: 'not_found' };
    if (push && sight.modals.length >= DEEPEST) return { error: 'push_limit_reached' };
    if (isTaken(world, view)) return { error: 'duplicate_external_id' };
    trace.triggerUsed = true;
    if (!push) sight.modals = [];
    showView(world, view, trace);
    return told(world, view);
  };
}

function isTaken(world: World, view: FakeView): boolean {
  return (
    view.externalId !== '' &&
    openViews(world, view.team).some(({ externalId }) => externalId === view.externalId)
  );
}

function openViews(world: World, team: string): readonly FakeView[] {
  return [...world.sights].flatMap(([key, sight]) => (key.startsWith(`${team}/`) ? sight.modals : []));
}

const update: Call = (world, args, caller) => {
  const home = [...world.sights.values()]
    .map((sight) => sight.home)
    .find((view) => view?.id === args.view_id);
  const before =
    openViews(world, caller.team.id).find(
      ({ id, externalId }) => id === args.view_id || (externalId !== '' && externalId === args.external_id),
    ) ?? (home?.team === caller.team.id ? home : undefined);
  if (!before) return { error: 'not_found' };
  return replace(world, args, before, before, latest(world, before, surfaceOf(before)));
};

const publish: Call = (world, args, caller) => {
  const user = String(args.user_id);
  if (!caller.team.people.has(user)) {
    return { error: 'invalid_arguments', errors: ['user_not_found [json-pointer:/user_id]'] };
  }
  const owner = { team: caller.team.id, user };
  const before = sightOf(world, owner.team, user).home;
  return replace(world, args, owner, before, latest(world, owner, 'home'));
};

function replace(
  world: World,
  args: Args,
  owner: Owner,
  before: FakeView | undefined,
  trace: Trace | undefined,
): Result {
  if (args.hash !== undefined && args.hash !== '' && args.hash !== before?.hash)
    return { error: 'hash_conflict' };
  const kind = before?.kind ?? 'home';
  const view = makeView(world, owner, args.view, kind, before);
  if ('error' in view) return view;
  showView(world, view, trace);
  return told(world, view);
}

/** The last thing that he did there: what is changed now comes of it. */
function latest(world: World, { team, user }: Owner, surface: string): Trace | undefined {
  return world.traces.findLast(
    (trace) => trace.team === team && trace.user === user && trace.surface === surface,
  );
}

function told(world: World, view: FakeView): Result {
  return { ok: { view: viewJson(world, view) } };
}

/** What a form's acknowledgement says is done with it. */
export function actOnSubmission(world: World, trace: Trace, view: FakeView, answer: unknown): void {
  const sight = sightOf(world, view.team, view.user);
  const action = isObject(answer) ? answer.response_action : undefined;
  if (action === 'errors' && isObject(answer)) showErrors(world, trace, view, answer.errors);
  else if ((action === 'update' || action === 'push') && isObject(answer)) {
    const made = makeView(world, view, answer.view, 'modal', action === 'update' ? view : undefined);
    if ('error' in made) {
      world.violate('view', `${action}: ${(made.errors ?? []).join('; ')}`);
      fail(world, trace, 'view_invalid');
    } else showView(world, made, trace);
  } else {
    if (action !== undefined && action !== 'clear') world.violate('response_action', String(action));
    sight.modals = action === 'clear' ? [] : sight.modals.filter(({ id }) => id !== view.id);
    trace.shown.push({ what: 'closed' });
    sight.seen.push({ what: 'closed' });
    world.changed();
  }
}

function showErrors(world: World, trace: Trace, view: FakeView, told_: unknown): void {
  const errors = Object.fromEntries(
    Object.entries(isObject(told_) ? told_ : {}).map(([id, text]) => [id, String(text)]),
  );
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id: id }) => id);
  const unknown = Object.keys(errors).filter((id) => !inputs.includes(id));
  if (unknown.length > 0 || Object.keys(errors).length === 0) {
    world.violate('form_errors', `no such input: ${unknown.join(', ')}`);
    fail(world, trace, 'view_invalid');
    return;
  }
  showView(
    world,
    { ...view, errors, seen: readView(view.view, errors, nameOf(world, view.team)) },
    trace,
    true,
  );
}

export const VIEWS: Readonly<Record<string, Call>> = {
  'views.open': openOn(false),
  'views.push': openOn(true),
  'views.update': update,
  'views.publish': publish,
};
