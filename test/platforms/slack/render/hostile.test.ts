import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, AnswerButton, AnswerPart, Line } from '../../../../src/domain/answer/answer.ts';
import { encodeAsk } from '../../../../src/domain/answer/ask.ts';
import type { Digest } from '../../../../src/domain/digest.ts';
import { renderAnswer } from '../../../../src/platforms/slack/render/answer.ts';
import { renderCardPost, renderLinePost } from '../../../../src/platforms/slack/render/card.ts';
import { renderDigestPosts } from '../../../../src/platforms/slack/render/digest.ts';
import { unescapeMrkdwn } from '../../../../src/platforms/slack/render/escape.ts';
import type { SlackMessage } from '../../../../src/platforms/slack/render/message.ts';
import { renderNoticePost, renderSummaryPost } from '../../../../src/platforms/slack/render/notice.ts';
import { viewCard } from '../../../../src/render/card-view.ts';
import { viewDigest } from '../../../../src/render/view.ts';
import { fuzz } from '../../../fuzz.ts';
import { anyCard, anyStep, anySummary } from '../../../render/any-card.ts';
import { address, anyDigest, words } from '../../../render/any-digest.ts';
import { checkMessage, seenOf } from '../contract.ts';

const RUNS = fuzz(10_000);
const LONG = 60_000 + RUNS.numRuns * 100;

const EVIL = [
  '<!channel> <!here> <!everyone> <@U1> <#C1|x> <!date^1^{date}|x> <!subteam^S1>',
  '@here @channel @everyone @group <@everyone>',
  '*a* _b_ ~c~ `d` ```e``` *_~`f`~_* __init__ *mut T',
  '&lt;!channel&gt; &amp;amp; </b> >quoted > x',
  ':tada: a:rust:b ::: :+1::skin-tone-2:',
  `${'a'.repeat(2000)}`,
  '&'.repeat(700),
  '"\\'.repeat(400),
  `a${'\u200d'.repeat(3000)}b`,
  `${'\u{1f469}\u200d'.repeat(900)}`,
  '\u{1f980}'.repeat(400),
  '\ud800\udc00\ud800 \udc00 x \udfff',
  `e${'\u0301'.repeat(900)}`,
  '<https://evil.example|here> |pipe|',
];

const hard = fc.oneof(
  words,
  fc.constantFrom(...EVIL),
  fc.tuple(words, fc.constantFrom(...EVIL)).map((all) => all.join(' ')),
);

const ask = fc.record({
  command: fc.constantFrom('why', 'search'),
  values: fc.dictionary(fc.constantFrom('what', 'filter', 'share'), hard, { maxKeys: 3 }),
  page: fc.nat(9),
});
const button: fc.Arbitrary<AnswerButton> = fc.oneof(
  fc.record({ label: hard, ask }),
  fc.record({ label: hard, url: address, style: fc.constantFrom('primary', 'danger', undefined) }),
);
const span = fc.oneof(
  hard,
  fc.record({
    text: hard,
    url: fc.option(address, { nil: undefined }),
    style: fc.constantFrom('strong', 'code', 'quiet', undefined),
  }),
);
const line: fc.Arbitrary<Line> = fc.array(span, { maxLength: 5 });
const entry = fc.record({
  title: line,
  lines: fc.array(line, { maxLength: 3 }),
  buttons: fc.option(fc.array(button, { maxLength: 3 }), { nil: undefined }),
});
const part: fc.Arbitrary<AnswerPart> = fc.oneof(
  fc.record({ what: fc.constant('text' as const), lines: fc.array(line, { maxLength: 6 }) }),
  fc.record({ what: fc.constant('code' as const), text: fc.oneof(hard, fc.constant('area:x\n     ^^')) }),
  fc.record({ what: fc.constant('heading' as const), text: hard }),
  fc.record({ what: fc.constant('entries' as const), entries: fc.array(entry, { maxLength: 30 }) }),
  fc.record({
    what: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: hard, value: line }), { maxLength: 6 }),
  }),
  fc.record({ what: fc.constant('card' as const), card: anyCard, why: fc.boolean() }),
  fc.record({
    what: fc.constant('digest' as const),
    digest: anyDigest,
    url: fc.option(address, { nil: undefined }),
  }),
);
const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  tone: fc.constantFrom('told', 'done', 'wrong'),
  title: hard,
  parts: fc.array(part, { maxLength: 4 }),
  buttons: fc.array(button, { maxLength: 5 }),
  page: fc.option(fc.record({ at: fc.nat(4), more: fc.boolean() }), { nil: undefined }),
  ask,
});

