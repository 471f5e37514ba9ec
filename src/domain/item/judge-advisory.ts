import { findAreas } from '../area.ts';
import type { FileChange } from '../diff.ts';
import type { MessageId } from '../ids.ts';
import type { Mail, MailKind } from '../message.ts';
import type { Finding } from '../milestone/milestone.ts';
import { fillKey, fillTitle } from '../milestone/title.ts';
import { NOTHING } from '../relevance/judge.ts';
import type { Witness } from '../relevance/rule.ts';
import { type Sight, testify } from '../relevance/witness.ts';
import { parseSubject } from '../subject.ts';
import { keyOf } from '../thread.ts';
import type { Topic } from '../topic.ts';
import { CATEGORIES, type Category, type Evidence, relevanceOf, type Verdict } from '../verdict.ts';
import type { Advisory } from './advisory.ts';
import type { JudgedItem } from './item.ts';

/** The milestone type for CVEs; a topic may have it or not. */
const CVE = 'cve';
const MAX_EVIDENCE = 4;
/** Rules look at mails; a CVE is shown to them as one that nobody sent. */
const NO_ID = 'advisory.invalid' as MessageId;

/**
 * How a CVE is about the topic: its affected files are the topic's own (by their ending, or by the paths that the
 * topic's rules know), else a commit that fixes it is known to be (`isAbout`), else its title says so by the
 * topic's rules. What the description says counts for nothing: fixes are explained by comparison with anything.
 */
export function judgeAdvisory(
  advisory: Advisory,
  topic: Topic,
  isAbout: (oid: string) => boolean,
): JudgedItem<Advisory> {
  const files = advisory.files.map(toChange);
  const verdict = judgeIt(advisory, files, topic, isAbout);
  const { id, fixes, title } = advisory;
  return {
    item: advisory,
    verdict,
    areas: findAreas(topic.areas, files, title),
    findings: findCve(advisory, verdict, topic),
    keys: [...new Set([id, ...fixes.map(({ commit }) => commit)])].map(keyOf),
  };
}

function judgeIt(
  { files: paths, fixes, title }: Advisory,
  files: readonly FileChange[],
  topic: Topic,
  isAbout: (oid: string) => boolean,
): Verdict {
  const own = paths.filter((path) => path.endsWith(topic.codeSuffix));
  if (own.length > 0)
    return toVerdict(
      'code',
      0.99,
      own.map((path) => seen('affected-file', 'files', path)),
    );
  const byFiles = askRules(topic, asPatch(title, files), hasFileWitness);
  if (byFiles?.category === 'code') return byFiles;
  const known = fixes.filter(({ commit }) => isAbout(commit));
  if (known.length > 0) {
    return toVerdict(
      'code',
      0.95,
      known.map(({ commit }) => seen('fixed-by-topic-commit', 'fixes', commit)),
    );
  }
  return byFiles ?? askRules(topic, asTalk(title), hasSubjectWitness) ?? NOTHING;
}

/** What the topic's rules say of a mail in small, the strongest category first; undefined where it is nothing. */
function askRules(topic: Topic, sight: Sight, looks: (witness: Witness) => boolean): Verdict | undefined {
  for (const category of CATEGORIES) {
    if (relevanceOf(category) !== 'yes') continue;
    const evidence: Evidence[] = [];
    let confidence = 0;
    for (const rule of topic.rules) {
      if (rule.category !== category || !looks(rule.witness)) continue;
      const found = testify(rule.witness, sight);
      if (!found) continue;
      evidence.push(seen(rule.id, found.where === 'diff' ? 'files' : found.where, found.text));
      confidence = Math.max(confidence, rule.confidence);
    }
    if (evidence.length > 0) return toVerdict(category, confidence, evidence);
  }
  return undefined;
}

function hasFileWitness(witness: Witness): boolean {
  return anyPart(witness, (part) => 'in' in part && part.in === 'files');
}

function hasSubjectWitness(witness: Witness): boolean {
  return anyPart(witness, (part) => 'in' in part && part.in === 'subject');
}

/** Whether a witness, or a part of it that is no denial, is of a kind. */
function anyPart(witness: Witness, is: (part: Witness) => boolean): boolean {
  if ('not' in witness) return false;
  if ('all' in witness) return witness.all.some((part) => anyPart(part, is));
  if ('any' in witness) return witness.any.some((part) => anyPart(part, is));
  return is(witness);
}

/** The fix as its patch would be, as far as it is known: the title and the files. */
function asPatch(title: string, files: readonly FileChange[]): Sight {
  return { mail: asMail(title, 'patch'), reading: { own: '', files, trailers: [], quoted: 0 }, own: '' };
}

/** The title alone, as a mail without a diff. */
function asTalk(title: string): Sight {
  return { mail: asMail(title, 'other'), reading: { own: '', files: [], trailers: [], quoted: 0 }, own: '' };
}

function asMail(subject: string, kind: MailKind): Mail {
  const nobody = { name: '', email: '' };
  return {
    messageId: NO_ID,
    idInferred: true,
    lists: [],
    from: nobody,
    sender: nobody,
    recipients: '',
    date: 0,
    received: 0,
    dateClamped: false,
    subject,
    line: parseSubject(subject),
    kind,
    inReplyTo: undefined,
    references: [],
    text: '',
    truncated: false,
  };
}

function toChange(path: string): FileChange {
  return { path, from: undefined, change: 'modified', binary: false, added: 0, removed: 0, start: 0, end: 0 };
}

function seen(rule: string, where: string, text: string): Evidence {
  return { rule, where, text };
}

function toVerdict(category: Category, confidence: number, evidence: readonly Evidence[]): Verdict {
  return {
    category,
    relevant: relevanceOf(category),
    confidence,
    evidence: evidence.slice(0, MAX_EVIDENCE),
  };
}

/** As the announcement's mail tells it, so that both are one. Whether it is the first, a record does not know. */
function findCve({ id, state, title }: Advisory, verdict: Verdict, topic: Topic): Finding[] {
  const told = verdict.category === 'code' || verdict.category === 'discussion';
  if (state === 'rejected' || !told || !topic.milestones.some((type) => type.id === CVE)) return [];
  return [
    {
      type: CVE,
      title: fillTitle('{cve}: {what}', { cve: id, what: title }),
      significance: 'minor',
      key: fillKey('{cve}', { cve: id }),
      evidence: verdict.evidence,
    },
  ];
}
