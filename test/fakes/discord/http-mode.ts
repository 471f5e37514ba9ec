import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { takeCallback } from './answering.ts';
import { discordSpec } from './openapi.ts';
import { Refusal } from './refusal.ts';
import { readBody } from './route.ts';
import type { HttpSign } from './types.ts';
import type { TurnState } from './world/turn.ts';
import type { World } from './world/world.ts';

const CALLBACK = '/interactions/{interaction_id}/{interaction_token}/callback';

export type Keys = { readonly publicKey: string; readonly own: KeyObject; readonly other: KeyObject };

export function makeKeys(): Keys {
  const pair = generateKeyPairSync('ed25519');
  // The last 32 bytes of the DER form are the key itself, which is what the developer portal shows.
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  return { publicKey, own: pair.privateKey, other: generateKeyPairSync('ed25519').privateKey };
}

/** Headers as Discord sends them, or as somebody does who is not Discord. */
function signed(keys: Keys, body: string, now: number, how: HttpSign): Record<string, string> {
  const seconds = Math.floor(now / 1000) - (how === 'stale' ? 3600 : 0);
  const timestamp = `${seconds}`;
  const text = how === 'changed-body' ? `${body} ` : body;
  const signature = sign(
    null,
    Buffer.from(`${timestamp}${text}`),
    how === 'other-key' ? keys.other : keys.own,
  );
  if (how === 'bad') signature[0] = (signature[0] ?? 0) ^ 1;
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
  };
  if (how === 'missing') return headers;
  return { ...headers, 'x-signature-ed25519': signature.toString('hex'), 'x-signature-timestamp': timestamp };
}

/** Brings an interaction over HTTP; what is answered there is its first answer. */
export async function bring(
  world: World,
  keys: Keys,
  url: string,
  how: HttpSign,
  turn: TurnState,
): Promise<void> {
  const body = JSON.stringify(turn.interaction);
  const headers = signed(keys, body, world.now(), how);
  const answer = await fetch(url, { method: 'POST', body, headers }).catch(() => undefined);
  if (!answer) {
    turn.fail();
    return;
  }
  const type = answer.headers.get('content-type') ?? undefined;
  const raw = Buffer.from(await answer.arrayBuffer());
  // 202: the first answer comes by the callback's own route.
  if (answer.status === 202 && raw.length === 0) return;
  if (answer.status !== 200) {
    turn.fail();
    return;
  }
  const route = `HTTP ${CALLBACK}`;
  try {
    const read = await readBody(raw, type);
    for (const what of discordSpec()?.request('POST', CALLBACK, read.body) ?? [])
      world.violate(route, `OpenAPI: ${what}`, true);
    takeCallback({ world, route, ...read }, turn);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    world.violate(route, error.violation ?? error.message);
    turn.fail();
  }
}

export async function ping(
  world: World,
  keys: Keys,
  url: string,
  how: HttpSign,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const application_id = world.bot.id;
  const body = JSON.stringify({ id: world.newId(), application_id, type: 1, token: 'ping', version: 1 });
  const answer = await fetch(url, { method: 'POST', body, headers: signed(keys, body, world.now(), how) });
  const text = await answer.text();
  try {
    return { status: answer.status, body: JSON.parse(text) };
  } catch {
    return { status: answer.status, body: text };
  }
}
