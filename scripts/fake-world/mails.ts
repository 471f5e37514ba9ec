import { driverSeries, KEEPER, partId } from '../../test/chat/series-mails.ts';
import type { LoreMail } from '../../test/fakes/lore/ledger.ts';
import { type Letter, reply, revision } from '../../test/pipeline/matching/town.ts';
import { makeMail } from '../../test/sources/mails.ts';

export const LIST = 'rust-for-linux';
const MINUTE = 60_000;

/** What stood on the list before anybody was there. */
export function olderMails(now: number): LoreMail[] {
  return revision(1, now - 3 * 24 * 60 * MINUTE).map((letter) => mailOf(letter, letter.date));
}

/** A revision of the series that is told of, as it comes in now. */
export function postRevision(number: number, now: number): LoreMail[] {
  return driverSeries(number, now - MINUTE).map((letter) => mailOf(letter, now));
}

/** Somebody reviews the newest revision, or a maintainer takes it. `nth`: no two mails have one id. */
export function answerTo(
  number: number,
  what: 'review' | 'apply',
  { now, nth }: { readonly now: number; readonly nth: number },
): LoreMail {
  const at = now - MINUTE / 2;
  const letter =
    what === 'apply'
      ? reply(`applied-${nth}`, partId(number, 0), at, 'Applied to `hwmon-next`, thanks!', KEEPER)
      : reply(`review-${nth}`, partId(number, 2), at, REVIEW, `Bea Viewer <bea@example.org>`);
  return mailOf({ ...letter, subject: 'Re: [PATCH] hwmon: tmp999: add a driver in Rust' }, now);
}

const REVIEW = 'Looks good.\n\nReviewed-by: Bea Viewer <bea@example.org>';

function mailOf({ id, date, subject, from, body, answers, file }: Letter, arrived: number): LoreMail {
  const bytes = makeMail({
    id: `${id}@example.org`,
    subject,
    date: Math.floor(date / 1000),
    list: LIST,
    body: file === undefined ? (body ?? '') : `${body}\n\n${diffOf(file)}`,
    ...(from === undefined ? {} : { from }),
    ...(answers === undefined ? {} : { inReplyTo: `${answers}@example.org` }),
  });
  return { bytes, arrived };
}

function diffOf(file: string): string {
  return `---\ndiff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1,1 +1,2 @@\n // SPDX\n+pub fn turn() {}\n`;
}
