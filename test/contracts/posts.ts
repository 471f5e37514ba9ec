import type { Card, CardStep } from '../../src/domain/card/card.ts';
import { readTarget } from '../../src/domain/subscription/read-target.ts';
import type { Parcel, Post } from '../../src/ports/platform.ts';
import { readDigest } from '../render/fixtures.ts';

const EVIL =
  'rust: <b>&</b>\r\nBcc: eve@example.org\r\n\r\n.\r\nMAIL FROM:<eve@example.org>\u0000\u001b[31m \u202eevil\u202c \ud800 \u{1f980} <!channel> @everyone "; rm -rf';

const step = (key: string, text: string, more: Partial<CardStep> = {}): CardStep => ({
  key,
  word: 'revised',
  text,
  date: '2026-04-02T10:00:00.000Z',
  url: 'https://lore.example.org/r/v2@example.org/',
  line: true,
  ...more,
});

export const CARD: Card = {
  kind: 'series',
  id: 'v1@example.org',
  title: 'rust: add abstractions for made-up devices',
  url: 'https://lore.example.org/r/v1@example.org/',
  author: { name: 'Ada Holm', email: 'ada@example.org' },
  date: '2026-04-01T10:00:00.000Z',
  category: 'code',
  areas: ['drivers'],
  lists: ['made-up'],
  state: 'reviewed',
  revision: 'v2',
  facts: ['13 patches', '3 replies'],
  tags: [{ name: 'Reviewed-by', by: ['Bo Lind'] }],
  milestones: [],
  steps: [step('v1', 'v1', { word: 'posted' }), step('v2', 'v2, 13 patches')],
  press: [],
  evidence: [{ rule: 'rust-for-linux', where: 'list', text: 'made-up' }],
};

/** Strangers' words wherever a card has room for them. */
export const HOSTILE: Card = {
  ...CARD,
  title: EVIL,
  url: 'javascript:alert(1)',
  author: { name: EVIL, email: 'x"><script>@example.org' },
  areas: [EVIL],
  lists: [EVIL],
  state: EVIL,
  revision: EVIL,
  facts: [EVIL, 'x'.repeat(10_000)],
  tags: [{ name: EVIL, by: [EVIL, EVIL] }],
  milestones: [{ title: EVIL, type: EVIL, significance: 'major' }],
  steps: [step('v1', EVIL), step('v2', EVIL, { url: 'https://evil.example\r\nX: y' })],
  press: [{ source: EVIL, title: EVIL, url: 'data:text/html,x' }],
  evidence: [{ rule: EVIL, where: EVIL, text: EVIL }],
};

export const LONG: Card = { ...CARD, title: `rust: ${'\u{1f980} very long '.repeat(1000)}` };

const line = step('v2', 'v2, 13 patches');
const digest = readDigest('full');
const since = '2026-04-02T10:00:00.000Z';
const until = '2026-04-02T11:00:00.000Z';
const summaryOf = (text: string, more: number) => ({
  since,
  until,
  entries: [{ title: text, url: CARD.url, text }],
  more,
});

/** A post of every kind, by its name. */
export const POSTS: Readonly<Record<string, Post>> = {
  card: { what: 'card', card: CARD },
  edit: { what: 'edit', card: { ...CARD, state: 'applied to made-up-next' }, before: {} },
  line: { what: 'line', card: CARD, step: line, under: undefined },
  digest: { what: 'digest', digest, issue: '2026-W14', url: 'https://lorewatch.example.org/digest/2026-W14' },
  'digest without a page': { what: 'digest', digest, issue: '2026-W14', url: undefined },
  'empty digest': { what: 'digest', digest: { ...digest, sections: [] }, issue: '2026-W15', url: undefined },
  'hostile digest': { what: 'digest', digest: readDigest('hostile'), issue: '2026-W16', url: undefined },
  'huge digest': { what: 'digest', digest: readDigest('huge'), issue: '2026-W17', url: undefined },
  summary: { what: 'summary', summary: summaryOf('rust: one of them', 3) },
  notice: { what: 'notice', text: 'The store is nearly full.\n\nMake room.' },
  'hostile card': { what: 'card', card: HOSTILE },
  'hostile edit': { what: 'edit', card: HOSTILE, before: {} },
  'hostile line': {
    what: 'line',
    card: HOSTILE,
    step: step('v3', EVIL),
    under: { messageId: EVIL, subject: EVIL },
  },
  'hostile summary': { what: 'summary', summary: summaryOf(EVIL, 0) },
  'hostile notice': { what: 'notice', text: EVIL },
  'long card': { what: 'card', card: LONG },
};

/** A parcel for a target as people write it. Throws where it is none. */
export function parcelFor(target: string, post: Post, more: Partial<Parcel> = {}): Parcel {
  const read = readTarget(target);
  if ('wrong' in read) throw new Error(read.wrong);
  return {
    key: '01k2abc-17',
    target: read,
    post,
    attempt: 1,
    since: Date.parse('2026-04-02T12:00:00Z'),
    subscription: {
      id: 3,
      filter: 'area:drm',
      cadence: 'weekly MON 09:00 Europe/Berlin',
      unsubscribe: 'https://lorewatch.example.org/unsubscribe/T0KEN',
    },
    ...more,
  };
}
