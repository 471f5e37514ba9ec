import type { RawMail } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { fetchBlobs } from './bodies.ts';
import { gitFailure, NEUTRAL_GIT, runGit } from './git.ts';
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
      if (slab.waiting() >= ENOUGH || slab.hasFailed()) wake();
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
      if (!over && slab.waiting() < ENOUGH && !slab.hasFailed()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      yield* readAnswers(gitDir, slab.take(), removals);
      piped.resume();
    }
    await finished;
    const { code, complaint } = await end;
    if (code !== 0 || /^(?:fatal|error): /m.test(complaint)) throw gitFailure(gitDir, { code, complaint });
    yield* readAnswers(gitDir, slab.take(), removals);
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

/** The mails that came; those before one that is lost are handed over before its loss is told. */
async function* readAnswers(
  gitDir: string,
  answers: readonly Answer[],
  removals: Removals,
): AsyncGenerator<RawMail[]> {
  let mails: RawMail[] = [];
  for (const { name, rest, bytes, cut } of answers) {
    if (bytes) {
      mails.push(rawMail(name, rest, bytes, cut));
      continue;
    }
    if (mails.length > 0) yield mails;
    mails = [];
    const tree = name.slice(0, name.indexOf(':'));
    const removal = await removals(tree);
    if (removal) mails.push(await removedMail(gitDir, removal));
    else await checkEmpty(gitDir, tree);
  }
  if (mails.length > 0) yield mails;
}

function rawMail(blob: string, rest: string, bytes: Buffer, cut: boolean): RawMail {
  const cursor = readHead(rest);
  return { bytes, cut, blob, removal: false, cursor, arrived: cursor.date, place: blob };
}

/** After a purge a commit may hold nothing. One whose mail git cannot find is a loss, and never silent. */
async function checkEmpty(gitDir: string, tree: string): Promise<void> {
  const names = (await runGit(gitDir, ['ls-tree', '--name-only', tree])).split('\n');
  if (names.includes('m'))
    throw new ArchiveError(`${gitDir} has lost the mail of ${tree}: the archive is damaged`);
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
