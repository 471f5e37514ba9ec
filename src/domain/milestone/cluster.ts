import { chainsOf, groupBy, keyOfPiece } from './first.ts';
import { byTime, type Piece } from './telling.ts';

/** What tells one milestone: its own pieces, and those of weaker types that its series tells as well. */
export type Cluster = { readonly own: readonly Piece[]; readonly weaker: readonly Piece[] };

type Node = { own: Piece[]; weaker: Piece[] };

/**
 * Joins what tells one happening: the same type in one matter, and the same type and key in matters that are
 * close in time. Of what one matter tells, only the weightiest type and those that stand apart are left.
 */
export function clusterPieces(pieces: readonly Piece[]): Cluster[] {
  const nodes = new Map<string, Node>();
  for (const told of groupBy(pieces, ({ matter }) => matter).values()) {
    for (const [id, node] of nodesOf(told)) nodes.set(id, node);
  }
  const parents = joinByKey(nodes);
  const clusters = new Map<string, Node>();
  for (const [id, node] of nodes) {
    const root = rootOf(parents, id);
    const cluster = clusters.get(root) ?? { own: [], weaker: [] };
    cluster.own.push(...node.own);
    cluster.weaker.push(...node.weaker);
    clusters.set(root, cluster);
  }
  return [...clusters.values()].map(({ own, weaker }) => ({
    own: own.sort(byTime),
    weaker: weaker.sort(byTime),
  }));
}

function nodeId({ type, matter }: Piece): string {
  return `${type.id}\n${matter}`;
}

/** The nodes of one matter. */
function nodesOf(told: readonly Piece[]): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const contending = told.filter(({ type }) => !type.apart);
  const strongest = Math.min(...contending.map(({ rank }) => rank));
  const weaker = contending.filter(({ rank }) => rank > strongest);
  for (const piece of told) {
    if (!piece.type.apart && piece.rank > strongest) continue;
    const node = nodes.get(nodeId(piece)) ?? { own: [], weaker: piece.type.apart ? [] : weaker };
    node.own.push(piece);
    nodes.set(nodeId(piece), node);
  }
  return nodes;
}

function joinByKey(nodes: ReadonlyMap<string, Node>): Map<string, string> {
  const parents = new Map<string, string>();
  const keyed = [...nodes.values()].flatMap(({ own }) => own.filter(({ finding }) => finding.key !== ''));
  for (const same of groupBy(keyed.sort(byTime), keyOfPiece).values()) {
    // What is a first has been sorted out: all that is left of a key is one happening.
    const chains = same[0]?.type.first ? [same] : chainsOf(same);
    for (const [first, ...others] of chains) {
      for (const other of others) if (first) join(parents, nodeId(first), nodeId(other));
    }
  }
  return parents;
}

/** The smaller name becomes the root, so that the order of joining leaves no trace. */
function join(parents: Map<string, string>, one: string, other: string): void {
  const [a, b] = [rootOf(parents, one), rootOf(parents, other)];
  if (a < b) parents.set(b, a);
  else if (b < a) parents.set(a, b);
}

function rootOf(parents: ReadonlyMap<string, string>, id: string): string {
  let at = id;
  for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
  return at;
}
