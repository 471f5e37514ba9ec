import { ArchiveError } from '../../ports/errors.ts';
import { MAX_MAIL } from './blobs.ts';
import type { Sink } from './pipe.ts';

/**
 * One answer of `git cat-file --batch='%(objectname) %(objectsize) %(rest)'`: the name, the object, the rest.
 * Where git has no such object, `bytes` is undefined and the name is the one that was asked for.
 */
export type Answer = {
  readonly name: string;
  readonly rest: string;
  readonly bytes: Buffer | undefined;
  readonly cut: boolean;
};

export type Slab = Sink & {
  /** The answers that came whole since the last call; their bytes stay as they are until the next one. Throws ArchiveError. */
  readonly take: () => Answer[];
  /** Bytes of answers not taken yet. */
  readonly waiting: () => number;
  /** True where an answer began and did not end. */
  readonly isCut: () => boolean;
  /** True where what came cannot be understood: `take` throws once the answers before it are taken. */
  readonly hasFailed: () => boolean;
};

const SLAB = 2 << 20;
const READ = 64 << 10;

/**
 * Gathers what git prints in a few large pieces of memory, used in turns, so that no mail is copied for being read. An answer
 * starts with `<id> <size> ...` or is `<tree>:m missing`. Of a mail beyond `MAX_MAIL` the rest is let go.
 */
export function createSlab(): Slab {
  let slab = Buffer.allocUnsafe(SLAB);
  const free: Buffer<ArrayBuffer>[] = [];
  /** Left since the last `take`: answers lie in them that nobody has taken yet. */
  let left: Buffer<ArrayBuffer>[] = [];
  /** Whoever took the last answers in them may still look at those. */
  let lent: Buffer<ArrayBuffer>[] = [];
  /** From `start` on nothing was understood yet; up to `filled` there is something. */
  let start = 0;
  let filled = 0;
  let skip = 0;
  let wanted = 0;
  let answers: Answer[] = [];
  let waiting = 0;
  let failure: ArchiveError | undefined;

  function place(): Buffer {
    const need = Math.max(READ, start + wanted - filled);
    if (slab.length - filled < Math.min(need, READ) || start + wanted > slab.length) {
      const next = nextSlab(wanted + READ);
      slab.copy(next, 0, start, filled);
      filled -= start;
      start = 0;
      left.push(slab);
      slab = next;
    }
    return slab.subarray(filled, Math.min(slab.length, filled + Math.max(READ, wanted)));
  }
  function nextSlab(size: number): Buffer<ArrayBuffer> {
    return size > SLAB ? Buffer.allocUnsafe(size) : (free.pop() ?? Buffer.allocUnsafe(SLAB));
  }
  function took(bytes: number): void {
    if (skip > 0 && start === filled) {
      const gone = Math.min(skip, bytes);
      skip -= gone;
      if (gone < bytes) slab.copyWithin(filled, filled + gone, filled + bytes);
      filled += bytes - gone;
    } else filled += bytes;
    // It is thrown where somebody waits for answers, not at whoever brings the bytes.
    while (failure === undefined && skip === 0 && readAnswer()) wanted = 0;
  }
  function readAnswer(): boolean {
    const newline = slab.subarray(start, filled).indexOf(0x0a);
    if (newline < 0) return false;
    const head = slab.toString('latin1', start, start + newline);
    const body = start + newline + 1;
    const blank = head.indexOf(' ');
    const name = head.slice(0, blank);
    // A name with a colon was not found: what is there is named by its id.
    if (name.includes(':')) {
      answers.push({ name, rest: '', bytes: undefined, cut: false });
      start = body;
      return true;
    }
    const second = head.indexOf(' ', blank + 1);
    const size = blank > 0 && second > 0 ? Number(head.slice(blank + 1, second)) : Number.NaN;
    if (!Number.isInteger(size)) {
      failure = new ArchiveError(`git answered out of turn: ${head.slice(0, 100)}`);
      return false;
    }
    const cut = size > MAX_MAIL;
    const end = body + (cut ? MAX_MAIL : size + 1);
    if (end > filled) {
      wanted = end - start;
      return false;
    }
    const rest = head.slice(second + 1);
    answers.push({ name, rest, bytes: slab.subarray(body, cut ? end : end - 1), cut });
    waiting += end - start;
    start = end;
    if (cut) letGo(size + 1 - MAX_MAIL);
    return true;
  }
  /** Of what is skipped some may be there already. */
  function letGo(bytes: number): void {
    const here = Math.min(bytes, filled - start);
    start += here;
    skip = bytes - here;
    if (skip > 0) filled = start;
  }
  return {
    place,
    took,
    take: () => {
      if (failure && answers.length === 0) throw failure;
      const taken = answers;
      answers = [];
      waiting = 0;
      free.push(...lent.filter(({ length }) => length === SLAB));
      lent = left;
      left = [];
      return taken;
    },
    waiting: () => waiting,
    isCut: () => skip > 0 || filled > start,
    hasFailed: () => failure !== undefined,
  };
}
