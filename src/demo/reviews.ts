import { HOUR } from './calendar.ts';
import type { Mailbag } from './mailbag.ts';
import { chanceFor } from './mailbag.ts';
import type { PersonKey } from './people.ts';
import { otherPeople, people, rustReviewers, signature } from './people.ts';
import type { Random } from './random.ts';
import { answer } from './reply.ts';
import { answers, cRequests, cYieldings, praise, questions, requests, yieldings } from './review-words.ts';
import type { PostedRevision, ReviewSpec, ReviewTag } from './series-spec.ts';
import type { Draft } from './types.ts';

/** The mail that a review answers: its part, or where that never came the cover or the first patch. */
function target(posted: PostedRevision, part: number): Draft | undefined {
  return posted.parts.get(part) ?? posted.parts.get(0) ?? posted.parts.values().next().value;
}

/** Posts one review and what follows from it, and remembers the tag for the next revision. */
export function review(bag: Mailbag, posted: PostedRevision, spec: ReviewSpec): void {
  const mail = target(posted, spec.part);
  if (mail === undefined) return;
  const date = mail.date + spec.after * HOUR;
  if (date > bag.end - HOUR / 2) return;
  const tag = spec.tag === undefined ? {} : { tag: spec.tag };
  const quote = spec.part === 0 ? 'text' : 'diff';
  const first = answer(bag, mail, { by: spec.by, date, say: spec.say ?? '', quote, ...tag });
  if (spec.tag !== undefined && spec.tag !== 'Nacked-by') {
    const tags = posted.tags.get(spec.part) ?? [];
    posted.tags.set(spec.part, [...tags, `${spec.tag}: ${signature(spec.by)}`]);
  }
  if (spec.answer === undefined) return;
  const author = Object.entries(people).find(([, person]) => person === mail.from)?.[0] as
    | PersonKey
    | undefined;
  if (author === undefined || date + 9 * HOUR > bag.end) return;
  const second = answer(bag, first, { by: author, date: date + 4.3 * HOUR, say: spec.answer });
  if (spec.last === undefined || date + 14 * HOUR > bag.end) return;
  answer(bag, second, { by: spec.by, date: date + 9.1 * HOUR, say: spec.last });
}

function oneReview(chance: Random, part: number, by: PersonKey, rust: boolean): ReviewSpec {
  const after = 2 + chance.next() * 50;
  if (chance.chance(0.45)) {
    const tag = chance.pick<ReviewTag>(['Reviewed-by', 'Reviewed-by', 'Acked-by', 'Tested-by']);
    return { part, by, after, tag, say: chance.chance(0.5) ? chance.pick(praise) : '' };
  }
  if (rust && chance.chance(0.3))
    return { part, by, after, say: chance.pick(questions), answer: chance.pick(answers) };
  const say = chance.pick(rust ? requests : cRequests);
  const spec: ReviewSpec = { part, by, after, say };
  if (chance.chance(0.65)) spec.answer = chance.pick(rust ? yieldings : cYieldings);
  if (spec.answer !== undefined && chance.chance(0.3)) spec.last = chance.pick(praise);
  return spec;
}

/** `count` reviews of the usual kind, on parts 1 to `parts`. */
export function usualReviews(
  bag: Mailbag,
  key: string,
  count: number,
  parts: number,
  rust = true,
): ReviewSpec[] {
  const chance = chanceFor(bag, `reviews/${key}`);
  const reviewers = rust ? rustReviewers : otherPeople;
  return Array.from({ length: count }, () =>
    oneReview(chance, chance.int(1, parts), chance.pick(reviewers), rust),
  );
}
