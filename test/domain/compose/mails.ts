import type { Period } from '../../../src/domain/compose/period.ts';
import type { MessageId } from '../../../src/domain/ids.ts';
import type { MailKind } from '../../../src/domain/message.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { postingKey } from '../../../src/domain/posting.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import { NOTHING_SAID, type Said } from '../../../src/domain/series/said.ts';
import { NO_TREES } from '../../../src/domain/series/shipped.ts';
import type { StoryOptions } from '../../../src/domain/series/story.ts';
import { parseSubject } from '../../../src/domain/subject.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { type Category, relevanceOf } from '../../../src/domain/verdict.ts';

const HOUR = 3_600_000;
/** Monday of week 10 of 2026. */
export const MONDAY = Date.UTC(2026, 2, 2);
export const WEEK_10: Period = { since: MONDAY, until: MONDAY + 7 * 24 * HOUR };

export type MailSpec = {
  readonly id: string;
  readonly subject: string;
  /** Hours after the Monday. */
  readonly at?: number;
  readonly by?: string;
  readonly name?: string;
  /** The mail it answers, and the thread's first mail where that is another one. */
  readonly to?: string;
  readonly root?: string;
  readonly kind?: MailKind;
  readonly category?: Category;
  readonly files?: SeriesMail['files'];
  readonly areas?: readonly string[];
  readonly tags?: readonly string[];
  readonly outcome?: Partial<Outcome>;
  readonly said?: Partial<Said>;
  readonly lists?: readonly string[];
};

function kindOf(subject: string): MailKind {
  const line = parseSubject(subject);
  if (line.replyDepth > 0) return 'reply';
  if (line.tag === 'pull') return 'pull';
  if (line.patch === undefined) return 'other';
  return line.patch.part === 0 ? 'cover' : 'patch';
}

/** A kept mail as short as a test wants to say it: a reply is talk, a patch is Rust code, by Ada. */
export function makeMail(spec: MailSpec): SeriesMail {
  const { id, subject, at = 1, by = 'ada@example.org', name = 'Ada Holm', to, root } = spec;
  const kind = spec.kind ?? kindOf(subject);
  const author = { name, email: by };
  const category = spec.category ?? (kind === 'patch' ? 'code' : 'discussion');
  const line = parseSubject(subject);
  return {
    key: keyOf(id),
    parent: to === undefined ? undefined : keyOf(to),
    up: root === undefined && to === undefined ? undefined : keyOf(root ?? to ?? ''),
    thread: keyOf(root ?? to ?? id),
    posting: postingKey({ from: author, kind, line, messageId: id as MessageId }),
    part: line.patch?.part ?? 0,
    messageId: id as MessageId,
    subject,
    author,
    date: MONDAY + at * HOUR,
    kind,
    verdict: {
      category,
      relevant: relevanceOf(category),
      confidence: 0.9,
      evidence: [{ rule: `rule-${category}`, where: 'diff', text: id }],
    },
    files: spec.files ?? (kind === 'patch' ? [{ path: `rust/${id}.rs`, added: 2, removed: 1 }] : []),
    trailers: (spec.tags ?? []).map((tag) => {
      const [trailer = '', value = ''] = tag.split(': ');
      return { name: trailer, value };
    }),
    areas: spec.areas ?? [],
    findings: [],
    said: {
      ...NOTHING_SAID,
      ...spec.said,
      ...(spec.outcome && { outcome: { state: 'applied', tree: '', quote: 'Applied.', ...spec.outcome } }),
    },
    lists: spec.lists ?? ['rust-for-linux'],
  };
}

/** A set with a cover letter as git-send-email sends it: ids `<stamp>.<run>-N-ada@a`. */
export function makeSet(
  tag: string,
  total: number,
  title: string,
  options: { readonly run?: number; readonly at?: number; readonly to?: string; readonly root?: string } = {},
): SeriesMail[] {
  const { run = 1, at = 1, to, root } = options;
  const id = (n: number): string => `20260302100000.${run}-${n}-ada@a`;
  const cover = makeMail({
    id: id(1),
    subject: `[${tag} 0/${total}] ${title}`,
    at,
    ...(to && { to }),
    ...(root && { root }),
  });
  const parts = Array.from({ length: total }, (_, i) =>
    makeMail({
      id: id(i + 2),
      subject: `[${tag} ${i + 1}/${total}] rust: part ${i + 1} of ${title}`,
      at,
      to: id(1),
      root: root ?? to ?? id(1),
    }),
  );
  return [cover, ...parts];
}

/** The same things in an order that the seed decides. */
export function shuffled<T>(things: readonly T[], seed: number): T[] {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const rest = [...things];
  const mixed: T[] = [];
  while (rest.length > 0) mixed.push(...rest.splice(Math.floor(next() * rest.length), 1));
  return mixed;
}

/** As of the week's end; one maintainer. */
export const STORY: StoryOptions = {
  now: MONDAY + 7 * 24 * HOUR,
  staleAfterDays: 90,
  isMaintainer: ({ email }) => email === 'linus@example.org',
  trees: NO_TREES,
};
