import type { Mail } from '../message.ts';
import { type Outcome, readOutcome } from '../outcome.ts';
import { type Reading, readText } from '../reading.ts';
import { type EarlierLink, readEarlier } from './earlier.ts';
import { readListed } from './listed.ts';
import { readPullTag } from './pull-tag.ts';
import { MAY_OBJECT, readStance, type Stance } from './stance.ts';
import { readTags, type Tag } from './tag.ts';

/** What a mail says that the story of its series needs, kept of every mail that says something. */
export type Said = {
  /** `change-id:` of b4 and `Change-Id:` of Gerrit: the same on every revision. */
  readonly changeIds: readonly string[];
  /** Postings that a patch or a cover letter calls earlier revisions of itself. */
  readonly earlier: readonly EarlierLink[];
  /** In an answer: what its sender gives. In a patch: what it carries. */
  readonly tags: readonly Tag[];
  readonly outcome: Outcome | undefined;
  readonly stance: Stance | undefined;
  /** Of a pull request: keys of the titles in its shortlog (`titleKey`). */
  readonly listed: readonly number[];
  /** Of a pull request: the tag that is to be pulled, `rust-7.2`. */
  readonly tag?: string | undefined;
};

export const NOTHING_SAID: Said = {
  changeIds: [],
  earlier: [],
  tags: [],
  outcome: undefined,
  stance: undefined,
  listed: [],
};

const MAX_CHANGE_IDS = 8;
const CHANGE_ID = /^change-id: {0,4}([\w.-]{8,200})[ \t\r]*$/gim;
/** Without one of these no answer says what became of a patch. */
const MAY_TELL = /appl|queued|pushed|picked|merged|taken|commit|\/c\//i;

/**
 * What the mail says of series: links to earlier revisions, tags, what became of a patch, objections, the
 * shortlog of a pull request. undefined where it says nothing. `reading` where somebody made it already.
 */
export function readSaid(mail: Mail, reading: Reading | undefined): Said | undefined {
  switch (mail.kind) {
    case 'patch':
    case 'cover':
      return saidByPatch(mail);
    case 'reply':
    case 'notice':
      return saidByAnswer(mail, reading);
    case 'pull': {
      const listed = readListed(mail.text);
      const tag = readPullTag(mail.text);
      return listed.length === 0 && tag === undefined ? undefined : { ...NOTHING_SAID, listed, tag };
    }
    case 'announce':
    case 'report':
    case 'other':
      return undefined;
  }
}

function saidByPatch(mail: Mail): Said | undefined {
  const head = beforeDiff(mail.text);
  const changeIds = readChangeIds(head);
  const earlier = head.includes('://') ? readEarlier(head, mail.messageId) : [];
  const tags = readTags(head, undefined);
  if (changeIds.length === 0 && earlier.length === 0 && tags.length === 0) return undefined;
  return { ...NOTHING_SAID, changeIds, earlier, tags };
}

function saidByAnswer(mail: Mail, reading: Reading | undefined): Said | undefined {
  const { text } = mail;
  const tags = mail.kind === 'reply' ? readTags(text, mail.from) : [];
  const tells = mail.kind === 'notice' || MAY_TELL.test(text);
  const objects = mail.kind === 'reply' && MAY_OBJECT.test(text);
  const own = tells || objects ? (reading ?? readText(text)).own : '';
  const outcome = tells ? readOutcome(mail, own) : undefined;
  const stance = objects ? readStance(own) : undefined;
  if (tags.length === 0 && outcome === undefined && stance === undefined) return undefined;
  return { ...NOTHING_SAID, tags, outcome, stance };
}

/** The commit message and what stands below its `---`. */
function beforeDiff(text: string): string {
  if (text.startsWith('diff --git ')) return '';
  const at = text.indexOf('\ndiff --git ');
  return at < 0 ? text : text.slice(0, at + 1);
}

function readChangeIds(head: string): string[] {
  if (!head.includes('hange-')) return [];
  const ids = [...head.matchAll(CHANGE_ID)].map((found) => (found[1] ?? '').toLowerCase());
  return [...new Set(ids)].slice(0, MAX_CHANGE_IDS);
}
