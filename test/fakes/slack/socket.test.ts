import { App, SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUIET } from './quiet.ts';
import { startFakeSlack } from './slack.ts';
import type { FakeSlack } from './types.ts';

let slack: FakeSlack;
let app: App | undefined;
beforeEach(async () => {
  slack = await startFakeSlack({ ackWithin: 400 });
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await slack.close();
});

const form = {
  type: 'modal',
  callback_id: 'subscribe',
  title: { type: 'plain_text', text: 'Subscribe' },
  submit: { type: 'plain_text', text: 'Subscribe' },
  blocks: [
    {
      type: 'input',
      block_id: 'filter',
      label: { type: 'plain_text', text: 'Filter' },
      element: { type: 'plain_text_input', action_id: 'value' },
    },
  ],
} as const;

const card = {
  text: 'a patch',
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: '*a patch*' } },
    {
      type: 'actions',
      elements: [
        { type: 'button', text: { type: 'plain_text', text: 'Why' }, action_id: 'why', value: 'ask|1' },
        { type: 'button', text: { type: 'plain_text', text: 'Next' }, action_id: 'next', value: 'page|1' },
      ],
    },
  ],
} as const;

/** An app of Bolt's, connected. `reconnect`: after so many ms. */
async function connect(set: (app: App) => void, reconnect = 5000): Promise<void> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: QUIET,
    installerOptions: { clientOptions: { slackApiUrl: slack.api } },
    clientPingTimeout: reconnect,
  });
  app = new App({
    token: slack.botToken,
    receiver,
    logger: QUIET,
    clientOptions: { slackApiUrl: slack.api, retryConfig: { retries: 0 } },
  });
  set(app);
  await app.start();
  await slack.sockets.connected();
}

