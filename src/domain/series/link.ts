import { keyOf } from '../thread.ts';
import type { SeriesMail } from './mail.ts';
import { byTime, follows, makeNode, type Node } from './node.ts';
import type { Posting } from './postings.ts';
import { type Above, createAbove, isRenamed, type Reason, reasonFor, sharesMissing } from './reasons.ts';
import { LINK_REASONS, type RevisionLink } from './series.ts';

/** The postings of one patch set, oldest first, each with its link to the one before. */
export type Chain = {
  readonly postings: readonly Posting[];
  readonly links: ReadonlyMap<Posting, RevisionLink>;
};

type Edge = { readonly later: Node; readonly earlier: Node } & Reason;

/** So many earlier postings of one name, branch or author's thread are compared with a new one. */
const MAX_CANDIDATES = 60;

/**
 * Puts the revisions of each patch set together. What an author wrote (a change-id, a link, an answer)
 * joins; what is inferred (branch, title, patches) joins only where no two different postings of one number
 * would meet. Depends on the set of postings alone, not on their order.
 */
export function linkPostings(postings: readonly Posting[], mails: readonly SeriesMail[]): Chain[] {
  const nodes = postings.map(makeNode).sort(byTime);
  const above = createAbove(nodes, mails);
  const edges = findEdges(nodes, above).sort(byStrength);
  const groups = new Map(nodes.map((node) => [node, [node]]));
  for (const edge of edges) {
    const one = groups.get(edge.earlier) ?? [];
    const other = groups.get(edge.later) ?? [];
    if (one === other || (edge.inferred && collide(one, other))) continue;
    const joined = [...one, ...other].sort(byTime);
    for (const node of joined) groups.set(node, joined);
  }
  return [...new Set(groups.values())].map((group) => makeChain(group, edges, above));
}

/** Surest first; then the nearest in time; then by age and id. */
function byStrength(a: Edge, b: Edge): number {
  return (
    Number(a.inferred) - Number(b.inferred) ||
    LINK_REASONS.indexOf(a.why) - LINK_REASONS.indexOf(b.why) ||
    gap(a) - gap(b) ||
    byTime(a.later, b.later) ||
    byTime(a.earlier, b.earlier)
  );
}

function gap({ later, earlier }: Edge): number {
  return later.posting.date - earlier.posting.date;
}

/** Two different postings of one number in one set: an inferred link must be wrong. */
function collide(one: readonly Node[], other: readonly Node[]): boolean {
  return one.some((a) =>
    other.some((b) => {
      const [x, y] = [a.posting, b.posting];
      const sameNumber = x.revision === y.revision && x.minor === y.minor && x.rfc === y.rfc;
      const [early, late] = byTime(a, b) <= 0 ? [a, b] : [b, a];
      return sameNumber && !follows(late, early);
    }),
  );
}

function findEdges(nodes: readonly Node[], above: Above): Edge[] {
  const index = createIndex(nodes);
  const edges: Edge[] = [];
  for (const later of nodes) {
    const own: Edge[] = [];
    for (const earlier of candidates(later, index, above)) {
      const reason =
        reasonFor(later, earlier, above) ??
        (sharesMissing(later, earlier, index.isKnown)
          ? ({ why: 'link', inferred: false } as const)
          : undefined);
      if (reason) own.push({ later, earlier, ...reason });
    }
    // Whose earlier revision is known by name or by number goes on with that one, whatever it answers.
    const isNamed = own.some(({ earlier, why }) => why !== 'in-reply-to' && !isRenamed(later, earlier));
    edges.push(...own.filter((edge) => !(isNamed && edge.why === 'in-reply-to' && edge.inferred)));
  }
  return edges;
}

type Index = {
  readonly byMark: ReadonlyMap<string, readonly Node[]>;
  readonly isKnown: (id: string) => boolean;
};

function createIndex(nodes: readonly Node[]): Index {
  const byMark = new Map<string, Node[]>();
  const keys = new Set(nodes.flatMap((node) => [...node.keys]));
  for (const node of nodes) {
    for (const mark of [...marksOf(node), ...[...node.keys].map((key) => `id ${key}`)]) {
      const known = byMark.get(mark);
      if (known) known.push(node);
      else byMark.set(mark, [node]);
    }
  }
  return { byMark, isKnown: (id) => keys.has(keyOf(id)) };
}

/** What two revisions may have in common. */
function marksOf(node: Node): string[] {
  return [
    ...[...node.changeIds].map((id) => `change ${id}`),
    ...node.earlier.map(({ id }) => `names ${keyOf(id)}`),
    ...(node.branch === undefined ? [] : [`branch ${node.branch}`]),
    ...new Set([node.title, ...node.titles].filter((title) => title !== '').map((title) => `title ${title}`)),
  ];
}

/** Older postings that share a mark, that are named, or that are answered; the latest of them. */
function candidates(node: Node, { byMark }: Index, above: Above): Node[] {
  const found = new Set<Node>();
  const answered = above(node.posting.head);
  if (answered) found.add(answered);
  const marks = [...marksOf(node), ...node.earlier.map(({ id }) => `id ${keyOf(id)}`)];
  for (const mark of marks) {
    const sharing = byMark.get(mark) ?? [];
    const older = sharing.filter((other) => other !== node && byTime(other, node) < 0);
    for (const other of older.slice(-MAX_CANDIDATES)) found.add(other);
  }
  found.delete(node);
  return [...found];
}

function makeChain(group: readonly Node[], edges: readonly Edge[], above: Above): Chain {
  const links = new Map<Posting, RevisionLink>();
  for (const [i, node] of group.entries()) {
    const before = group[i - 1];
    if (!before) continue;
    const { why, inferred } = reasonFor(node, before, above) ?? strongestOf(node, group, edges);
    links.set(node.posting, { to: firstOf(before.posting).messageId, why, inferred });
  }
  return { postings: group.map(({ posting }) => posting), links };
}

/** The edge that ties a posting to its set, where it is not the one to the posting before. */
function strongestOf(node: Node, group: readonly Node[], edges: readonly Edge[]): Reason {
  const inside = new Set(group);
  const own = edges.filter(({ later, earlier }) => inside.has(later) && inside.has(earlier));
  return (
    own.find(({ later }) => later === node) ??
    own.find(({ earlier }) => earlier === node) ?? { why: 'patches', inferred: true }
  );
}

/** The mail that stands for a posting: its cover letter, else its first part. */
export function firstOf({ cover, parts, head }: Posting): SeriesMail {
  if (cover) return cover;
  const least = Math.min(...parts.keys());
  return parts.get(least) ?? head;
}
