import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, type Installation } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUIET } from './quiet.ts';
import { startFakeSlack } from './slack.ts';
import type { FakeSlack } from './types.ts';

let slack: FakeSlack;
let server: Server;
let base = '';
const installations = new Map<string, Installation>();
const events: string[] = [];

beforeEach(async () => {
  installations.clear();
  events.length = 0;
  slack = await startFakeSlack();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: 'a-state-secret',
    scopes: ['commands', 'chat:write'],
    redirectUri: `${base}/slack/oauth_redirect`,
    logger: QUIET,
    installerOptions: {
      clientOptions: { slackApiUrl: slack.api },
      authorizationUrl: slack.authorizeUrl,
      redirectUriPath: '/slack/oauth_redirect',
      directInstall: true,
    },
    installationStore: {
      storeInstallation: async (made) => {
        installations.set(made.team?.id ?? '', made);
      },
      fetchInstallation: async ({ teamId }) => {
        const found = installations.get(teamId ?? '');
        if (!found) throw new Error('not installed');
        return found;
      },
      deleteInstallation: async ({ teamId }) => {
        installations.delete(teamId ?? '');
      },
    },
  });
  const app = new App({ receiver, logger: QUIET, clientOptions: { slackApiUrl: slack.api } });
  app.command('/lorewatch', async ({ ack, client, command }) => {
    await ack({ text: 'one moment' });
    await client.chat.postMessage({ channel: command.channel_id, text: 'hello' });
  });
  app.event('app_uninstalled', async () => {
    events.push('app_uninstalled');
  });
  app.event('tokens_revoked', async () => {
    events.push('tokens_revoked');
  });
  server.on('request', receiver.requestListener);
  slack.deliverTo(`${base}/slack/events`);
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await slack.close();
});

describe('HTTP and OAuth', () => {
  it('installs the app into several workspaces, each with a token of its own', async () => {
    const other = slack.addTeam('Other Works');
    const [dana] = [...other.people.values()];
    if (!dana) throw new Error('nobody there');
    for (const person of [slack.people.ada, dana]) {
      expect((await slack.install(`${base}/slack/install`, person)).status).toBe(200);
    }
    expect(installations.get(slack.team.id)?.bot?.token).toBe(slack.team.bot?.token);
    expect(installations.get(other.id)?.bot?.token).toBe(other.bot?.token);
    expect(other.bot?.scopes).toEqual(new Set(['commands', 'chat:write']));
    const [channel] = [...other.channels.values()];
    channel?.members.add(other.bot?.user ?? '');
    const reaction = dana.command('/lorewatch', channel?.id ?? '');
    expect((await reaction.message()).seen).toBe('one moment');
    await slack.until(() => slack.messages(channel?.id).find(({ text }) => text === 'hello'));
    expect(slack.violations).toEqual([]);
  });

  it('brings a refusal back', async () => {
    const page = await slack.install(`${base}/slack/install`, slack.people.ada, 'deny');
    expect(page.status).toBe(500);
    expect(installations.size).toBe(0);
  });

  it('R2: signs rightly, wrongly, too early and not at all', async () => {
    await slack.install(`${base}/slack/install`, slack.people.ada);
    const form = {
      command: '/lorewatch',
      text: '',
      team_id: slack.team.id,
      channel_id: slack.channels.rust.id,
    };
    expect((await slack.post({ form })).status).toBe(200);
    await slack.until(() => slack.messages()[0]);
    for (const signing of ['wrong', 'stale', 'missing'] as const) {
      expect((await slack.post({ form }, signing)).status).toBe(401);
    }
    slack.sign('wrong');
    const reaction = slack.people.cy.command('/lorewatch', slack.channels.rust.id);
    expect(await reaction.next()).toEqual({ what: 'failed', error: 'dispatch_failed' });
    expect(slack.messages()).toHaveLength(1);
  });

  it('R27: tells that it was uninstalled, and ends the token', async () => {
    await slack.install(`${base}/slack/install`, slack.people.ada);
    await slack.uninstall(slack.team);
    await slack.until(() => (events.length === 2 ? true : undefined)).catch(() => undefined);
    expect(events.toSorted()).toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(slack.team.bot).toBeUndefined();
  });
});
