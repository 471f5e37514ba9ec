import { displayName } from '../address.ts';
import type { LinkTo } from '../compose/entry.ts';
import type { Happening } from '../compose/happenings.ts';
import { byDate, type SeriesMail } from '../series/mail.ts';
import { mailsOf, type Posting } from '../series/postings.ts';
import { reviewedBy } from '../series/voices.ts';
import { boundName, idPart } from './bound.ts';
import type { Timed } from './order.ts';
import { type Reign, reigns } from './posting-at.ts';
import { revisionKey } from './posting-steps.ts';

const MAX_CLIMB = 200;

/** What was said of each revision while it was the newest: that it is reviewed, that somebody wants it changed or not at all. */
export function voiceSteps(happening: Happening, link: LinkTo): Timed[] {
  if (happening.what !== 'series') return [];
  return reigns(happening.postings).flatMap((reign) => {
    const answers = answersIn(reign, happening.answers);
    return [
      ...reviewedStep(reign.posting, answers, link),
      ...stanceSteps(reign.posting, answers, happening, link),
    ];
  });
}

function answersIn({ posting, until }: Reign, answers: readonly SeriesMail[]): SeriesMail[] {
  return answers.filter(({ date }) => date >= posting.date && date < until).sort(byDate);
}

function reviewedStep(posting: Posting, answers: readonly SeriesMail[], link: LinkTo): Timed[] {
  const mail = posting.rfc ? undefined : reviewedBy(posting, answers);
  if (!mail) return [];
  const key = `reviewed ${revisionKey(posting)}`;
  return [{ key, word: 'reviewed', text: 'reviewed', time: mail.date, url: link(mail), line: false }];
}

/** Each person once a revision, however often it is said. */
function stanceSteps(
  posting: Posting,
  answers: readonly SeriesMail[],
  { series, mails }: Happening,
  link: LinkTo,
): Timed[] {
  const spoken = new Set<string>();
  return answers.flatMap((mail): Timed[] => {
    const { stance } = mail.said;
    if (!stance) return [];
    const isAuthor = mail.author.email === posting.author.email;
    const isTaken = stance.what === 'withdrawn' || stance.what === 'superseded';
    const voice = `${stance.what} ${mail.author.email}`;
    if (isAuthor !== isTaken || spoken.has(voice)) return [];
    if (isTaken && !isOf(mail, posting, mails)) return [];
    spoken.add(voice);
    const said = { time: mail.date, url: link(mail), line: true };
    const id = idPart(mail.messageId);
    if (isTaken)
      return [{ ...said, key: `withdrawn ${id}`, word: 'withdrawn', text: 'withdrawn by its author' }];
    const who = boundName(displayName(mail.author));
    if (stance.what === 'changes')
      return [{ ...said, key: `changes ${id}`, word: 'objected', text: `changes requested by ${who}` }];
    // Whether it settles the matter may change; that it was said does not.
    const isFinal = series?.state === 'rejected' && series.evidence?.messageId === mail.messageId;
    return [
      { ...said, key: `nack ${id}`, word: isFinal ? 'rejected' : 'objected', text: `NACKed by ${who}` },
    ];
  });
}

/** "Superseded by v3", said in the thread of v2, takes nothing back of v3. Where the way up is broken, the date decides. */
function isOf(mail: SeriesMail, posting: Posting, mails: readonly SeriesMail[]): boolean {
  const own = new Set(mailsOf(posting).map(({ key }) => key));
  const byKey = new Map(mails.map((one) => [one.key, one]));
  let at: SeriesMail | undefined = mail;
  for (let i = 0; at !== undefined && i < MAX_CLIMB; i++) {
    if (own.has(at.key)) return true;
    if (at.posting !== undefined) return false;
    at = at.parent === undefined ? undefined : byKey.get(at.parent);
  }
  return true;
}
