import { ArchiveError, type RawMail } from '../../ports.ts';
import { fetchBlobs } from './bodies.ts';
import { gitFailure, NEUTRAL_GIT } from './git.ts';
import { HEAD_FORMAT, readHead } from './log.ts';
import { type Piped, runPiped } from './pipe.ts';
import { type Removal, readRemovals } from './removals.ts';
import { type Answer, createSlab } from './slab.ts';

/** So much is handed over at once, and so much may wait (bytes). */
const ENOUGH = 512 << 10;
const TOO_MUCH = 4 << 20;

const NEUTRAL = NEUTRAL_GIT.join(' ');
/**
 * `git log` names each mail as `<tree>:m`, with what the cursor needs behind it; `git cat-file` gives the
 * mail and repeats the rest (git-cat-file(1), `%(rest)`). Nothing of it passes through this process twice.
 */
const LINE = `git ${NEUTRAL} --git-dir="$1" log --reverse --no-color --no-notes --format='%T:m ${HEAD_FORMAT}' --end-of-options "$2" -- |
git ${NEUTRAL} --git-dir="$1" cat-file --batch='%(objectname) %(objectsize) %(rest)' --buffer`;

/** All mails of a range of commits, and what was removed, in its order. Waits while nobody asks. */
export async function* streamMails(gitDir: string, range: string): AsyncGenerator<RawMail[]> {
  const slab = createSlab();
  let wake: () => void = () => {};
  const piped: Piped = runPiped(LINE, [gitDir, range], {
    place: slab.place,
    took: (bytes) => {
      slab.took(bytes);
      if (slab.waiting() >= ENOUGH) wake();
      if (slab.waiting() >= TOO_MUCH) piped.pause();
    },
  });
  const end = endOf(piped);
  let over = false;
  const finished = piped.ended.then(() => {
    over = true;
    wake();
  });
  const removals = createRemovals(gitDir, range);
  try {
    while (!over || slab.waiting() > 0) {
      if (!over && slab.waiting() < ENOUGH) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const mails = await readAnswers(gitDir, slab.take(), removals);
      if (mails.length > 0) yield mails;
      piped.resume();
    }
    await finished;
    const { code, complaint } = await end;
    if (code !== 0 || /^(?:fatal|error): /m.test(complaint)) throw gitFailure(gitDir, { code, complaint });
    const last = await readAnswers(gitDir, slab.take(), removals);
    if (last.length > 0) yield last;
    if (slab.isCut()) throw new ArchiveError('git stopped in the middle of a mail');
  } finally {
    piped.close();
    piped.child.kill();
  }
}

type Removals = (tree: string) => Promise<Removal | undefined>;

/** Looked up only where a commit has no mail: removals are rare. */
function createRemovals(gitDir: string, range: string): Removals {
  let found: Promise<Map<string, Removal[]>> | undefined;
  return async (tree) => {
    found ??= readRemovals(gitDir, range);
    return (await found).get(tree)?.shift();
  };
}

async function readAnswers(
  gitDir: string,
  answers: readonly Answer[],
  removals: Removals,
): Promise<RawMail[]> {
  const mails: RawMail[] = [];
  for (const { head, bytes, cut } of answers) {
    if (bytes) mails.push(rawMail(head, bytes, cut));
    else {
      const removal = await removals(head.slice(0, 40));
      if (removal) mails.push(await removedMail(gitDir, removal));
    }
  }
  return mails;
}

function rawMail(head: string, bytes: Buffer, cut: boolean): RawMail {
  const blob = head.slice(0, 40);
  const cursor = readHead(head.slice(head.indexOf(' ', 41) + 1));
  return { bytes, cut, blob, removal: false, cursor, arrived: cursor.date, place: blob };
}

async function removedMail(gitDir: string, { blob, cursor }: Removal): Promise<RawMail> {
  const bytes = (await fetchBlobs(gitDir, [blob])).get(blob);
  if (!bytes) throw new ArchiveError(`${gitDir} has lost the mail ${blob}: the archive is damaged`);
  return { bytes, cut: false, blob, removal: true, cursor, arrived: cursor.date, place: blob };
}

function endOf({ child }: Piped): Promise<{ code: number; complaint: string }> {
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (complaint.length < 2000) complaint += chunk.toString();
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: 127, complaint: 'no shell (sh) could be started' }));
    child.on('close', (code) => {
      const missing = /git: (?:command )?not found/.test(complaint);
      resolve({ code: code ?? 1, complaint: missing ? 'git is not installed' : complaint.trim() });
    });
  });
}
