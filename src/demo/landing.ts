import { DAY, HOUR } from './calendar.ts';
import type { Landed, Landing } from './landing-text.ts';
import { commitOf, patchworkBody, thanksBody, tipBody, titleOf } from './landing-text.ts';
import type { Mailbag } from './mailbag.ts';
import { addressOf, post } from './mailbag.ts';
import { people } from './people.ts';
import { answer } from './reply.ts';
import type { Draft, Person } from './types.ts';

function landed({ series }: Landing): Landed | undefined {
  const revision = series.revisions.at(-1);
  const head = revision?.parts.get(0) ?? revision?.parts.values().next().value;
  if (revision === undefined || head === undefined) return undefined;
  return { head, revision, patches: [...revision.parts].filter(([part]) => part > 0) };
}

const place = (draft: Draft): Pick<Draft, 'series'> =>
  draft.series === undefined ? {} : { series: draft.series };

/** "Applied to `rust-next`, thanks!", typed by a human. */
export function appliedByHand(bag: Mailbag, landing: Landing, note = ''): void {
  const what = landed(landing);
  if (what === undefined) return;
  const say = `Applied to \`${landing.tree}\`, thanks everyone!${note === '' ? '' : `\n\n${note}`}`;
  answer(bag, what.head, { by: landing.by, date: bag.end - landing.at * DAY, say, mailer: 'gmail' });
}

/** `b4 ty`: a list of the patches with their commits. */
export function appliedByTool(bag: Mailbag, landing: Landing): void {
  const what = landed(landing);
  if (what === undefined) return;
  const { head } = what;
  const { email } = people[landing.by];
  post(bag, {
    by: landing.by,
    date: bag.end - landing.at * DAY,
    mailer: 'b4',
    id: `${Math.floor(head.date / 1000)}.${commitOf(head.id).slice(0, 6)}.b4-ty@${email.split('@')[1]}`,
    subject: `Re: ${head.subject}`,
    body: thanksBody(landing, what),
    lists: head.lists,
    to: [...head.to.filter((address) => !address.includes(email)), addressOf(landing.series.spec.author)],
    cc: head.cc,
    references: [...head.references, head.id],
    category: 'discussion',
    kind: 'reply',
    ...place(head),
  });
}

/** patchwork-bot: the words of a robot, a quote, and the commits. */
export function patchworkNotice(bag: Mailbag, landing: Landing): void {
  const what = landed(landing);
  if (what === undefined) return;
  const { head } = what;
  const robot: Person = { name: '', email: 'patchwork-bot+rust-for-linux@kernel.org', zone: 0 };
  post(bag, {
    by: robot,
    date: bag.end - landing.at * DAY + 2 * HOUR,
    mailer: 'bot',
    subject: `Re: ${head.subject}`,
    body: patchworkBody(landing, what),
    lists: head.lists,
    to: [addressOf(landing.series.spec.author)],
    cc: head.cc,
    references: [head.id],
    category: 'discussion',
    kind: 'notice',
    ...place(head),
  });
}

/** tip-bot: a mail for the commit that went into a branch of tip, with the diff. */
export function tipNotice(bag: Mailbag, landing: Landing): void {
  const draft = landed(landing)?.patches[0]?.[1];
  if (draft === undefined) return;
  const title = titleOf(draft).replace(/: add /, ': Add ');
  const date = bag.end - landing.at * DAY;
  const robot: Person = { name: `tip-bot2 for ${draft.from.name}`, email: 'tip-bot2@linutronix.de', zone: 0 };
  post(bag, {
    by: robot,
    date,
    mailer: 'bot',
    id: `${Math.floor(date / 1000)}.1647592.${parseInt(commitOf(title).slice(0, 13), 16)}.tip-bot2@tip-bot2`,
    subject: `[tip: ${landing.tree}] ${title}`,
    body: tipBody(landing, draft, title, date),
    encoding: 'quoted-printable',
    lists: draft.lists,
    to: ['linux-tip-commits@vger.kernel.org'],
    cc: [addressOf(landing.series.spec.author), ...draft.to, ...draft.cc],
    references: [draft.id],
    headers: { Sender: 'tip-bot2@linutronix.de', 'Robot-ID': '<tip-bot2@linutronix.de>' },
    category: 'code',
    kind: 'notice',
    ...place(draft),
  });
}
