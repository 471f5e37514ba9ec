import type { Outcome, Receipt } from '../../src/domain/delivery/delivery.ts';
import type { Parcel, Platform, Post } from '../../src/ports/platform.ts';
import type { ChatKind, ChatPost } from './deliver-chat.ts';
import type { Steps } from './deliver-steps.ts';

const NONCE = 180_000;

/** Posts to a room of the chat; the child may be ended before, in the middle of it and after. */
export function createChatPlatform(kind: ChatKind, room: string, steps: Steps): Platform {
  async function send({ key, post }: Parcel): Promise<Outcome> {
    steps.pass('before it is sent');
    const hold = steps.isNext('after the platform took it') ? process.pid : undefined;
    const sent: ChatPost = { key, text: textOf(post), hold };
    const receipt = await ask(room, { method: 'POST', body: JSON.stringify(sent) });
    steps.pass('after the answer');
    return { what: 'sent', receipt };
  }
  return {
    id: 'slack',
    can: { edit: true, lines: true, nonce: kind === 'nonce' ? NONCE : 0 },
    check: () => undefined,
    send,
    ...(kind === 'find' ? { find: ({ key }: Parcel) => find(room, key) } : {}),
    close: async () => undefined,
  };
}

async function find(room: string, key: string): Promise<Receipt | 'absent'> {
  const receipt = await ask(`${room}?key=${key}`, {});
  return 'ts' in receipt ? receipt : 'absent';
}

async function ask(url: string, init: RequestInit): Promise<Receipt> {
  return (await (await fetch(url, init)).json()) as Receipt;
}

function textOf(post: Post): string {
  if (post.what === 'card') return post.card.title;
  throw new Error(`the walk has no ${post.what}`);
}
