import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import { renderAnswer } from '../../../../src/platforms/discord/render/answer.ts';
import { renderCardPost, renderLinePost, threadName } from '../../../../src/platforms/discord/render/card.ts';
import { renderDigestPosts } from '../../../../src/platforms/discord/render/digest.ts';
import type { DiscordPicture } from '../../../../src/platforms/discord/render/message.ts';
import { pressId } from '../../../../src/platforms/discord/render/press.ts';
import { renderNoticePost, renderSummaryPost } from '../../../../src/platforms/discord/render/summary.ts';
import { fuzz } from '../../../fuzz.ts';
import { anyCard, anyStep, anySummary } from '../../../render/any-card.ts';
import { anyDigest } from '../../../render/any-digest.ts';
import { readDigest } from '../../../render/fixtures.ts';
import { makeReport } from '../../../render/stats-report.ts';
import { hostileWords, sprinkle } from '../any-words.ts';
import { faultsOf } from '../contract.ts';

const RUNS = fuzz(10_000);
const PICTURE: DiscordPicture = { name: 'digest.png', bytes: new Uint8Array([1]), alt: 'a chart' };

const evil = fc.tuple(fc.array(hostileWords, { minLength: 1, maxLength: 7 }), fc.integer({ min: 1, max: 5 }));
const hostile = <Value>(any: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.tuple(any, evil).map(([value, [words, every]]) => sprinkle(value, words, every));

describe('messages for Discord, whatever they are made of', () => {
  it('R6: 10,000 digests are within every limit, and nothing in them is cut or pings', {
    timeout: 600_000,
  }, () => {
    const url = fc.constantFrom('https://lorewatch.example.org/digest/1', undefined, 'javascript:x');
    const picture = fc.constantFrom(PICTURE, undefined);
    fc.assert(
      fc.property(hostile(anyDigest), url, picture, hostileWords, (digest, address, drawn, filter) => {
        const page = { url: address, picture: drawn, cadence: 'weekly MON 09:00', filter };
        const posts = renderDigestPosts(digest, page);
        expect(posts.flatMap(faultsOf)).toEqual([]);
        expect(posts.length).toBeLessThanOrEqual(4);
        expect(posts[0]?.content.length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it('R6: so are 10,000 cards, and the lines under them', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(hostile(anyCard), hostile(anyStep), (card, step) => {
        const posts = [
          renderCardPost(card),
          renderLinePost(card, step),
          renderLinePost(card, step, { alone: true }),
        ];
        expect(posts.flatMap(faultsOf)).toEqual([]);
        const name = threadName(card);
        expect(name.length > 0 && name.length <= 100 && name.isWellFormed()).toBe(true);
      }),
      RUNS,
    );
  });

  it('R6: so are summaries and notices', () => {
    fc.assert(
      fc.property(hostile(anySummary), fc.array(hostileWords, { maxLength: 80 }), (summary, lines) => {
        expect(faultsOf(renderSummaryPost(summary))).toEqual([]);
        expect(faultsOf(renderNoticePost(lines.join('\n')))).toEqual([]);
      }),
      fuzz(3000),
    );
  });

  it('R6: so are 10,000 answers', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        hostile(anyAnswer),
        fc.boolean(),
        fc.constantFrom(PICTURE, undefined),
        (answer, isShared, picture) => {
          const post = renderAnswer(answer, { code: pressId, picture, isShared });
          expect(faultsOf(post)).toEqual([]);
          expect(post.components.length).toBeLessThanOrEqual(4);
        },
      ),
      RUNS,
    );
  });

  it.each(['full', 'hostile', 'huge', 'empty'])(
    'R7: the digest %s goes out whole lines at a time',
    (name) => {
      const digest = name === 'empty' ? { ...readDigest('full'), sections: [] } : readDigest(name);
      const page = { url: 'https://lorewatch.example.org/d/1', cadence: 'daily 09:00', filter: '' };
      const posts = renderDigestPosts(digest, { ...page, picture: PICTURE });
      expect(posts.flatMap(faultsOf)).toEqual([]);
      expect(posts.length).toBeLessThanOrEqual(4);
      expect(posts[0]?.files).toEqual([PICTURE]);
    },
  );
});

const line = fc.array(
  fc.oneof(
    hostileWords,
    fc.record({
      text: hostileWords,
      url: fc.constantFrom('https://lore.example.org/r/a@example.org/', undefined),
      style: fc.constantFrom('strong' as const, 'code' as const, 'quiet' as const, undefined),
    }),
  ),
  { maxLength: 4 },
);
const ask = fc.record({
  command: fc.constantFrom('why', 'search', 'digest'),
  values: fc.dictionary(fc.constantFrom('what', 'filter'), hostileWords),
  page: fc.nat(20),
});
const style = fc.constantFrom('primary' as const, 'danger' as const, undefined);
const button = fc.oneof(
  fc.record({ label: hostileWords, style, ask }),
  fc.record({ label: hostileWords, style, url: fc.constantFrom('https://example.org/', 'x:y') }),
);
const entry = fc.record({
  title: line,
  lines: fc.array(line, { maxLength: 3 }),
  buttons: fc.option(fc.array(button, { maxLength: 3 }), { nil: undefined }),
});
const part: fc.Arbitrary<Answer['parts'][number]> = fc.oneof(
  fc.record({ what: fc.constant('text' as const), lines: fc.array(line, { maxLength: 6 }) }),
  fc.record({
    what: fc.constant('code' as const),
    text: fc.array(hostileWords, { maxLength: 5 }).map((all) => all.join('\n')),
  }),
  fc.record({ what: fc.constant('heading' as const), text: hostileWords }),
  fc.record({ what: fc.constant('entries' as const), entries: fc.array(entry, { maxLength: 9 }) }),
  fc.record({
    what: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: hostileWords, value: line }), { maxLength: 9 }),
  }),
  fc.record({ what: fc.constant('card' as const), card: anyCard, why: fc.boolean() }),
  fc.record({
    what: fc.constant('digest' as const),
    digest: anyDigest,
    url: fc.constant('https://example.org/d'),
  }),
  fc.constant({ what: 'chart' as const, report: makeReport(6), measure: 'patches' as const }),
);
const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  tone: fc.constantFrom('told' as const, 'done' as const, 'wrong' as const),
  title: hostileWords,
  parts: fc.array(part, { maxLength: 5 }),
  buttons: fc.array(button, { maxLength: 5 }),
  page: fc.option(
    fc.record({ at: fc.nat(9), more: fc.boolean(), of: fc.option(fc.nat(10), { nil: undefined }) }),
    {
      nil: undefined,
    },
  ),
  ask,
});
