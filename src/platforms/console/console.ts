import type { Parcel, Platform, Post } from '../../ports/platform.ts';
import { cleanLine } from '../../render/clean.ts';
import { paintFor } from '../../render/text-paint.ts';
import { oneLine, subscriptionWords, textOf } from '../words.ts';

export type ConsoleDeps = {
  readonly print: (text: string) => void;
  readonly columns: number;
  readonly color: boolean;
};

/** Prints posts as a developer likes to see them. Never fails. */
export function createConsole({ print, columns, color }: ConsoleDeps): Platform {
  const width = Math.max(40, Math.min(columns, 100));
  const paint = paintFor(color);
  return {
    id: 'console',
    can: { edit: true, lines: true, nonce: 0 },
    check: () => undefined,
    send: async ({ post, subscription }: Parcel, { signal }) => {
      if (signal.aborted) return { what: 'again', why: 'the program stopped' };
      const head = paint.dim(`[${oneLine(subscriptionWords(subscription), width - 2)}]`);
      print(
        post.what === 'edit' ? `${changed(post, width)}\n` : `${head}\n${textOf(post, { width, color })}\n`,
      );
      return { what: 'sent', receipt: {} };
    },
    close: async () => {},
  };
}

/** One line: what stands above cannot be changed any more. */
function changed({ card }: Extract<Post, { what: 'edit' }>, width: number): string {
  const state = [card.revision, card.state].map(cleanLine).filter((word) => word !== '');
  const aside = oneLine(state.length > 0 ? state.join(', ') : 'more is known', 60);
  return `changed: ${oneLine(card.title, Math.max(20, width - aside.length - 12))} (${aside})`;
}
