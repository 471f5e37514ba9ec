import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeHost, startHost } from '../host.ts';
import { createArchive } from './archive.ts';
import { createGitHttp } from './git-http.ts';
import type { Ledger } from './ledger.ts';
import { answer, type Site } from './site.ts';

export type { Ledger, LoreMail } from './ledger.ts';

export type LoreOptions = {
  /** Names of the lists; a list has no epoch before its first mail. `publish` makes lists it does not know. */
  readonly lists?: readonly string[];
  /** The server's clock, for queries like `d:2.days.ago..`; the machine's otherwise. ms */
  readonly now?: () => number;
};

export type FakeLore = FakeHost &
  Ledger & {
    /** Git endpoints of the list answer with this status (502), on mirrors too, until `mendGit`; the rest goes on. */
    readonly breakGit: (list: string, status?: number) => void;
    readonly mendGit: (list: string) => void;
    /** A second host with the same data, with requests and faults of its own. Closed with the first one. */
    readonly mirror: () => Promise<FakeHost>;
  };

/** lore.kernel.org over loopback: git epochs, manifests, Atom, search, raw mails and mboxes. */
export async function startLore(options: LoreOptions = {}): Promise<FakeLore> {
  const root = await mkdtemp(join(tmpdir(), 'fake-lore-'));
  const archive = createArchive(root, options.lists ?? []);
  const git = createGitHttp(root);
  const broken = new Map<string, number>();
  const site: Site = { archive, git, broken, now: options.now ?? Date.now };
  const start = (): Promise<FakeHost> => startHost((request, raw) => answer(site, request, raw));
  const host = await start();
  const mirrors: FakeHost[] = [];
  return {
    ...host,
    ...archive,
    breakGit: (list, status = 502) => {
      broken.set(list, status);
    },
    mendGit: (list) => {
      broken.delete(list);
    },
    mirror: async () => {
      const mirror = await start();
      mirrors.push(mirror);
      return mirror;
    },
    close: async () => {
      await Promise.all([host, ...mirrors].map((one) => one.close()));
      await git.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
