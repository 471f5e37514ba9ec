import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/domain/delivery/delivery.ts';
import { settleOutcome } from '../../../src/domain/delivery/settle.ts';
import { ADMIN_SUBSCRIPTION } from '../../../src/domain/subscription/subscription.ts';

const NOW = 1_000_000_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DELIVERY = { subscription: 3, kind: 'card', attempts: 1, created: NOW, doubt: undefined } as const;
const AT = { now: NOW, random: 0.5, handed: NOW - 100, proof: { nonce: 0, finds: false } };
const lost: Outcome = { what: 'unknown', why: 'no answer' };

describe('settling an outcome', () => {
  it('keeps the receipt of what was sent, and forgets the doubt', () => {
    const sent: Outcome = { what: 'sent', receipt: { ts: '1' } };
    expect(settleOutcome({ ...DELIVERY, doubt: 5 }, sent, AT)).toEqual({
      settled: { state: 'sent', reason: '', receipt: { ts: '1' } },
    });
  });

  it('holds the lane after a post as long as the platform wants it', () => {
    const sent: Outcome = { what: 'sent', receipt: { ts: '1' }, wait: 1000 };
    expect(settleOutcome(DELIVERY, sent, AT).settled).toEqual({
      state: 'sent',
      reason: '',
      receipt: { ts: '1' },
      laneUntil: NOW + 1000,
    });
  });

  it('holds the lane as long as what failed, and keeps an earlier doubt', () => {
    const again: Outcome = { what: 'again', why: 'too many', wait: 700 };
    expect(settleOutcome({ ...DELIVERY, doubt: 5 }, again, AT).settled).toEqual({
      state: 'failed',
      reason: 'too many',
      due: NOW + 700,
      laneUntil: NOW + 700,
      doubt: 5,
    });
    const own = settleOutcome(DELIVERY, { what: 'again', why: 'down' }, AT).settled;
    expect([own.due, own.laneUntil]).toEqual([NOW + 2500, NOW + 2500]);
  });

  it('gives up as dead, or as uncertain where an earlier try may have arrived', () => {
    const old = { ...DELIVERY, attempts: 12, created: NOW - DAY };
    const again: Outcome = { what: 'again', why: 'down' };
    expect(settleOutcome(old, again, AT).settled).toEqual({
      state: 'dead',
      reason: 'given up after 12 tries: down',
    });
    expect(settleOutcome({ ...old, doubt: 5 }, again, AT).settled.state).toBe('uncertain');
  });

  it('looks again in time for the nonce, counted from the first attempt that may have arrived', () => {
    const proof = { nonce: 100_000, finds: false };
    const first = settleOutcome({ ...DELIVERY, attempts: 9 }, lost, { ...AT, proof }).settled;
    expect(first).toMatchObject({ state: 'failed', doubt: NOW - 100, due: NOW - 100 + 80_000 });
    const late = { ...DELIVERY, attempts: 9, doubt: NOW - 80_000 };
    expect(settleOutcome(late, lost, { ...AT, proof }).settled.state).toBe('uncertain');
    const asks = { ...AT, proof: { ...proof, finds: true } };
    expect(settleOutcome(late, lost, asks).settled).toMatchObject({ state: 'failed', due: NOW + MINUTE });
  });

  it('makes an edit again without fear', () => {
    const edit = { ...DELIVERY, kind: 'edit', doubt: NOW - DAY } as const;
    expect(settleOutcome(edit, lost, AT).settled).toMatchObject({ state: 'failed', due: NOW + 2500 });
  });

  it('stops what is at fault', () => {
    const refused = (scope: 'post' | 'target' | 'platform'): Outcome => ({
      what: 'refused',
      scope,
      why: 'no',
    });
    expect(settleOutcome(DELIVERY, refused('post'), AT)).toEqual({
      settled: { state: 'dead', reason: 'no' },
    });
    expect(settleOutcome(DELIVERY, refused('target'), AT)).toEqual({
      settled: { state: 'suppressed', suppression: 'suspended', reason: 'no' },
      stop: { what: 'target', why: 'no' },
    });
    const until = NOW + 10 * MINUTE;
    expect(settleOutcome(DELIVERY, refused('platform'), AT)).toEqual({
      settled: { state: 'failed', reason: 'no', due: until, laneUntil: until, doubt: undefined },
      stop: { what: 'platform', why: 'no', until },
    });
    const admin = { ...DELIVERY, subscription: ADMIN_SUBSCRIPTION };
    expect(settleOutcome(admin, refused('target'), AT)).toEqual({
      settled: { state: 'dead', reason: 'no', laneUntil: NOW + 60 * MINUTE },
    });
  });

  it('keeps a reason to one line of bounded length', () => {
    const { reason } = settleOutcome(
      DELIVERY,
      { what: 'again', why: `a\r\n\u202Eb${'x'.repeat(999)}` },
      AT,
    ).settled;
    expect(reason).toMatch(/^a bx+\.\.\.$/);
    expect(reason).toHaveLength(400);
  });
});
