import { displayName } from '../address.ts';
import type { Finding } from '../milestone/milestone.ts';
import { fillKey, fillTitle } from '../milestone/title.ts';
import type { MilestoneType, Proof } from '../milestone/type.ts';
import { keyOf } from '../thread.ts';
import type { Commit } from './commit.ts';

/** By this key the commits are found that are the first of something. */
export const FIRSTS_KEY = keyOf('tree-first');

const MAX_FINDINGS = 12;
const MAX_QUOTE = 120;

/**
 * What a commit is the first of, by its tree: of each type of which only the first counts and that a new file
 * tells, what the file's path names, where nothing of the kind stood there before. Keys and titles are those that
 * the patch would have, so that mail and commit tell one milestone. That the build takes the file up, which a patch
 * has to show, is not asked: it is in the tree. A backport arrives nowhere for the first time.
 */
export function findFirsts(commit: Commit, types: readonly MilestoneType[]): Finding[] {
  const { firsts = [], added = [], upstream } = commit;
  if (firsts.length === 0 || upstream !== undefined) return [];
  const findings = new Map<string, Finding>();
  for (const type of types.filter(({ first }) => first)) {
    for (const proof of type.proofs) {
      for (const path of added) {
        const found = findFirst(commit, type, proof, path);
        if (found && !findings.has(`${type.id}\n${found.key}`))
          findings.set(`${type.id}\n${found.key}`, found);
        if (findings.size >= MAX_FINDINGS) return [...findings.values()];
      }
    }
  }
  return [...findings.values()];
}

function findFirst(
  { subject, author, firsts = [] }: Commit,
  type: MilestoneType,
  { clue, key, title, significance }: Proof,
  path: string,
): Finding | undefined {
  if (clue.in !== 'files' || clue.change !== 'added' || key === undefined) return undefined;
  const found = clue.path.exec(path);
  if (!found) return undefined;
  const names = { subject, sender: displayName(author), ...found.groups };
  const place = fillTitle(key, names);
  if (!firsts.some((folder) => place === folder || place.startsWith(`${folder}/`))) return undefined;
  return {
    type: type.id,
    title: fillTitle(title, names),
    significance: significance ?? type.significance,
    key: fillKey(key, names),
    evidence: [{ rule: 'tree-first', where: 'files', text: path.slice(0, MAX_QUOTE) }],
  };
}
