import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUIET } from './quiet.ts';
import { startFakeSlack } from './slack.ts';
import type { FakeSlack } from './types.ts';

let slack: FakeSlack;
let now = Date.UTC(2026, 0, 5, 12);
beforeEach(async () => {
  now = Date.UTC(2026, 0, 5, 12);
  slack = await startFakeSlack({ now: () => now });
});
afterEach(() => slack.close());

function client(token = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.api,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5000,
    logger: QUIET,
  });
}

/** Of a call that is refused: the error's own word, or its code. */
async function wordOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const { data, code } = error as { data?: { error?: string }; code?: string };
    return data?.error ?? code ?? String(error);
  }
}

const said = { text: 'a patch', unfurl_links: false, unfurl_media: false } as const;

describe('posting', () => {
  it('puts a message into a channel, with its thread, its edits and its metadata', async () => {
    const { chat, conversations } = client();
    const channel = slack.channels.rust.id;
    const metadata = { event_type: 'delivery', event_payload: { delivery_id: 'd-1' } };
    const { ts = '' } = await chat.postMessage({ channel, ...said, metadata });
    await chat.postMessage({ channel, thread_ts: ts, ...said, text: 'v2 is out' });
    await chat.update({ channel, ts, text: 'a patch, merged' });
    const [parent, reply] = slack.messages(channel);
    expect(parent).toMatchObject({ text: 'a patch, merged', own: true, metadata, unfurlLinks: false });
    expect(parent?.history.map(({ text }) => text)).toEqual(['a patch']);
    expect(reply).toMatchObject({ thread: ts, text: 'v2 is out' });
    expect(slack.transcript(channel)).toBe(
      'lorewatch (edited):\n  a patch, merged\n  | lorewatch:\n  |   v2 is out',
    );
    const read = await conversations.history({ channel, include_all_metadata: true, oldest: '0' });
    expect(read.messages).toMatchObject([{ ts, metadata, reply_count: 1 }]);
    const without = await conversations.history({ channel });
    expect(without.messages?.[0]).not.toHaveProperty('metadata');
    const thread = await conversations.replies({ channel, ts });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['a patch, merged', 'v2 is out']);
    expect(slack.violations).toEqual([]);
  });

  it('refuses what Slack refuses', async () => {
    const { chat } = client();
    const { channels } = slack;
    const post = (channel: string, more: object = {}) => {
      now += 1000;
      return wordOf(chat.postMessage({ channel, ...said, ...more }));
    };
    expect(await post('C0NOWHERE')).toBe('channel_not_found');
    expect(await post(channels.hidden.id)).toBe('channel_not_found');
    expect(await post(channels.elsewhere.id)).toBe('not_in_channel');
    expect(await post(channels.old.id)).toBe('is_archived');
    expect(slack.violations).toEqual([]);
    expect(await post(channels.rust.id, { text: '' })).toBe('no_text');
    expect(await post(channels.rust.id, { text: 'x'.repeat(40_001) })).toBe('msg_too_long');
    expect(await post(channels.rust.id, { thread_ts: '1700000000.000001' })).toBe('cannot_reply_to_message');
    expect(await post(channels.rust.id, { colour: 'red' })).toBe('invalid_arguments');
    expect(await post(channels.rust.id, { unfurl_links: 'perhaps' })).toBe('invalid_arguments');
    expect(await post(channels.rust.id, { metadata: { event_type: 'x y', event_payload: {} } })).toBe(
      'invalid_metadata_schema',
    );
    expect(await wordOf(client().apiCall('chat.postNothing', {}))).toBe('unknown_method');
    expect(slack.violations).toHaveLength(7);
    expect(slack.messages()).toEqual([]);
  });

  it('says where blocks are wrong', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const error: unknown = await client()
      .chat.postMessage({ channel: slack.channels.rust.id, ...said, blocks })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      data: {
        error: 'invalid_blocks',
        errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  it('R8: keeps whom a message would ping', async () => {
    const { chat } = client();
    const channel = slack.channels.rust.id;
    await chat.postMessage({
      channel,
      ...said,
      text: '&lt;!channel&gt; @everyone &lt;@U1&gt; &amp; &lt;/b&gt;',
    });
    expect(slack.pings).toEqual([]);
    expect(slack.messages(channel)[0]?.seen).toBe('<!channel> @everyone <@U1> & </b>');
    await chat.postMessage({ channel, ...said, text: '<!channel> and <@U1ABC>' });
    expect(slack.pings).toEqual(['<!channel>', '<@U1ABC>']);
    await chat.postMessage({ channel, ...said, text: 'hello @bo', parse: 'full' });
    expect(slack.pings).toContain('@bo');
  });

  it('lets the bot change only what it wrote', async () => {
    const message = slack.people.cy.say(slack.channels.rust.id, 'mine');
    const at = { channel: message.channel, ts: message.ts };
    expect(await wordOf(client().chat.update({ ...at, text: 'no' }))).toBe('cant_update_message');
    expect(await wordOf(client().chat.delete(at))).toBe('cant_delete_message');
    expect(await wordOf(client().chat.update({ ...at, ts: '1700000000.000009', text: 'no' }))).toBe(
      'message_not_found',
    );
    expect(slack.messages(message.channel)[0]?.text).toBe('mine');
  });
});

describe('tokens and scopes', () => {
  it('knows who calls', async () => {
    expect(await client().auth.test()).toMatchObject({
      team_id: slack.team.id,
      user_id: slack.team.bot?.user,
    });
    expect(await wordOf(client('xoxb-none').auth.test())).toBe('invalid_auth');
    expect(await wordOf(client('').auth.test())).toBe('not_authed');
    expect(await wordOf(client(slack.appToken).auth.test())).toBe('not_allowed_token_type');
    await slack.revoke(slack.team);
    expect(await wordOf(client().auth.test())).toBe('token_revoked');
  });

  it('keeps workspaces apart', async () => {
    const other = slack.addTeam('Other Works', true);
    const [channel] = [...other.channels.keys()];
    expect(await wordOf(client().chat.postMessage({ channel: channel ?? '', ...said }))).toBe(
      'channel_not_found',
    );
    expect(await wordOf(client(other.bot?.token).chat.postMessage({ channel: channel ?? '', ...said }))).toBe(
      'ok',
    );
  });

  it('R16: reads no history without its scope', async () => {
    const poor = slack.installed(slack.team, ['chat:write', 'channels:read']);
    const error: unknown = await client(poor.token)
      .conversations.history({ channel: slack.channels.rust.id })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ data: { error: 'missing_scope', needed: 'channels:history' } });
  });

  it('tells who may manage', async () => {
    const { users, conversations } = client();
    expect((await users.info({ user: slack.people.bo.id })).user).toMatchObject({
      is_admin: true,
      is_owner: false,
    });
    expect((await users.info({ user: slack.people.cy.id })).user).toMatchObject({ is_admin: false });
    expect((await conversations.info({ channel: slack.channels.secret.id })).channel).toMatchObject({
      creator: slack.people.ada.id,
      is_private: true,
      is_member: true,
    });
    const list = await conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
    });
    expect(list.channels?.map(({ name }) => name)).toEqual(['general', 'rust', 'secret', 'elsewhere']);
  });
});

