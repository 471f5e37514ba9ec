import { DAY, dayStamp, secondStamp } from './calendar.ts';
import type { Mailbag } from './mailbag.ts';
import { addressesOf, addressOf, chanceFor, moment, post } from './mailbag.ts';
import { people } from './people.ts';
import type { Random } from './random.ts';
import { review } from './reviews.ts';
import type { PatchSpec, PostedRevision, PostedSeries, RevisionSpec, SeriesSpec } from './series-spec.ts';
import { coverBody, patchBody } from './series-text.ts';
import type { Draft, SeriesPlace } from './types.ts';

/** `[PATCH RFC net-next v2 03/12]`, in the word order of the program that sent it. */
function prefix(spec: SeriesSpec, revision: RevisionSpec, part: number, total: number): string {
  const words = ['PATCH'];
  if (revision.rfc === true) spec.style === 'b4' ? words.push('RFC') : words.unshift('RFC');
  if (revision.resend === true) spec.style === 'b4' ? words.push('RESEND') : words.unshift('RESEND');
  if (spec.tree !== undefined) words.push(spec.tree);
  if (revision.number > 1) words.push(`v${revision.number}`);
  if (total > 1) words.push(`${String(part).padStart(String(total).length, '0')}/${total}`);
  return `[${words.join(' ')}]`;
}

function partId(
  spec: SeriesSpec,
  revision: RevisionSpec,
  date: number,
  part: number,
  number: string,
): string {
  const author = people[spec.author];
  if (spec.style === 'git') return `${secondStamp(date)}.${number}-${part + 1}-${author.email}`;
  return `${dayStamp(date)}-${spec.slug}-v${revision.number}-${part}-${number}@${author.email.split('@')[1]}`;
}

const idNumber = (spec: SeriesSpec, chance: Random): string =>
  spec.style === 'git' ? String(chance.int(20_000, 4_000_000)) : chance.hex(12);

/** What all mails of one revision share. */
type Sending = {
  bag: Mailbag;
  spec: SeriesSpec;
  revision: RevisionSpec;
  before: PostedRevision | undefined;
  patches: PatchSpec[];
  date: number;
  number: string;
  chance: Random;
};

function place(sending: Sending, part: number): SeriesPlace {
  const { spec, revision, patches } = sending;
  const { rfc = false, resend = false, number } = revision;
  return { key: spec.key, revision: number, part, total: patches.length, rfc, resend };
}

/** The mail above a part: the cover, else the first patch, else (for a threaded revision) the one before. */
function references(sending: Sending, part: number, head: string | undefined): string[] {
  const { revision, before } = sending;
  const first = before === undefined ? undefined : (before.parts.get(0) ?? [...before.parts.values()][0]);
  const above = revision.threaded === true && first !== undefined ? [first.id] : [];
  return head === undefined || part === 0 ? above : [...above, head];
}

function sendPart(sending: Sending, part: number, head: string | undefined): Draft {
  const { bag, spec, revision, patches, date, chance, number, before } = sending;
  const patch = patches[part - 1];
  const order = revision.shuffled === true ? chance.int(0, patches.length * 3) : part;
  const text = { spec, revision, patches, before, date };
  const recipients = [...spec.to.map(addressOf), ...addressesOf(spec.lists)];
  return post(bag, {
    by: spec.author,
    date: date + part * 1000,
    arrival: date + (35 + order * 2) * 1000,
    mailer: spec.style,
    id: partId(spec, revision, date, part, number),
    subject: `${prefix(spec, revision, part, patches.length)} ${patch?.title ?? spec.title}`,
    body: patch === undefined ? coverBody(text) : patchBody(text, patch, part),
    lists: spec.lists,
    to: recipients.slice(0, 1),
    cc: [...recipients.slice(1), ...(spec.cc ?? []), 'linux-kernel@vger.kernel.org'],
    references: references(sending, part, head),
    category: patch?.category ?? spec.coverCategory ?? 'discussion',
    kind: patch === undefined ? 'cover' : 'patch',
    series: place(sending, part),
  });
}

function postRevision(
  bag: Mailbag,
  spec: SeriesSpec,
  revision: RevisionSpec,
  before?: PostedRevision,
): PostedRevision {
  const chance = chanceFor(bag, `series/${spec.key}/${revision.number}/${revision.at}`);
  const patches = spec.patches.slice(0, revision.count);
  const date = moment(bag, revision.at, spec.author) + chance.int(0, 3000) * 1000;
  const sending: Sending = {
    bag,
    spec,
    revision,
    before,
    patches,
    date,
    number: idNumber(spec, chance),
    chance,
  };
  const parts = new Map<number, Draft>();
  const covered = patches.length > 1 && revision.uncovered !== true;
  let head: string | undefined;
  for (let part = covered ? 0 : 1; part <= patches.length; part += 1) {
    if (revision.missing?.includes(part) === true) continue;
    const draft = sendPart(sending, part, head);
    parts.set(part, draft);
    head ??= draft.id;
  }
  const posted: PostedRevision = { spec: revision, parts, tags: new Map(before?.tags) };
  for (const given of revision.reviews ?? []) review(bag, posted, given);
  return posted;
}

/** Posts all revisions of a series, each with its reviews, oldest first. */
export function postSeries(bag: Mailbag, spec: SeriesSpec): PostedSeries {
  const revisions: PostedRevision[] = [];
  for (const revision of spec.revisions) {
    if (bag.end - revision.at * DAY < bag.start - DAY) continue;
    revisions.push(postRevision(bag, spec, revision, revisions.at(-1)));
  }
  return { spec, revisions };
}
