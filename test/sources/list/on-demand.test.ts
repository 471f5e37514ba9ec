import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/sources/http/client.ts';
import { fetchMail, fetchThread } from '../../../src/sources/list/on-demand.ts';
import { CHALLENGE } from '../../fakes/host.ts';
import { type FakeLore, startLore } from '../../fakes/lore/lore.ts';
import { makeMail, START } from '../mails.ts';
import { endpointsOf } from './trying.ts';

const http = createHttp({ userAgent: 'lorewatch-test/1', pause: 0 });
const ODD = 'a/b+c=d%25e&f?g#h@example.org';
const first = makeMail({ id: ODD, subject: 'rust: gizmo', body: 'Hi\n\n>From here\nFrom there\n' });
const reply = makeMail({ id: 'reply@example.org', inReplyTo: ODD, references: [ODD] });
let lore: FakeLore;
beforeEach(async () => {
  lore = await startLore();
  lore.publish('gizmo', [
    { bytes: first, arrived: START * 1000 },
    { bytes: reply, arrived: START * 1000 + 1000 },
  ]);
});
afterEach(() => lore.close());
afterAll(() => http.close());

describe('a mail that is not stored', () => {
  it.each([undefined, 'gizmo', 'another'])('is had byte for byte, the list being %s', async (list) => {
    const answer = await fetchMail(http, endpointsOf(lore.url), { messageId: ODD, list });
    expect(answer).toEqual({ kind: 'mail', bytes: first, cut: false });
  });

  it('is had from a mirror where the server fails', async () => {
    const mirror = await lore.mirror();
    lore.faults.add({ fault: 'reply', reply: CHALLENGE, times: 9 });
    const answer = await fetchMail(http, endpointsOf(lore.url, mirror.url), { messageId: ODD });
    expect(answer).toMatchObject({ kind: 'mail' });
    expect(lore.requests).toHaveLength(1);
  });

  it.each([
    ['text/html', '<html><body>maintenance</body></html>', 'a page (HTML)'],
    ['text/plain', '\n<!doctype html><p>back soon</p>', 'a page (HTML)'],
    ['text/plain', 'Service is busy, try again\n', 'no mail'],
    ['text/plain', '', 'no mail'],
  ])('is not what a server says instead: %s %j', async (type, body, why) => {
    const reply = { headers: { 'content-type': type }, body };
    lore.faults.add({ fault: 'reply', reply, times: Number.POSITIVE_INFINITY });
    const answer = await fetchMail(http, endpointsOf(lore.url), { messageId: ODD });
    expect(answer).toMatchObject({ kind: 'failed', missing: false, why: expect.stringContaining(why) });
  });

  it('is missing where no list has it', async () => {
    const answer = await fetchMail(http, endpointsOf(lore.url), {
      messageId: 'no@example.org',
      list: 'gizmo',
    });
    expect(answer).toMatchObject({ kind: 'failed', missing: true });
  });
});

describe('a thread that is not stored', () => {
  it('is had as an mboxrd', async () => {
    const answer = await fetchThread(http, endpointsOf(lore.url), { messageId: 'reply@example.org' });
    const text = answer.kind === 'thread' ? answer.mbox.toString() : '';
    expect(text.match(/^From /gm)).toHaveLength(2);
    expect(text).toContain(`Message-ID: <${ODD}>`);
  });

  it('is no page', async () => {
    const reply = { headers: { 'content-type': 'text/html' }, body: '<html>back soon</html>' };
    lore.faults.add({ fault: 'reply', reply, times: Number.POSITIVE_INFINITY });
    const answer = await fetchThread(http, endpointsOf(lore.url), { messageId: 'reply@example.org' });
    expect(answer).toMatchObject({ kind: 'failed', why: expect.stringContaining('a page (HTML)') });
  });

  it('is refused where it is cut off or swells', async () => {
    const whole = await fetch(`${lore.url}/all/reply@example.org/t.mbox.gz`);
    const body = Buffer.from(await whole.arrayBuffer());
    expect(gunzipSync(body).length).toBeGreaterThan(100);
    lore.faults.add({ fault: 'reply', reply: { body: body.subarray(0, -20) } });
    const answer = await fetchThread(http, endpointsOf(lore.url), { messageId: 'reply@example.org' });
    expect(answer).toMatchObject({ kind: 'failed', why: expect.stringMatching(/cut off/) });
  });
});
