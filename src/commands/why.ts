import { displayName } from '../domain/address.ts';
import type { Answer, AnswerButton, AnswerEntry, AnswerPart, Line } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import type { MessageId } from '../domain/ids.ts';
import type { KnownItem } from '../domain/item/item.ts';
import { itemDate, itemTitle } from '../domain/item/subject.ts';
import { mailUrl } from '../domain/links.ts';
import type { Milestone } from '../domain/milestone/milestone.ts';
import type { Series } from '../domain/series/series.ts';
import { findMail } from '../pipeline/answer.ts';
import { tellThreads } from '../pipeline/matching/tell-threads.ts';
import type { WhyQuestion } from '../pipeline/matching/why-delivery.ts';
import { type Explained, explainMail } from '../pipeline/rejudge.ts';
import { seriesOfMails } from '../pipeline/series.ts';
import type { Asker } from '../ports/chat.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { followButton, storyButton } from './told/buttons.ts';
import { evidencePart, verdictLine } from './told/evidence.ts';
import { fateParts } from './told/fate.ts';
import { fetched } from './told/fetched.ts';
import { milestoneEntry } from './told/milestone-entry.ts';
import { answerTitle, isoDay, sideBySide } from './told/phrases.ts';
import { recentMilestones } from './told/recent.ts';
import { readReference } from './told/reference.ts';
import { seriesEntry } from './told/series-entry.ts';

export type WhyMail = {
  readonly mail: Explained;
  readonly series: Series | undefined;
  readonly milestones: readonly Milestone[];
};

/** Why a stored mail is about the topic, and what it is a part of; undefined where the store lacks it. */
export async function askWhy(
  deps: Pick<CommandDeps, 'store' | 'topic' | 'lore' | 'now' | 'fetchBodies'>,
  messageId: MessageId,
): Promise<WhyMail | undefined> {
  const { store, topic, now, fetchBodies } = deps;
  const mail = await explainMail(store, fetchBodies, messageId, topic);
  const stored = findMail(store, messageId);
  if (!mail || !stored) return undefined;
  const series = seriesOfMails(store, topic, [stored], { now: now() }).get(messageId);
  // A patch set is told by its own threads; what a pull request or a notice tells of stands in others.
  const told = series
    ? tellThreads(deps, [stored.thread]).milestones
    : recentMilestones(store, topic, { now: now() });
  const milestones = told.filter(({ mails }) => mails.includes(messageId));
  return { mail, series, milestones };
}

type Wish = { readonly what: string };

export const whyCommand = defineCommand<Wish>({
  spec: {
    name: 'why',
    summary: 'why something is told, what it is a part of, and what became of it here',
    detail: `Takes a Message-ID, a link to a mail, a CVE, a commit id (40 letters), a version or the address of an
article. It tells which rules saw what, the series and milestones that it belongs to, and of each subscription of this
place whether it was posted, waits, or was passed over by which part of the filter.`,
    options: [
      {
        name: 'what',
        summary: 'A Message-ID, a link, a CVE, a commit or a version',
        kind: 'text',
        required: true,
        suggests: 'series',
      },
      SHARE_OPTION,
    ],
    rest: 'what',
    manages: false,
    examples: [
      'why 20260405235309.418950-1-a@example.org',
      'why https://lore.kernel.org/rust-for-linux/20260405235309.418950-1-a@example.org/',
      'why CVE-2026-12345',
      'why 7.2',
    ],
  },
  read: ({ values: { what = '' } }) =>
    what.trim() === ''
      ? { wrong: '`why` wants a Message-ID, a link, a CVE, a commit or a version behind it' }
      : { what: what.trim() },
  act: async (deps, { what }, asker, ask): Promise<Answer | Wrong> => {
    const named = readReference(deps.store, what);
    if ('wrong' in named) return named;
    if (named.what === 'item') return tellItem(deps, named.known, asker, ask);
    if (named.what === 'card') return tellCard(deps, named.card, ask);
    const told = await fetched(deps, what, named.messageId, () => askWhy(deps, named.messageId));
    return 'wrong' in told ? told : tellMail(deps, told, asker, ask);
  },
});

