import { MessageFlags } from 'discord.js';
import { editLater, followUp, takeCallback, typeIn } from '../answering.ts';
import { broken, refuse } from '../refusal.ts';
import type { Context, Result, Route } from '../route.ts';
import { wireMessage } from '../wire.ts';
import type { Message } from '../world/message.ts';
import { TOKEN_LIFE, type TurnState } from '../world/turn.ts';

const HOOK = '/webhooks/{webhook_id}/{webhook_token}';
const free = { isFree: true } as const;

export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    route: '/interactions/{interaction_id}/{interaction_token}/callback',
    handle: callback,
    query: ['with_response'],
    ...free,
  },
  { method: 'POST', route: HOOK, handle: follow, query: ['wait', 'with_components'], ...free },
  ...['@original', '{message_id}'].flatMap((which): readonly Route[] => [
    { method: 'GET', route: `${HOOK}/messages/${which}`, handle: read, ...free },
    {
      method: 'PATCH',
      route: `${HOOK}/messages/${which}`,
      handle: edit,
      query: ['with_components'],
      ...free,
    },
    { method: 'DELETE', route: `${HOOK}/messages/${which}`, handle: remove, ...free },
  ]),
];

function callback(context: Context): Result {
  const { world, params, query } = context;
  const turn = world.turns.get(params.interaction_token ?? '');
  if (!turn || turn.id !== params.interaction_id) throw broken(404, 10062, 'Unknown interaction');
  takeCallback(context, turn);
  if (query.get('with_response') !== 'true') return { status: 204 };
  const { original } = turn;
  const interaction = { id: turn.id, type: turn.interaction.type };
  const type = typeIn(context.body);
  if (!original) return { status: 200, body: { interaction } };
  return {
    status: 200,
    body: {
      interaction: {
        ...interaction,
        response_message_id: original.id,
        response_message_loading: original.loading,
        response_message_ephemeral:
          (original.flags & MessageFlags.Ephemeral) !== 0 || original.onlyFor !== undefined,
      },
      resource: { type, message: wireMessage(world, original) },
    },
  };
}

/** The turn behind a token: for fifteen minutes, and once it was answered. */
function reachTurn({ world, params }: Context): TurnState {
  const turn = world.turns.get(params.webhook_token ?? '');
  if (!turn || params.webhook_id !== world.bot.id || !turn.ack) throw refuse('unknownWebhook');
  if (world.now() - turn.at > TOKEN_LIFE)
    throw broken(401, 50027, 'Invalid Webhook Token', 'after 15 minutes');
  return turn;
}

function reachOwn(context: Context, turn: TurnState): Message {
  const { world, params } = context;
  const message = params.message_id === undefined ? turn.original : world.messages.get(params.message_id);
  const isOwn = message === turn.original || message?.cause?.id === turn.id;
  if (!message || message.deleted || !isOwn) throw refuse('unknownMessage');
  return message;
}

function follow(context: Context): Result {
  const turn = reachTurn(context);
  return { status: 200, body: wireMessage(context.world, followUp(context, turn)) };
}

function read(context: Context): Result {
  return { status: 200, body: wireMessage(context.world, reachOwn(context, reachTurn(context))) };
}

function edit(context: Context): Result {
  const turn = reachTurn(context);
  const message = reachOwn(context, turn);
  editLater(context, turn, message);
  return { status: 200, body: wireMessage(context.world, message) };
}

function remove(context: Context): Result {
  const message = reachOwn(context, reachTurn(context));
  message.deleted = true;
  context.world.changed();
  return { status: 204 };
}