describe('rates', () => {
  it('R12: takes one message a second in each channel, with a short burst', async () => {
    const { chat } = client();
    const post = (channel: string) => wordOf(chat.postMessage({ channel, ...said }));
    const { rust, general } = slack.channels;
    for (let count = 0; count < 4; count++) expect(await post(rust.id)).toBe('ok');
    expect(await post(rust.id)).toBe('slack_webapi_rate_limited_error');
    expect(await post(general.id)).toBe('ok');
    expect(slack.violations).toEqual([]);
    // Within the time that it was told to wait.
    expect(await post(rust.id)).toBe('slack_webapi_rate_limited_error');
    expect(slack.violations.map(({ rule }) => rule)).toEqual(['retry_after']);
    now += 1000;
    expect(await post(rust.id)).toBe('ok');
  });

  it('R11: holds a channel for as long as a fault says', async () => {
    const { chat } = client();
    slack.fault('chat.postMessage', { retryAfter: 30 });
    const post = (channel: string) => wordOf(chat.postMessage({ channel, ...said }));
    expect(await post(slack.channels.rust.id)).toBe('slack_webapi_rate_limited_error');
    now += 29_000;
    expect(await post(slack.channels.rust.id)).toBe('slack_webapi_rate_limited_error');
    expect(slack.violations).toHaveLength(1);
    expect(await post(slack.channels.general.id)).toBe('ok');
    now += 1000;
    expect(await post(slack.channels.rust.id)).toBe('ok');
    expect(slack.requests.map(({ status }) => status)).toEqual([429, 429, 200, 200]);
  });
});