describe('Socket Mode', () => {
  it('brings a command, and shows what is answered', async () => {
    await connect((made) => {
      made.command('/lorewatch', async ({ ack, command, respond }) => {
        await ack();
        await respond({ text: `you asked: ${command.text}`, response_type: 'in_channel' });
      });
    });
    const reaction = slack.people.cy.command('/lorewatch search a <b> & c', slack.channels.elsewhere.id);
    expect((await reaction.acknowledged).late).toBe(false);
    const message = await reaction.message();
    expect(message).toMatchObject({ ephemeral: undefined, channel: slack.channels.elsewhere.id });
    // As it came: escaped.
    expect(message.seen).toBe('you asked: search a <b> & c');
    expect(message.text).toContain('&lt;b&gt; &amp;');
    expect(slack.violations).toEqual([]);
  });

  it('takes an answer with the acknowledgement, for one person only', async () => {
    await connect((made) => made.command('/lorewatch', async ({ ack }) => ack({ text: 'at once' })));
    const message = await slack.people.cy.command('/lorewatch', slack.channels.rust.id).message();
    expect(message).toMatchObject({ ephemeral: slack.people.cy.id, seen: 'at once' });
    expect(() => slack.people.ada.press(message, 'Why')).toThrow('does not see it');
  });

  it('brings a pressed button, and replaces its message', async () => {
    await connect((made) => {
      made.command('/lorewatch', async ({ ack }) => ack(card));
      made.action('next', async ({ ack, respond }) => {
        await ack();
        await respond({ ...card, text: 'page 2', blocks: [], replace_original: true });
      });
      made.action('why', async ({ ack, respond, payload }) => {
        await ack();
        await respond({ text: 'value' in payload ? payload.value : '', replace_original: false });
      });
    });
    const message = await slack.people.cy.command('/lorewatch', slack.channels.rust.id).message();
    expect(message.seen).toBe('a patch\n[Why] [Next]');
    expect((await slack.people.cy.press(message, 'Why').message()).seen).toBe('ask|1');
    const changed = await slack.people.cy.press(message, 'Next').next();
    expect(changed).toMatchObject({ what: 'changed', message: { ts: message.ts, seen: 'page 2' } });
    expect(() => slack.people.cy.press(message, 'Next')).toThrow('there is no "Next"');
    expect(slack.violations).toEqual([]);
  });

  it('opens a form, refuses it with errors, takes it', async () => {
    await connect((made) => {
      made.command('/lorewatch', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({
          trigger_id: command.trigger_id,
          view: { ...form, blocks: [...form.blocks] },
        });
      });
      made.view('subscribe', async ({ ack, view }) => {
        const value = view.state.values.filter?.value?.value;
        await (value === 'right'
          ? ack()
          : ack({ response_action: 'errors', errors: { filter: 'no such field' } }));
      });
    });
    const { cy } = slack.people;
    const view = await cy.command('/lorewatch', slack.channels.rust.id).view();
    expect(view.seen).toBe('# Subscribe\nFilter: []\n[Subscribe]');
    expect(() => cy.submit(view, {})).toThrow('"Filter" must be filled in');
    const wrong = await cy.submit(view, { Filter: 'wrong' }).view();
    expect(wrong.errors).toEqual({ filter: 'no such field' });
    expect(wrong.seen).toContain('! no such field');
    expect(await cy.submit(wrong, { Filter: 'right' }).next()).toEqual({ what: 'closed' });
    expect(cy.modals).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('takes a trigger once, and for three seconds', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    await connect((made) => {
      made.command('/lorewatch', async ({ ack, client, command }) => {
        await ack();
        const view = { ...form, blocks: [...form.blocks] };
        await client.views.open({ trigger_id: command.trigger_id, view });
        await client.views
          .open({ trigger_id: command.trigger_id, view })
          .catch((error: { data: { error: string } }) => resolve(error.data.error));
      });
    });
    slack.people.cy.command('/lorewatch', slack.channels.rust.id);
    expect(await promise).toBe('exchanged_trigger_id');
    expect(slack.violations.map(({ rule }) => rule)).toEqual(['trigger']);
  });

  it('watches acknowledgements: a late one is a violation, and the person sees it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    await connect((made) => {
      made.command('/lorewatch', async ({ ack }) => {
        await promise;
        await ack({ text: 'too late' });
      });
    });
    const reaction = slack.people.cy.command('/lorewatch', slack.channels.rust.id);
    expect(await reaction.next()).toEqual({ what: 'failed', error: 'operation_timeout' });
    resolve();
    expect((await reaction.acknowledged).late).toBe(true);
    expect(slack.messages()).toEqual([]);
    expect(slack.violations.map(({ rule }) => rule)).toEqual(['late_ack']);
  });

  it('fails at once where nobody is connected', async () => {
    const reaction = slack.people.cy.command('/lorewatch', slack.channels.rust.id);
    expect(await reaction.next()).toEqual({ what: 'failed', error: 'dispatch_failed' });
  });

  it.each(['refresh', 'warning', 'link_disabled', 'cut', 'close'] as const)(
    'R4: is connected to again after %s, and sends what was not acknowledged once more',
    async (how) => {
      let held: (() => Promise<void>) | undefined;
      const retries: (number | undefined)[] = [];
      await connect((made) => {
        made.event('app_home_opened', async ({ body, client, event }) => {
          retries.push(body.event_id.length);
          await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [] } });
        });
        made.command('/lorewatch', async ({ ack, respond }) => {
          if (held) {
            await ack();
            await respond({ text: 'the second time' });
            return;
          }
          held = () => ack();
        });
      }, 20);
      const reaction = slack.people.cy.command('/lorewatch', slack.channels.rust.id);
      await slack.until(() => held);
      slack.disconnect(how);
      await slack.until(() =>
        slack.sockets.opened() === 2 && slack.sockets.open() === 1 ? true : undefined,
      );
      expect(slack.sockets.waiting()).toBe(1);
      slack.sockets.resend();
      expect((await reaction.message()).seen).toBe('the second time');
      expect((await slack.people.cy.openHome().view()).kind).toBe('home');
      expect(retries).toHaveLength(1);
      expect(slack.sockets.waiting()).toBe(0);
      expect(slack.violations).toEqual([]);
    },
  );

  it('sends the same envelope twice where it is told to', async () => {
    let count = 0;
    await connect((made) => {
      made.command('/lorewatch', async ({ ack }) => {
        count++;
        await ack();
      });
    });
    slack.sockets.repeat(2);
    await slack.people.cy.command('/lorewatch', slack.channels.rust.id).acknowledged;
    await slack.until(() => (count === 2 ? true : undefined));
    expect(slack.violations).toEqual([]);
  });

  it('brings shortcuts, suggestions and closed forms', async () => {
    const told: string[] = [];
    const view = {
      ...form,
      notify_on_close: true,
      blocks: [
        {
          type: 'input',
          label: { type: 'plain_text', text: 'Series' },
          element: { type: 'external_select', action_id: 'series', min_query_length: 0 },
        },
      ],
    } as const;
    await connect((made) => {
      made.shortcut('explain', async ({ ack, client, shortcut }) => {
        await ack();
        told.push(shortcut.type === 'message_action' ? (shortcut.message.text ?? '') : 'global');
        await client.views.open({
          trigger_id: shortcut.trigger_id,
          view: { ...view, blocks: [...view.blocks] },
        });
      });
      made.options('series', async ({ ack, payload }) =>
        ack({ options: [{ text: { type: 'plain_text', text: `${payload.value} series` }, value: 's' }] }),
      );
      made.view({ callback_id: 'subscribe', type: 'view_closed' }, async ({ ack }) => {
        await ack();
        told.push('closed');
      });
    });
    const { cy } = slack.people;
    const message = cy.say(slack.channels.rust.id, 'look at this');
    const opened = await cy.shortcut('explain', message).view();
    expect(await cy.suggest(opened, 'series', 'rust')).toEqual(['rust series']);
    await cy.cancel(opened).acknowledged;
    expect(told).toEqual(['look at this', 'closed']);
    expect(slack.violations).toEqual([]);
  });

  it('takes five posts to a response_url, and none after half an hour', async () => {
    await connect((made) => made.command('/lorewatch', async ({ ack }) => ack()));
    const reaction = slack.people.cy.command('/lorewatch', slack.channels.rust.id);
    await reaction.acknowledged;
    const post = async (body: object): Promise<number> => {
      const response = await fetch(reaction.responseUrl ?? '', {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return response.status;
    };
    expect(await post({ text: 'a', colour: 'red' })).toBe(400);
    for (const text of ['1', '2', '3']) expect(await post({ text })).toBe(200);
    expect(await post({ delete_original: true })).toBe(200);
    expect(await post({ text: '6' })).toBe(404);
    expect(slack.violations.map(({ rule }) => rule)).toEqual(['response_url', 'response_url']);
    expect(reaction.shown.map(({ what }) => what)).toEqual(['message', 'message', 'message', 'deleted']);
  });

  it('guards the home tab by its hash', async () => {
    await connect(() => undefined);
    const view = { type: 'home', blocks: [] } as const;
    const publish = (hash?: string) =>
      app?.client.views.publish({
        user_id: slack.people.cy.id,
        view: { ...view, blocks: [] },
        ...(hash === undefined ? {} : { hash }),
      });
    const first = (await publish())?.view?.hash;
    await publish(first);
    await expect(publish(first)).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
  });
});
