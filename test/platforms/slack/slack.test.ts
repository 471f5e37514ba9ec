import { afterEach, describe, expect, it } from 'vitest';
import { drawPicture } from '../../../src/platforms/picture.ts';
import type { Post } from '../../../src/ports/platform.ts';
import { describePlatform } from '../../contracts/platform.ts';
import { CARD, HOSTILE, POSTS } from '../../contracts/posts.ts';
import type { FakeMessage } from '../../fakes/slack/types.ts';
import { checkMessage } from './contract.ts';
import { LONG_DIGEST, receiptOf, type SlackWorld, START, startSlack } from './world.ts';

const open: SlackWorld[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

async function start(...how: Parameters<typeof startSlack>): Promise<SlackWorld> {
  const world = await startSlack(...how);
  open.push(world);
  return world;
}

const SCOPES = ['chat:write', 'channels:read', 'groups:read'];
const card: Post = { what: 'card', card: CARD };
const digestPost = POSTS.digest ?? expect.fail();

/** A message with the replies in its thread, without the ids that Slack gives to its blocks. */
function told({ slack }: SlackWorld, message: FakeMessage): string {
  const ids = (key: string, value: unknown): unknown => (key === 'block_id' ? undefined : value);
  return [message, ...slack.replies(message)]
    .map(({ text, blocks }) => JSON.stringify({ text, blocks }, ids))
    .join('\n');
}

describePlatform('Slack', async () => {
  // Without a history to look into, and with nothing that must be waited for: twice the same is there twice.
  const world = await start({ scopes: SCOPES, rateLimits: false });
  const { platform, slack, parcel, context } = world;
  return {
    platform: {
      ...platform,
      // An edit needs a card that stands.
      send: async (each, how) => {
        const { post } = each;
        if (post.what !== 'edit' || 'ts' in post.before || how.signal.aborted)
          return platform.send(each, how);
        const before = receiptOf(await platform.send(parcel(card, { key: 'before' }), context));
        return platform.send({ ...each, post: { ...post, before } }, how);
      },
    },
    target: world.target(),
    arrived: async () =>
      slack.messages().flatMap((message) => (message.thread === undefined ? [told(world, message)] : [])),
  };
});

describe('posts in Slack', () => {
  it('R10: every one has a text and no unfurling, R5: and passes the contract', async () => {
    const world = await start();
    for (const [name, post] of Object.entries(POSTS)) {
      if (post.what === 'edit') continue;
      world.clock.now += 1000;
      expect(await world.send(post, { key: `key-${name.replaceAll(' ', '-')}` })).toMatchObject({
        what: 'sent',
      });
    }
    const { slack } = world;
    expect(slack.violations).toEqual([]);
    for (const message of slack.messages()) {
      expect(message.text.trim()).not.toBe('');
      expect([message.unfurlLinks, message.unfurlMedia, message.broadcast]).toEqual([false, false, false]);
    }
  });

  it('R8: a hostile subject pings nobody and reads as it was written', async () => {
    const { slack, send } = await start();
    const title = '<!channel> @everyone <@U1> & </b>';
    await send({ what: 'card', card: { ...CARD, title } });
    await send(
      { what: 'card', card: HOSTILE },
      {
        key: 'other',
        target: { platform: 'slack', text: `slack:${slack.team.id}/${slack.channels.rust.id}` },
      },
    );
    expect(slack.pings).toEqual([]);
    expect(slack.messages(slack.channels.general.id)[0]?.seen.replaceAll('\u200b', '')).toContain(title);
    for (const message of slack.messages())
      expect(
        checkMessage({ text: message.text, blocks: JSON.parse(JSON.stringify(message.blocks)) }),
      ).toEqual([]);
  });

  it('a card is changed where it stands, and its lines are in its thread', async () => {
    const { slack, send, clock } = await start();
    const before = receiptOf(await send(card));
    expect(before).toEqual({ channel: slack.channels.general.id, ts: expect.stringMatching(/^\d+\.\d+$/) });
    clock.now += 1000;
    const edit: Post = { what: 'edit', card: { ...CARD, state: 'merged into mainline' }, before };
    expect(await send(edit, { key: 'two' })).toEqual({ what: 'sent', receipt: before, wait: 1000 });
    clock.now += 1000;
    const [step] = CARD.steps;
    await send({ what: 'line', card: CARD, step: step ?? expect.fail(), under: before }, { key: 'three' });
    const [standing, ...others] = slack
      .messages(slack.channels.general.id)
      .filter(({ thread }) => thread === undefined);
    expect(others).toEqual([]);
    expect(standing?.history).toHaveLength(1);
    expect(standing?.seen).toContain('merged into mainline');
    expect(standing?.metadata).toEqual({
      event_type: 'lorewatch_delivery',
      event_payload: { delivery_id: '01k2abc-17', part: 0 },
    });
    const replies = slack.replies(standing ?? expect.fail());
    expect(replies.map(({ broadcast, thread }) => [broadcast, thread])).toEqual([[false, before.ts]]);
  });

  it('a long digest is a head and parts in its thread, in order, a second apart', async () => {
    const { slack, send } = await start();
    const receipt = receiptOf(await send(LONG_DIGEST));
    const [head, ...parts] = slack.messages();
    expect(head?.ts).toBe(receipt.ts);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.length).toBeLessThan(4);
    expect(parts.map(({ thread }) => thread)).toEqual(parts.map(() => head?.ts));
    expect(parts.map(({ metadata }) => metadata?.event_payload)).toEqual(
      parts.map((_, at) => ({ delivery_id: '01k2abc-17', part: at + 1 })),
    );
    expect(parts.map(({ at }) => at)).toEqual(parts.map((_, at) => START + 1000 * (at + 1)));
    expect(slack.violations).toEqual([]);
  });

  it('the chart of a digest is a picture where files may be uploaded', async () => {
    const { slack, send } = await start({}, { draw: drawPicture });
    receiptOf(await send(digestPost));
    expect(JSON.stringify(slack.messages()[0]?.blocks)).toMatch(/"slack_file":\{"id":"F/);
    expect(slack.violations).toEqual([]);
  });

  it.each([
    ['files.getUploadURLExternal', { error: 'file_uploads_disabled' }],
    ['upload', { status: 500 }],
    ['files.completeUploadExternal', { cut: 'after' }],
    ['chat.postMessage', { error: 'invalid_blocks' }],
  ] as const)('and letters where %s fails', async (method, what) => {
    const { slack, send } = await start({}, { draw: drawPicture });
    slack.fault(method, what);
    receiptOf(await send(digestPost));
    const head = slack.messages()[0];
    expect(JSON.stringify(head?.blocks)).not.toContain('slack_file');
    expect(head?.seen).toMatch(/[▁-█]{4}/u);
  });
});