function tellMail(deps: CommandDeps, { mail, series, milestones }: WhyMail, asker: Asker, ask: Ask): Answer {
  const { subject, from, date, lists, messageId, verdict, note, lookalikes } = mail;
  const { topic, lore } = deps;
  const notes: Line[] = note === null ? [] : [[note]];
  if (verdict.evidence.length === 0 && lookalikes.length > 0)
    notes.push([`Its letters stand only in: ${lookalikes.slice(0, 8).join(', ')}`]);
  const where = lists.slice(0, 4).join(', ');
  return {
    tone: 'told',
    title: answerTitle(`Why: ${subject || '(no subject)'}`),
    parts: [
      {
        what: 'text',
        lines: [sideBySide([displayName(from), isoDay(date), where]), verdictLine(topic, verdict), ...notes],
      },
      ...evidencePart(topic, verdict.evidence),
      ...entriesPart('Patch series', series ? [withoutButtons(seriesEntry(series, lore))] : []),
      ...entriesPart(
        'Milestones',
        milestones.map((one) => withoutButtons(milestoneEntry(one, lore))),
      ),
      ...fateParts(deps, { messageId }, asker),
    ],
    buttons: [
      ...(series ? [followButton(messageId), storyButton(messageId)] : []),
      { label: 'The mail', url: mailUrl(lore, messageId, lists) },
    ],
    ask,
  };
}

function tellItem(deps: CommandDeps, known: KnownItem, asker: Asker, ask: Ask): Answer {
  const { item, verdict, areas, findings, sources } = known;
  const { kind, id } = item;
  const question: WhyQuestion = { item: { kind, id } };
  const facts = sideBySide([
    kind,
    isoDay(itemDate(known)),
    areas.slice(0, 4).join(', '),
    `by way of ${sources.slice(0, 4).join(', ')}`,
  ]);
  const found = findings.map(
    ({ title, type }): AnswerEntry => ({ title: [{ text: title, style: 'strong' }], lines: [[type]] }),
  );
  return {
    tone: 'told',
    title: answerTitle(`Why: ${itemTitle(item) || '(no title)'}`),
    parts: [
      { what: 'text', lines: [facts, verdictLine(deps.topic, verdict)] },
      ...evidencePart(deps.topic, verdict.evidence),
      ...entriesPart('Milestones', found),
      ...fateParts(deps, question, asker),
    ],
    buttons: itemButtons(known),
    ask,
  };
}

function itemButtons({ item }: KnownItem): AnswerButton[] {
  const url = item.kind === 'commit' ? undefined : item.url;
  const page = url === undefined || url === '' ? [] : [{ label: 'Page', url }];
  if (item.kind !== 'release') return page;
  return [
    { label: 'What came with it', ask: { command: 'release', values: { version: item.id }, page: 0 } },
    ...page,
  ];
}

/** A story of the press: what is known of it stands on its card. */
function tellCard(_deps: CommandDeps, card: Extract<AnswerPart, { what: 'card' }>['card'], ask: Ask): Answer {
  return {
    tone: 'told',
    title: answerTitle(`Why: ${card.title}`),
    parts: [{ what: 'card', card, why: true }],
    buttons: card.url === '' ? [] : [{ label: 'Page', url: card.url }],
    ask,
  };
}

function entriesPart(heading: string, entries: readonly AnswerEntry[]): AnswerPart[] {
  return entries.length === 0
    ? []
    : [
        { what: 'heading', text: heading },
        { what: 'entries', entries },
      ];
}

/** The buttons of the answer lead there already. */
function withoutButtons({ title, lines }: AnswerEntry): AnswerEntry {
  return { title, lines };
}
