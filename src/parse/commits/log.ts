import type { Commit } from '../../domain/item/commit.ts';
import { readCommitMessage } from '../../domain/item/commit-message.ts';
import { author } from './author.ts';

/**
 * What `git log -z` is asked for. Every field ends in NUL, which no message and no path can have in it; a commit
 * begins with a word that is no status of a file, so that the paths before it have an end.
 */
export const LOG_FORMAT = 'commit %H%x00%P%x00%an%x00%ae%x00%at%x00%ct%x00%B%x00';

/** What all commits of a log have in common. */
export type LogOrigin = { readonly tree: string; readonly release: string | undefined };

export type LoggedCommit = Commit & { readonly parents: readonly string[] };

const FIELDS = 7;
const HEAD = /^\n?commit [0-9a-f]{40}$/;
const STATUS = /^[A-Z]\d{0,3}$/;
const MAX_FILES = 1000;
/** Of a field so many characters are kept, so that a commit has an end. */
const MAX_FIELD = 1 << 20;

/** Reads the output of `git log -z --name-status --format=LOG_FORMAT`, piece by piece. */
export class LogReader {
  readonly #origin: LogOrigin;
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';
  #head: string[] = [];
  #files: string[] = [];
  #added: string[] = [];
  #status: string | undefined;
  #out: LoggedCommit[] = [];

  constructor(origin: LogOrigin) {
    this.#origin = origin;
  }

  push(chunk: Uint8Array): readonly LoggedCommit[] {
    const parts = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\0');
    this.#rest = (parts.pop() ?? '').slice(0, MAX_FIELD);
    for (const part of parts) this.#read(part);
    return this.#taken();
  }

  end(): readonly LoggedCommit[] {
    this.#finish();
    return this.#taken();
  }

  #taken(): readonly LoggedCommit[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  #read(part: string): void {
    if (this.#head.length > 0 && this.#head.length < FIELDS) this.#head.push(part);
    else if (this.#status !== undefined) this.#takeFile(this.#status, part);
    else if (HEAD.test(part)) {
      this.#finish();
      this.#head = [part.slice(-40)];
    } else {
      const status = part.replace(/^\n+/, '');
      if (STATUS.test(status)) this.#status = status;
    }
  }

  #takeFile(status: string, path: string): void {
    this.#status = undefined;
    if (this.#files.length >= MAX_FILES) return;
    this.#files.push(path);
    if (status === 'A') this.#added.push(path);
  }

  #finish(): void {
    const [id, parents = '', name = '', email = '', written = '', committed = '', message = ''] = this.#head;
    const [files, added] = [this.#files, this.#added];
    this.#head = [];
    this.#files = [];
    this.#added = [];
    if (id === undefined) return;
    const lines = parents.split(' ').filter(Boolean);
    const merge = lines.length > 1;
    this.#out.push({
      kind: 'commit',
      id,
      ...readCommitMessage(message),
      author: author(name, email),
      date: timeOf(written),
      committed: timeOf(committed),
      merge,
      // git tells the files of a merge only against one of its sides.
      files: merge ? undefined : files,
      ...(added.length > 0 && { added }),
      ...this.#origin,
      parents: lines,
    });
  }
}

function timeOf(seconds: string): number | undefined {
  return /^\d{1,11}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}
