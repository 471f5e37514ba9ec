import { DAY, HOUR } from './calendar.ts';
import type { Mailbag } from './mailbag.ts';
import { chanceFor, moment, post } from './mailbag.ts';
import { noiseChanges } from './noise-diffs.ts';
import {
  noiseActions,
  noiseAreas,
  noiseCovers,
  noiseQuestions,
  noiseReasons,
  noiseThings,
} from './noise-words.ts';
import type { PersonKey } from './people.ts';
import { otherPeople } from './people.ts';
import type { Random } from './random.ts';
import { answer } from './reply.ts';
import { cRequests, cYieldings, praise } from './review-words.ts';
import { usualReviews } from './reviews.ts';
import { postSeries } from './series.ts';
import type { PatchSpec, RevisionSpec, SeriesSpec } from './series-spec.ts';
import type { Draft } from './types.ts';

function noisePatch(chance: Random, area: string): PatchSpec {
  const action = chance.pick(noiseActions).replace('{thing}', chance.pick(noiseThings));
  return {
    category: 'none',
    title: `${area}: ${action}`,
    body: chance.pick(noiseReasons),
    changes: noiseChanges(chance),
  };
}

function noiseSeries(bag: Mailbag, key: string, at: number): SeriesSpec {
  const chance = chanceFor(bag, key);
  const size = chance.chance(0.62) ? 1 : chance.int(2, 6);
  const area = chance.pick(noiseAreas);
  const patches = Array.from({ length: size }, () => noisePatch(chance, area));
  const again = chance.chance(0.35) && at > 4;
  const revision = (number: number, when: number): RevisionSpec => ({
    at: when,
    number,
    rfc: number === 1 && chance.chance(0.08),
    ...(chance.chance(0.05) && number > 1 ? { threaded: true } : {}),
    reviews: usualReviews(bag, `${key}/${number}`, chance.int(0, 3), size, false),
  });
  const gap = 1.5 + chance.next() * 9;
  return {
    key,
    title:
      size === 1
        ? (patches[0]?.title ?? '')
        : `${area}: ${chance.pick(['assorted fixes', 'clean-ups', 'less work for make', 'small things'])}`,
    author: chance.pick(otherPeople),
    style: chance.chance(0.5) ? 'b4' : 'git',
    slug: `kbuild-${key.replace(/\W+/g, '-')}`,
    lists: ['linux-kbuild'],
    to: ['leopold'],
    intro: chance.pick(noiseCovers),
    coverCategory: 'none',
    patches,
    revisions: again && at > gap ? [revision(1, at), revision(2, at - gap)] : [revision(1, at)],
  };
}

function question(bag: Mailbag, key: string, at: number): void {
  const chance = chanceFor(bag, key);
  const [subject = '', body = ''] = chance.pick(noiseQuestions);
  const by = chance.pick(otherPeople);
  let last: Draft = post(bag, {
    by,
    date: moment(bag, at, by),
    mailer: chance.pick(['mutt', 'thunderbird', 'gmail']),
    subject,
    body: `Hi,\n\n${body}\n`,
    lists: ['linux-kbuild'],
    category: 'none',
    kind: 'other',
  });
  for (let turn = chance.int(1, 4); turn > 0; turn -= 1) {
    const other: PersonKey = chance.pick(otherPeople);
    const date = last.date + (1 + chance.next() * 20) * HOUR;
    if (date > bag.end - HOUR) return;
    last = answer(bag, last, { by: other, date, say: chance.pick([...cRequests, ...cYieldings]) });
  }
}

function applied(bag: Mailbag, key: string, spec: SeriesSpec): void {
  const chance = chanceFor(bag, `${key}/applied`);
  const revision = postSeries(bag, spec).revisions.at(-1);
  const head = revision?.parts.get(0) ?? revision?.parts.get(1);
  if (head === undefined || !chance.chance(0.4)) return;
  const date = head.date + (1 + chance.next() * 5) * DAY;
  if (date > bag.end - HOUR) return;
  answer(bag, head, {
    by: 'leopold',
    date,
    say: chance.pick([
      'Applied to linux-kbuild. Thanks!',
      'Applied, thanks.',
      `${chance.pick(praise)}\n\nApplied to kbuild-next.`,
    ]),
  });
}

/** How busy each week is, the last one first; it goes round where the world is longer. */
const weeks = [1.15, 0.9, 1, 1.1, 0.8, 1.05, 1.2, 0.95, 0.6, 0.85, 1, 0.75];

/** The days before the end at which something begins: more on working days, in the shape of `weeks`. */
export function schedule(bag: Mailbag, key: string, perWeek: number, shape: number[] = weeks): number[] {
  const chance = chanceFor(bag, key);
  const total = Math.ceil((bag.end - bag.start) / (7 * DAY));
  return Array.from({ length: total }, (_, week) => {
    const count = Math.round(perWeek * (shape[week % shape.length] ?? 1) * (0.9 + chance.next() * 0.2));
    return Array.from({ length: count }, () => {
      const weekday = chance.chance(0.88) ? chance.next() * 5 : 5 + chance.next() * 2;
      return week * 7 + 7 - weekday;
    });
  }).flat();
}

/** The traffic of a build list that has nothing to do with Rust. */
export function postNoise(bag: Mailbag): void {
  schedule(bag, 'noise', 8.6).forEach((at, index) => {
    applied(bag, `noise-${index}`, noiseSeries(bag, `noise-${index}`, at));
  });
  schedule(bag, 'questions', 1.6).forEach((at, index) => {
    question(bag, `question-${index}`, at);
  });
}
