import { describe, expect, it } from 'vitest';
import type { Parcel, Platform, SendContext } from '../../src/ports/platform.ts';
import { CARD, POSTS, parcelFor } from './posts.ts';

export type PlatformUnderTest = {
  readonly platform: Platform;
  /** As people write it. */
  readonly target: string;
  /** What arrived so far, each as text, without what tells the time. */
  readonly arrived: () => Promise<readonly string[]>;
};

const NOON = Date.parse('2026-04-02T12:00:00Z');
export const CALM: SendContext = { now: () => NOON, signal: new AbortController().signal };

/** What every platform does. `open` makes a fresh one, with nothing in it; who calls closes what it opened. */
export function describePlatform(name: string, open: () => Promise<PlatformUnderTest>): void {
  describe(`${name} as a platform`, () => {
    it.each(Object.keys(POSTS))('brings a %s', async (which) => {
      const { platform, target, arrived } = await open();
      const post = POSTS[which] ?? expect.fail();
      const parcel = parcelFor(target, post);
      expect(platform.check(parcel.target)).toBeUndefined();
      expect(await platform.send(parcel, CALM)).toMatchObject({ what: 'sent', receipt: expect.any(Object) });
      const [first, ...more] = await arrived();
      expect(first?.length).toBeGreaterThan(10);
      expect(more).toEqual([]);
    });

    it('brings the same bytes twice for the same parcel', async () => {
      for (const post of Object.values(POSTS)) {
        const { platform, target, arrived } = await open();
        const parcel = parcelFor(target, post);
        await platform.send(parcel, CALM);
        await platform.send({ ...parcel, attempt: 2 }, CALM);
        const [first, second] = await arrived();
        expect(second).toBe(first);
      }
    });

    it('gives receipts without secrets, of text alone', async () => {
      const { platform, target } = await open();
      const outcome = await platform.send(parcelFor(target, { what: 'card', card: CARD }), CALM);
      const receipt = outcome.what === 'sent' ? outcome.receipt : expect.fail();
      expect(Object.values(receipt).every((value) => typeof value === 'string')).toBe(true);
      expect(JSON.stringify(receipt)).not.toMatch(/SECRET|T0KEN|unsubscribe/);
    });

    it('has the skills that it says', async () => {
      const { platform, target } = await open();
      if (platform.can.edit) {
        const before = await platform.send(parcelFor(target, { what: 'card', card: CARD }), CALM);
        const receipt = before.what === 'sent' ? before.receipt : expect.fail();
        const edit = parcelFor(target, { what: 'edit', card: CARD, before: receipt }, { key: 'other-1' });
        expect(await platform.send(edit, CALM)).toMatchObject({ what: 'sent' });
      }
      expect(platform.can.nonce).toBeGreaterThanOrEqual(0);
    });

    it('sends nothing when it is to stop', async () => {
      const { platform, target, arrived } = await open();
      const parcel = parcelFor(target, { what: 'card', card: CARD });
      const outcome = await platform.send(parcel, { ...CALM, signal: AbortSignal.abort() });
      expect(outcome).toMatchObject({ what: 'again', why: expect.any(String) });
      expect(await arrived()).toEqual([]);
    });

    it('refuses a target of somebody else', async () => {
      const { platform } = await open();
      const parcel: Parcel = {
        ...parcelFor('console:', { what: 'card', card: CARD }),
        target: { platform: platform.id, text: 'gopher:nowhere' },
      };
      if (platform.id === 'console') return;
      expect(platform.check(parcel.target)).toEqual(expect.any(String));
      expect(await platform.send(parcel, CALM)).toMatchObject({ what: 'refused', scope: 'target' });
    });

    it('closes, more than once', async () => {
      const { platform, target } = await open();
      await platform.send(parcelFor(target, { what: 'card', card: CARD }), CALM);
      await platform.close();
      await platform.close();
    });
  });
}
