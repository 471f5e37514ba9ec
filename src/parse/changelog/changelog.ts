import { Buffer } from 'node:buffer';
import type { Commit } from '../../domain/item/commit.ts';
import { readCommitMessage } from '../../domain/item/commit-message.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import { parseAuthor } from '../commits/author.ts';
import { parseDate } from '../mail/dates.ts';
import { type Line, Lines, MAX_LINE } from './lines.ts';

/** What its commits have in common, and what the changelog is called where something is wrong with it. */
export type ChangelogOrigin = {
  readonly tree: string;
  readonly release: string | undefined;
  readonly name: string;
};

/** How it ended. `incomplete`: why it cannot be all of it; undefined where nothing speaks against that. */
export type ChangelogEnd = {
  readonly items: readonly (Commit | BrokenItem)[];
  readonly commits: number;
  readonly incomplete: string | undefined;
};

type Draft = {
  id: string;
  merge: boolean;
  author: string;
  date: string;
  message: string[];
  size: number;
  /** Inside of the message. */
  telling: boolean;
};

/** Of a message so many characters are kept, and behind them what looks like a trailer. */
const MAX_MESSAGE = 65_536;
const MAX_TAIL = 200;
/** So many faults are named one by one. */
const MAX_FAULTS = 20;
const COMMIT = /^commit ([0-9a-f]{40})(?: \([^)]{0,1000}\))?$/;

/**
 * Reads the kernel's ChangeLog-X.Y.Z (`git log` in its medium format) piece by piece, in constant memory: `push`
 * gives the commits that a piece completes, `end` the last one. Never fails: what is none of it becomes a
 * BrokenItem with the number of its line.
 */
export class ChangelogReader {
  readonly #origin: ChangelogOrigin;
  readonly #lines = new Lines();
  #line = 0;
  #draft: Draft | undefined;
  #commits = 0;
  #faults = 0;
  /** The first line of a run of lines that belong nowhere. */
  #junk = 0;
  #out: (Commit | BrokenItem)[] = [];

  constructor(origin: ChangelogOrigin) {
    this.#origin = origin;
  }

  push(chunk: Uint8Array): readonly (Commit | BrokenItem)[] {
    for (const line of this.#lines.push(chunk)) this.#read(line);
    return this.#taken();
  }

  end(): ChangelogEnd {
    const rest = this.#lines.end();
    if (rest) this.#read(rest);
    this.#endJunk();
    this.#finish();
    if (this.#faults > MAX_FAULTS) {
      this.#out.push(this.#broken(this.#line, `${this.#faults - MAX_FAULTS} more places could not be read`));
    }
    const { name } = this.#origin;
    let incomplete: string | undefined;
    if (this.#commits === 0) incomplete = `${name} has no commits in it`;
    else if (rest) incomplete = `${name} ends in the middle of line ${this.#line}`;
    return { items: this.#taken(), commits: this.#commits, incomplete };
  }

  #taken(): readonly (Commit | BrokenItem)[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  #read({ text, cut }: Line): void {
    this.#line++;
    if (cut) this.#fault(this.#line, `a line longer than ${MAX_LINE} characters was cut`);
    const head = text.startsWith('commit ') ? COMMIT.exec(text) : null;
    if (head) {
      this.#endJunk();
      this.#finish();
      this.#draft = draftOf(head[1] ?? '');
    } else if (this.#draft && takeLine(this.#draft, text)) this.#endJunk();
    else if (text !== '' && this.#junk === 0) this.#junk = this.#line;
  }

  #endJunk(): void {
    if (this.#junk > 0) this.#fault(this.#junk, 'this is neither a commit nor its message');
    this.#junk = 0;
  }

  #fault(line: number, why: string): void {
    if (++this.#faults <= MAX_FAULTS) this.#out.push(this.#broken(line, why));
  }

  #broken(line: number, why: string): BrokenItem {
    return { kind: 'broken', place: `${this.#origin.name}, line ${line}`, why };
  }

  #finish(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    if (!draft) return;
    const message = readCommitMessage(draft.message.join('\n'));
    if (draft.author === '' && message.subject === '') {
      this.#fault(this.#line, `commit ${draft.id} has neither an author nor a message`);
      return;
    }
    this.#commits++;
    const { tree, release } = this.#origin;
    this.#out.push({
      kind: 'commit',
      id: draft.id,
      ...message,
      author: parseAuthor(draft.author),
      date: draft.date === '' ? undefined : parseDate(draft.date),
      committed: undefined,
      merge: draft.merge,
      files: undefined,
      tree,
      release,
    });
  }
}

function draftOf(written: string): Draft {
  // Ids are kept when all else has gone: a part of a string would keep the whole piece that it was read from.
  const id = Buffer.from(written, 'latin1').toString('latin1');
  return { id, merge: false, author: '', date: '', message: [], size: 0, telling: false };
}

/** False where the line is no part of the commit. */
function takeLine(draft: Draft, text: string): boolean {
  if (text.startsWith('    ')) {
    takeMessage(draft, text.slice(4));
    return true;
  }
  if (text === '') {
    if (draft.telling) takeMessage(draft, '');
    draft.telling = true;
    return true;
  }
  return !draft.telling && takeHead(draft, text);
}

/** git-log(1), PRETTY FORMATS: `medium`, and what `full` and `fuller` have besides. */
function takeHead(draft: Draft, text: string): boolean {
  const colon = text.indexOf(':');
  const value = text.slice(colon + 1).trim();
  switch (text.slice(0, Math.max(0, colon))) {
    case 'Merge':
      draft.merge = true;
      return true;
    case 'Author':
      draft.author = value;
      return true;
    case 'Date':
    case 'AuthorDate':
      draft.date = value;
      return true;
    case 'Commit':
    case 'CommitDate':
      return true;
    default:
      return false;
  }
}

/** The end of a message that is far too long still tells where it comes from. */
function takeMessage(draft: Draft, line: string): void {
  draft.telling = true;
  if (draft.size <= MAX_MESSAGE) {
    draft.size += line.length + 1;
    draft.message.push(line);
  } else if (draft.size <= MAX_MESSAGE + MAX_TAIL && /^[A-Z][\w-]{1,40}: /.test(line)) {
    draft.size++;
    draft.message.push(line);
  }
}
