import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { C_DIFF, makeMail, RUST_DIFF, START } from '../sources/mails.ts';
import { listRef, mailEntry, picture, remember, removalEntry } from './store-world.ts';

type Shape = { readonly parent: number; readonly style: number; readonly kind: number };

const shape = fc.record({ parent: fc.nat(12), style: fc.nat(4), kind: fc.nat(4) });

/** A mail that answers another: an older or a newer one, itself, one that never came, or none. */
function makeMember({ parent, style, kind }: Shape, n: number, shapes: readonly Shape[]): Buffer {
  const id = (at: number): string => `m${at}@example.org`;
  const answers = parent < shapes.length ? id(parent) : parent === 12 ? undefined : 'never-came@example.org';
  const chain: string[] = [];
  for (let at = parent; chain.length < 20 && at < shapes.length; at = shapes[at]?.parent ?? 99)
    chain.unshift(id(at));
  const references =
    [[], chain, chain.slice(-1), chain.slice(0, 1), ['other@example.org', ...chain]][style] ?? [];
  const text = ['Words.\n', `${RUST_DIFF}`, `${C_DIFF}`, 'Rust for Linux is about Rust in the kernel.\n', ''][
    kind
  ];
  const subjects = ['Re: gizmo', 'rust: gizmo: add', 'gizmo: C', 'Re: Rust in gizmo', '[PATCH v2 0/3] gizmo'];
  const tag = kind === 1 || kind === 2 ? `[PATCH v2 ${(n % 3) + 1}/3] ` : '';
  return makeMail({
    id: id(n),
    subject: `${tag}${subjects[kind]}`,
    ...(answers && style !== 3 ? { inReplyTo: answers } : {}),
    references,
    date: START + n,
    body: `${text}`,
  });
}

function fill(store: Store, mails: readonly Buffer[], batch: number, gone: readonly Buffer[] = []): void {
  const archive = store.openArchive(listRef('gizmo')).id;
  const entries = [...mails.map(mailEntry), ...gone.map(removalEntry)];
  for (let at = 0; at < entries.length; at += batch) remember(store, archive, entries.slice(at, at + batch));
}

/** Threads do not depend on the order in which their mails come, nor on what was there and was taken out. */
export function describeThreads(name: string, open: () => Store): void {
  const ids = Array.from({ length: 12 }, (_, n) => `m${n}@example.org`);

  describe(`${name}: threads`, () => {
    it('are the same in whatever order their mails come', () => {
      fc.assert(
        fc.property(
          fc.array(shape, { minLength: 2, maxLength: 12 }),
          fc.infiniteStream(fc.nat(1000)),
          fc.integer({ min: 1, max: 12 }),
          (shapes, dice, batch) => {
            const mails = shapes.map(makeMember);
            const [one, other] = [open(), open()];
            fill(one, mails, mails.length);
            fill(other, shuffle(mails, dice), batch);
            const want = picture(one, ids);
            expect(Object.keys(want)).toHaveLength(mails.length);
            expect(forgetKept(picture(other, ids))).toEqual(forgetKept(want));
            one.close();
            other.close();
          },
        ),
        { numRuns: 60 },
      );
    });

    it('are as if what was taken out had never been there', () => {
      fc.assert(
        fc.property(
          fc.array(shape, { minLength: 2, maxLength: 12 }),
          fc.nat(4095),
          fc.integer({ min: 1, max: 25 }),
          (shapes, mask, batch) => {
            const mails = shapes.map(makeMember);
            const gone = mails.filter((_, n) => mask & (1 << n));
            const [one, other] = [open(), open()];
            fill(
              one,
              mails.filter((_, n) => !(mask & (1 << n))),
              mails.length,
            );
            fill(other, mails, batch, gone);
            expect(forgetKept(picture(other, ids))).toEqual(forgetKept(picture(one, ids)));
            one.close();
            other.close();
          },
        ),
        { numRuns: 60 },
      );
    });
  });
}

/** A text that is still to be read depends on which batch a mail came in; see the tests of ingest. */
function forgetKept(lines: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(lines).map(([id, line]) => [id, line.replace(', not kept', '')]));
}

function shuffle<T>(items: readonly T[], dice: fc.Stream<number>): T[] {
  const left = [...items];
  const numbers = dice[Symbol.iterator]();
  return items.map(() => left.splice(Number(numbers.next().value) % left.length, 1)[0] as T);
}
