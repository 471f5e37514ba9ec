import type { CardStep } from '../../../src/domain/card/card.ts';
import { stepsOfHappening } from '../../../src/domain/card/from-happening.ts';
import type { LinkTo } from '../../../src/domain/compose/entry.ts';
import { gatherHappenings, type Happening } from '../../../src/domain/compose/happenings.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import { NO_TREES, type Trees } from '../../../src/domain/series/shipped.ts';
import type { Stance } from '../../../src/domain/series/stance.ts';
import { type MailSpec, makeMail, STORY } from '../compose/mails.ts';

export const link: LinkTo = ({ messageId }) => `https://lore.example.org/r/${messageId}/`;

/** The one happening that the mails are. */
export function happeningOf(mails: readonly SeriesMail[], trees: Trees = NO_TREES): Happening {
  const [only, ...others] = gatherHappenings(mails, { ...STORY, trees });
  if (!only || others.length > 0) throw new Error(`${others.length + 1} happenings`);
  return only;
}

export function stepsOf(mails: readonly SeriesMail[], trees?: Trees): CardStep[] {
  return stepsOfHappening(happeningOf(mails, trees), [], link);
}

/** "applied rust-next: applied to rust-next by Bo Falk" */
export function told(mails: readonly SeriesMail[], trees?: Trees): string[] {
  return stepsOf(mails, trees).map(({ key, text }) => `${key}: ${text}`);
}

export function keysOf(mails: readonly SeriesMail[]): string[] {
  return stepsOf(mails).map(({ key }) => key);
}

/** The Message-ID of a mail that `makeSet` made: 1 is the cover letter. */
export const idOf = (n: number, run = 1): string => `20260302100000.${run}-${n}-ada@a`;

export const BO = { by: 'bo@example.org', name: 'Bo Falk' };
export const LINUS = { by: 'linus@example.org', name: 'Linus Example' };

let count = 0;

/** An answer to the first set's cover letter, by Bo, unless told otherwise. */
export function answer(spec: Partial<MailSpec> = {}): SeriesMail {
  count += 1;
  const { to = idOf(1), ...rest } = spec;
  return makeMail({
    id: `answer${count}@b`,
    subject: 'Re: [PATCH 0/3] x',
    at: 9,
    ...BO,
    to,
    root: idOf(1),
    ...rest,
  });
}

export const stance = (what: Stance['what']): Partial<MailSpec> => ({
  said: { stance: { what, quote: 'So be it.' } },
});