const hardDigest: fc.Arbitrary<Digest> = fc
  .tuple(anyDigest, hard, fc.nat(300))
  .map(([digest, text, count]) => ({
    ...digest,
    headline: [text, ...digest.headline].slice(0, 3),
    sections: digest.sections.map((section) => ({
      ...section,
      title: text,
      entries: section.entries.flatMap((each) =>
        Array.from({ length: 1 + (count % 40) }, () => ({ ...each, title: `${text} ${each.title}` })),
      ),
    })),
  }));

/** The hard ones take a hundred times as long. */
const mostly = fc.oneof({ weight: 5, arbitrary: anyDigest }, { weight: 1, arbitrary: hardDigest });

const options = fc.record({
  url: fc.constantFrom(undefined, 'https://lorewatch.example.org/digest/2026-W14'),
  picture: fc.constantFrom(undefined, { id: 'F0123', alt: 'Chart' }),
  cadence: fc.constantFrom('', 'weekly MON 09:00 Europe/Berlin'),
  filter: hard,
});

function valid(message: SlackMessage): void {
  expect(checkMessage(message)).toEqual([]);
}

describe('whatever strangers write, as messages of Slack', () => {
  it('R6: digests are never over a limit, R5: always valid, R10: never without a fallback', {
    timeout: LONG,
  }, () => {
    fc.assert(
      fc.property(mostly, options, (digest, more) => {
        const posts = renderDigestPosts(digest, more);
        expect(posts.length).toBeLessThanOrEqual(4);
        for (const post of posts) valid(post);
        expect(renderDigestPosts(structuredClone(digest), more)).toEqual(posts);
      }),
      RUNS,
    );
  });

  it('R6, R8: cards and lines are, too', { timeout: LONG }, () => {
    fc.assert(
      fc.property(anyCard, hard, anyStep, (card, text, step) => {
        const hit = { ...card, title: text, state: text, areas: [text], facts: [text, ...card.facts] };
        for (const each of [card, hit]) {
          valid(renderCardPost(each));
          valid(renderLinePost(each, { ...step, text }));
          valid(renderLinePost(each, step, true));
        }
      }),
      RUNS,
    );
  });

  it('R6: answers are, with room for the rows of whoever shows them', { timeout: LONG }, () => {
    fc.assert(
      fc.property(anyAnswer, fc.boolean(), (answer, isShared) => {
        const code = (of: typeof answer.ask) => {
          const text = encodeAsk(of, 1998);
          return text === undefined ? undefined : `n:${text}`;
        };
        const message = renderAnswer(answer, { code, isShared });
        valid(message);
        expect(message.blocks.length).toBeLessThanOrEqual(46);
        expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(10_500);
      }),
      RUNS,
    );
  });

  it('R6: summaries and notices are', { timeout: LONG }, () => {
    fc.assert(
      fc.property(anySummary, hard, fc.nat(60), (summary, text, count) => {
        const entries = summary.entries.flatMap((each) =>
          Array.from({ length: count }, () => ({ ...each, text })),
        );
        valid(renderSummaryPost({ ...summary, entries }));
        valid(renderNoticePost(`${text}\n\n${text.repeat(3)}\n${summary.since}`));
      }),
      RUNS,
    );
  });

  it('R7: what is seen is what was written, whole but for a mark where it was too long', {
    timeout: LONG,
  }, () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const seen = seenOf(renderCardPost(card).blocks);
        const title = unlike(viewCard(card).title);
        if (title.length < 100 && ![...card.title].some((char) => char.length > 1 || char > '\u02ff')) {
          expect(unlike(seen)).toContain(title);
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(anyDigest, (digest) => {
        const seen = unlike(
          renderDigestPosts(digest, { url: undefined, cadence: '', filter: '' })
            .map(({ blocks }) => seenOf(blocks))
            .join('\n'),
        );
        for (const { entries } of viewDigest(digest).sections)
          for (const { title } of entries)
            if (/^[ -~]{1,100}$/.test(title)) expect(seen).toContain(unlike(title));
      }),
      { numRuns: 500 },
    );
  });
});

/** Both sides without the letters that stand for one another. */
function unlike(text: string): string {
  return unescapeMrkdwn(text).replace(/[*`]/g, '').replaceAll('\u200b', '');
}
