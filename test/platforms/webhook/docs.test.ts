import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EVENT_TYPES, eventOf } from '../../../src/platforms/event.ts';
import { signWebhook, webhookSecret } from '../../../src/platforms/webhook/secret.ts';
import { CARD, parcelFor } from '../../contracts/posts.ts';

const page = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'lorewatch-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function block(language: string): string {
  return page.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? expect.fail(language);
}

describe('docs/webhooks.md', () => {
  it('shows an event as it is sent', () => {
    const parcel = parcelFor('https://hooks.example.org/rust', { what: 'card', card: CARD });
    expect(JSON.parse(block('json'))).toEqual(eventOf(parcel));
  });

  it('tells of each event, and of no other', () => {
    const told = [...page.matchAll(/^\| `([a-z.]+)` +\|/gm)].map(([, type]) => type);
    expect(told).toEqual([...EVENT_TYPES]);
  });

  it('shows how a signature is checked', async () => {
    const file = join(folder, 'verify.mjs');
    writeFileSync(file, block('js'));
    const { verify } = await import(file);
    const secret = webhookSecret('x', 'https://hooks.example.org/rust');
    const seconds = 1_775_131_200;
    const of = { id: 'key-1', seconds, body: '{"type":"notice"}' };
    const headers = {
      'webhook-id': of.id,
      'webhook-timestamp': `${seconds}`,
      'webhook-signature': signWebhook(secret, of),
    };
    const now = seconds * 1000;
    expect(verify(secret, headers, of.body, now)).toBe(true);
    expect(
      verify(secret, { ...headers, 'webhook-signature': `v1,x ${signWebhook(secret, of)}` }, of.body, now),
    ).toBe(true);
    expect(verify(webhookSecret('y', 'https://hooks.example.org/rust'), headers, of.body, now)).toBe(false);
    expect(verify(secret, headers, `${of.body} `, now)).toBe(false);
    expect(verify(secret, { ...headers, 'webhook-id': 'key-2' }, of.body, now)).toBe(false);
    expect(verify(secret, headers, of.body, now + 600_000)).toBe(false);
    expect(verify(secret, {}, of.body, now)).toBe(false);
  });
});
