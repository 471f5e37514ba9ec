import type { Parcel, Post } from '../../ports/platform.ts';
import { digestPicture } from '../../render/picture.ts';
import { subjectOf } from '../words.ts';
import { renderCardPost, renderLinePost } from './render/card.ts';
import { renderDigestPosts } from './render/digest.ts';
import type { DiscordMessage, DiscordPicture } from './render/message.ts';
import { renderNoticePost, renderSummaryPost } from './render/summary.ts';

/** A post as messages. `title`: of the thread that it begins. Of a line: below its card, and by itself. */
export type Drawn = { readonly title: string; readonly messages: readonly DiscordMessage[] };

type Draw = (svg: string) => Promise<Uint8Array>;

/** A parcel as Discord's messages: the same on each attempt. */
export async function renderPost({ post, subscription }: Parcel, draw: Draw): Promise<Drawn> {
  const { filter, cadence } = subscription;
  const title =
    post.what === 'card' || post.what === 'edit' || post.what === 'line' ? post.card.title : subjectOf(post);
  switch (post.what) {
    case 'card':
    case 'edit':
      return { title, messages: [renderCardPost(post.card)] };
    case 'line':
      return {
        title,
        messages: [
          renderLinePost(post.card, post.step),
          renderLinePost(post.card, post.step, { alone: true }),
        ],
      };
    case 'digest': {
      const { url, digest } = post;
      const picture = await pictureOf(post, draw);
      return { title, messages: renderDigestPosts(digest, { url, cadence, filter, picture }) };
    }
    case 'summary':
      return { title, messages: [renderSummaryPost(post.summary)] };
    case 'notice':
      return { title, messages: [renderNoticePost(post.text)] };
  }
}

/** A digest goes out without its picture where none can be drawn on this machine. */
async function pictureOf(
  { digest }: Extract<Post, { what: 'digest' }>,
  draw: Draw,
): Promise<DiscordPicture | undefined> {
  const svg = digestPicture(digest);
  if (svg === undefined) return undefined;
  try {
    return { name: 'digest.png', bytes: await draw(svg), alt: 'Patches of the last weeks, a bar a week' };
  } catch {
    return undefined;
  }
}
