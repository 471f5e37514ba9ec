import { isAbsolute } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArchiveReader, Cursor, RawMail } from '../../src/ports/archive.ts';
import { ArchiveError } from '../../src/ports/errors.ts';
import { makeMail, makeMails } from '../sources/mails.ts';

export type ReaderBench = {
  /** Lays the mails where there were none. */
  readonly put: (mails: readonly Buffer[]) => void;
  /** Puts more behind them. */
  readonly append: (mails: readonly Buffer[]) => void;
  readonly reader: () => ArchiveReader;
};

export type ReaderTraits = {
  /** Reads behind the cursor only, or all again when something changed, or what changed at the same moment too. */
  readonly resumes: 'exactly' | 'never' | 'roughly';
  /** A stream cannot be looked at twice. */
  readonly remembers: boolean;
  /** How many mails it holds at most. */
  readonly most?: number;
};

const ODD = [
  makeMail({ id: 'from@x', body: 'From the start\n\nFrom here\n>From there\n>>From afar\n\n' }),
  makeMail({ id: 'empty@x', body: '' }),
  Buffer.from('Message-ID: <crlf@x>\r\nSubject: CRLF\r\n\r\nFirst\r\n\r\nlast\r\n'),
  Buffer.from([...Buffer.from('Message-ID: <bytes@x>\nSubject: 8 bit\n\nnul '), 0, 0xff, 0xfe, 0x80, 0x0a]),
  Buffer.from(`Message-ID: <long@x>\nSubject: long\n\n${'x'.repeat(300_000)}\n\n\n\nend\n`),
  makeMail({ id: 'last@x', body: 'One\n\nTwo\n' }),
];

export type Kept = Pick<RawMail, 'blob' | 'removal' | 'cut' | 'place' | 'cursor'> & {
  readonly bytes: Buffer;
};

/** Everything a plan gives, copied, since the bytes are the reader's. */
export async function readAll(
  reader: ArchiveReader,
  cursor?: Cursor,
): Promise<{ mails: Kept[]; cursor: Cursor | undefined }> {
  const plan = await reader.plan(cursor, { count: true });
  const mails: Kept[] = [];
  for await (const batch of plan?.mails(new Set()) ?? []) {
    for (const mail of batch) mails.push({ ...mail, bytes: Buffer.from(mail.bytes) });
  }
  const last = mails.at(-1)?.cursor;
  return { mails, cursor: plan?.end ?? (last ? { messageId: null, ...last } : cursor) };
}

const texts = (mails: readonly { readonly bytes: Buffer }[]): string[] =>
  mails.map(({ bytes }) => bytes.toString('latin1'));
const latin1 = (mails: readonly Buffer[]): string[] => mails.map((mail) => mail.toString('latin1'));

/** What every reader of archives has to do. */
export function describeArchiveReader(name: string, traits: ReaderTraits, lay: () => ReaderBench): void {
  const { resumes, remembers, most = Number.POSITIVE_INFINITY } = traits;
  const some = makeMails(Math.min(most, 20));

  describe(`${name}, as an archive reader`, () => {
    it('says what it reads', () => {
      const bench = lay();
      bench.put(some);
      const { ref } = bench.reader();
      expect(isAbsolute(ref.locator) || !remembers).toBe(true);
      expect(ref.list).toMatch(/^\S+$/);
    });

    it('gives the mails as they are, in order', async () => {
      const bench = lay();
      bench.put(some);
      const { mails } = await readAll(bench.reader());
      expect(texts(mails)).toEqual(latin1(some));
      expect(mails.every(({ cut, removal }) => !cut && !removal)).toBe(true);
      expect(new Set(mails.map(({ place }) => place)).size).toBe(some.length);
    });

    it.each(ODD.slice(0, most === 1 ? undefined : 1).map((mail, n) => [n, mail]))(
      'gives odd mail %i byte for byte',
      async (_, mail) => {
        const odd = most === 1 ? [mail] : ODD;
        const bench = lay();
        bench.put(odd);
        expect(texts((await readAll(bench.reader())).mails)).toEqual(latin1(odd));
      },
    );

    it('gives the first 8 MiB of a mail that is larger', async () => {
      const bench = lay();
      const huge = makeMail({ id: 'huge@x', body: `${'x'.repeat(99)}\n`.repeat(90_000) });
      const behind = makeMails(Math.min(most, 2) - 1);
      bench.put([huge, ...behind]);
      const { mails } = await readAll(bench.reader());
      expect(mails.map(({ cut }) => cut)).toEqual([true, ...behind.map(() => false)]);
      expect(mails[0]?.bytes.equals(huge.subarray(0, 8 << 20))).toBe(true);
      expect(texts(mails.slice(1))).toEqual(latin1(behind));
    });

    it('may be left in the middle', async () => {
      const bench = lay();
      bench.put(most === 1 ? some : makeMails(3000));
      const plan = await bench.reader().plan(undefined, { count: false });
      for await (const batch of plan?.mails(new Set()) ?? []) {
        expect(batch.length).toBeGreaterThan(0);
        break;
      }
    });

    if (remembers)
      it('has nothing new for its own cursor', async () => {
        const bench = lay();
        bench.put(some);
        const { cursor } = await readAll(bench.reader());
        expect(await bench.reader().plan(cursor, { count: true })).toBeUndefined();
      });

    if (remembers && most > 1)
      it('goes on where the cursor stands', async () => {
        const bench = lay();
        bench.put(some);
        const first = await readAll(bench.reader());
        const more = makeMails(3, 'more');
        bench.append(more);
        const second = await readAll(bench.reader(), first.cursor);
        const got = texts(second.mails);
        if (resumes === 'roughly') expect(got.slice(-more.length)).toEqual(latin1(more));
        else expect(got).toEqual(latin1(resumes === 'exactly' ? more : [...some, ...more]));
        expect(await bench.reader().plan(second.cursor, { count: false })).toBeUndefined();
      });

    it('says in one sentence that there is nothing', async () => {
      const bench = lay();
      bench.put([]);
      const failure = await readAll(bench.reader()).then(
        ({ mails }) => mails.length,
        (error: unknown) => error,
      );
      if (failure === 0) return;
      expect(failure).toBeInstanceOf(ArchiveError);
      expect((failure as Error).message).toMatch(/empty|damaged/);
    });
  });
}