describe('bad days', () => {
  it.each([
    [{ status: 500 }, 'slack_webapi_http_error', 0],
    [{ status: 503, committed: true }, 'slack_webapi_http_error', 1],
    [{ cut: 'before' }, 'slack_webapi_request_error', 0],
    [{ cut: 'after' }, 'slack_webapi_request_error', 1],
    [{ error: 'internal_error' }, 'internal_error', 0],
  ] as const)('has %j', async (what, word, posted) => {
    const fault = slack.fault('chat.postMessage', what);
    const { chat } = client();
    const channel = slack.channels.rust.id;
    expect(await wordOf(chat.postMessage({ channel, ...said }))).toBe(word);
    expect(slack.messages(channel)).toHaveLength(posted);
    expect(fault.hits()).toBe(1);
    expect(await wordOf(chat.postMessage({ channel, ...said }))).toBe('ok');
  });

  it('stalls until it is released', async () => {
    const fault = slack.fault('chat.postMessage', { stall: true });
    const channel = slack.channels.rust.id;
    const posting = client().chat.postMessage({ channel, ...said });
    await fault.met;
    expect(slack.messages(channel)).toEqual([]);
    fault.release();
    expect((await posting).ok).toBe(true);
    expect(slack.messages(channel)).toHaveLength(1);
  });
});

describe('files', () => {
  it('takes a picture in three steps, and knows it in blocks then', async () => {
    const web = client();
    const bytes = Buffer.from('89504e470d0a1a0a', 'hex');
    const { upload_url: url = '', file_id: id = '' } = await web.files.getUploadURLExternal({
      filename: 'week.png',
      length: bytes.length,
    });
    const channel = slack.channels.rust.id;
    const blocks = [{ type: 'image', alt_text: 'bars', slack_file: { id } }];
    expect(await wordOf(web.chat.postMessage({ channel, ...said, blocks }))).toBe('invalid_blocks');
    expect((await fetch(url, { method: 'POST', body: bytes })).status).toBe(200);
    await web.files.completeUploadExternal({ files: [{ id, title: 'week' }] });
    expect(await wordOf(web.chat.postMessage({ channel, ...said, blocks }))).toBe('ok');
    expect(slack.messages(channel)[0]?.seen).toBe('(picture: bars)');
    expect(slack.files[0]).toMatchObject({ name: 'week.png', completed: true });
  });

  it("takes the SDK's own upload", async () => {
    await client().filesUploadV2({
      channel_id: slack.channels.rust.id,
      file: Buffer.from('89504e470d0a1a0a', 'hex'),
      filename: 'week.png',
    });
    expect(slack.messages(slack.channels.rust.id)[0]?.seen).toBe('(file: week.png)');
    expect(slack.violations).toEqual([]);
  });
});
