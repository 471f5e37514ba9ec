import { type Address, displayName } from '../address.ts';

/** One human being, under whatever names and addresses. */
export type Person = { readonly name: string };

/**
 * Tells who is who: the same name under two addresses is one person, and so is the same address under two
 * names. Asked about somebody who was not among `addresses`, it gives a person of his own.
 */
export function gatherPeople(addresses: Iterable<Address>): (address: Address) => Person {
  const parents = new Map<string, string>();
  const spellings = new Map<string, Map<string, number>>();
  for (const address of addresses) {
    const [first, ...rest] = keysOf(address);
    if (first === undefined) continue;
    for (const key of [first, ...rest]) join(parents, first, key);
    const name = displayName(address);
    const counts = spellings.get(first) ?? new Map<string, number>();
    spellings.set(first, counts.set(name, (counts.get(name) ?? 0) + 1));
  }
  const people = nameGroups(parents, spellings);
  return (address) => {
    const known = keysOf(address).map((key) => people.get(rootOf(parents, key)));
    return known.find((person) => person !== undefined) ?? { name: displayName(address) };
  };
}

/** What a person is known by; the name before the address. */
export function keysOf({ name, email }: Address): string[] {
  const words = name.toLowerCase().replace(/\s+/g, ' ').trim();
  return [
    ...(words === '' ? [] : [`name ${words}`]),
    ...(email === '' ? [] : [`mail ${email.toLowerCase()}`]),
  ];
}

/** The most used spelling is the person's name. */
function nameGroups(
  parents: Map<string, string>,
  spellings: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Map<string, Person> {
  const groups = new Map<string, Map<string, number>>();
  for (const [key, counts] of spellings) {
    const root = rootOf(parents, key);
    const group = groups.get(root) ?? new Map<string, number>();
    for (const [name, count] of counts) group.set(name, (group.get(name) ?? 0) + count);
    groups.set(root, group);
  }
  return new Map([...groups].map(([root, counts]) => [root, { name: mostUsed(counts) }]));
}

function mostUsed(counts: ReadonlyMap<string, number>): string {
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return ranked[0]?.[0] ?? '';
}

function join(parents: Map<string, string>, one: string, other: string): void {
  const a = rootOf(parents, one);
  const b = rootOf(parents, other);
  parents.set(b, a);
}

/** Halves the way as it goes: mail can make long chains. */
function rootOf(parents: Map<string, string>, key: string): string {
  let at = key;
  for (;;) {
    const up = parents.get(at) ?? at;
    if (up === at) return at;
    const above = parents.get(up) ?? up;
    parents.set(at, above);
    at = above;
  }
}
