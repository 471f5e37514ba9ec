import { displayName } from '../address.ts';
import type { Mail, MailKind } from '../message.ts';
import type { Reading } from '../reading.ts';
import { type Sight, testify } from '../relevance/witness.ts';
import type { Verdict } from '../verdict.ts';
import { isBackport } from './backport.ts';
import type { Finding } from './milestone.ts';
import { fillKey, fillTitle } from './title.ts';
import { type Trace, trace } from './trace.ts';
import type { MilestoneType, Proof } from './type.ts';

/** A change is told by the patch or by its cover letter. */
const TELLING: readonly MailKind[] = ['patch', 'cover'];

type Types = readonly MilestoneType[];

/**
 * What milestones one mail shows by itself. `own` is what the sender wrote with addresses and links taken out.
 * Whether a first of its kind really is the first, and what belongs together, only `assembleMilestones` knows.
 * Mails that are not about the topic, that forward or carry something to a stable tree tell none.
 */
export function findMilestones(
  mail: Mail,
  reading: Reading,
  own: string,
  verdict: Verdict,
  types: Types,
): Finding[] {
  if (verdict.relevant === 'no' || mail.line.forwarded) return [];
  const able = typesByKind(types).get(mail.kind);
  if (!able || isBackport(mail)) return [];
  const sight: Sight = { mail, reading, own };
  return able.flatMap((type) => findOne(type, sight));
}

const byKind = new WeakMap<Types, ReadonlyMap<MailKind, Types>>();

function typesByKind(types: Types): ReadonlyMap<MailKind, Types> {
  const known = byKind.get(types);
  if (known) return known;
  const sorted = new Map<MailKind, MilestoneType[]>();
  for (const type of types) {
    for (const kind of type.kinds ?? TELLING) sorted.set(kind, [...(sorted.get(kind) ?? []), type]);
  }
  byKind.set(types, sorted);
  return sorted;
}

/** The first proof that holds speaks; one mail may tell several of a type, each key once. */
function findOne(type: MilestoneType, sight: Sight): Finding[] {
  for (const proof of type.proofs) {
    const traces = trace(proof.clue, sight);
    if (traces.length === 0 || (proof.when && !testify(proof.when, sight))) continue;
    if (type.not && testify(type.not, sight)) return [];
    const findings = new Map<string, Finding>();
    for (const one of traces) {
      const finding = toFinding(type, proof, one, sight.mail);
      const name = finding.key || finding.title;
      if (!findings.has(name)) findings.set(name, finding);
    }
    return [...findings.values()];
  }
  return [];
}

function toFinding(type: MilestoneType, proof: Proof, { where, text, names }: Trace, mail: Mail): Finding {
  const known = { subject: mail.line.title, sender: displayName(mail.from), ...names };
  return {
    type: type.id,
    title: fillTitle(proof.title, known),
    significance: proof.significance ?? type.significance,
    key: proof.key === undefined ? '' : fillKey(proof.key, known),
    evidence: [{ rule: proof.id, where, text }],
  };
}
