import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { ArchiveRef } from '../../src/ports/archive.ts';
import { createBundleReader } from '../../src/sources/archive/bundle.ts';
import { createEpochReader } from '../../src/sources/archive/epoch.ts';
import { createEmlFolderReader, createMaildirReader } from '../../src/sources/archive/folder.ts';
import { createMboxReader } from '../../src/sources/archive/mbox.ts';
import { createSingleReader } from '../../src/sources/archive/single.ts';
import { createStdinReader } from '../../src/sources/archive/stdin.ts';
import { describeArchiveReader, type ReaderBench } from '../contracts/archive-reader.ts';
import { added, git, writeHistory } from './epochs.ts';
import { toMbox } from './mboxes.ts';
import { createTemp } from './temp.ts';

const temp = createTemp();

const refOf = (kind: ArchiveRef['kind'], locator: string): ArchiveRef => ({
  kind,
  list: 'gizmo',
  locator,
  epoch: null,
});

describeArchiveReader('an epoch', { resumes: 'exactly', remembers: true }, () => {
  const gitDir = join(temp(), 'gizmo', 'git', '0.git');
  return {
    put: (mails) => writeHistory(gitDir, added(mails)),
    append: (mails) => writeHistory(gitDir, added(mails), { append: true }),
    reader: () => createEpochReader(refOf('git', gitDir)),
  };
});

describeArchiveReader('a bundle', { resumes: 'exactly', remembers: true }, () => {
  const folder = temp();
  const gitDir = join(folder, 'source.git');
  const bundle = join(folder, 'gizmo.bundle');
  const pack = (): void => {
    if (git([`--git-dir=${gitDir}`, 'for-each-ref']) === '') writeFileSync(bundle, '');
    else git([`--git-dir=${gitDir}`, 'bundle', 'create', '--quiet', bundle, '--all']);
  };
  return {
    put: (mails) => {
      writeHistory(gitDir, added(mails));
      pack();
    },
    append: (mails) => {
      writeHistory(gitDir, added(mails), { append: true });
      pack();
    },
    reader: () => createBundleReader(bundle, join(folder, 'data')),
  };
});

function fileBench(pack: (mbox: Buffer) => Buffer, gzip: boolean): () => ReaderBench {
  return () => {
    const path = join(temp(), 'gizmo.mbox');
    return {
      put: (mails) => writeFileSync(path, mails.length > 0 ? pack(toMbox(mails)) : ''),
      append: (mails) => appendFileSync(path, pack(toMbox(mails))),
      reader: () => createMboxReader(refOf('mbox', path), { gzip }),
    };
  };
}

describeArchiveReader(
  'an mbox',
  { resumes: 'exactly', remembers: true },
  fileBench((mbox) => mbox, false),
);
describeArchiveReader(
  'a packed mbox',
  { resumes: 'never', remembers: true },
  fileBench((mbox) => gzipSync(mbox), true),
);

function folderBench(
  name: (n: number) => string,
  reader: (folder: string) => ReturnType<ReaderBench['reader']>,
): ReaderBench {
  const folder = temp();
  for (const inside of ['cur', 'new', 'tmp']) mkdirSync(join(folder, inside));
  let count = 0;
  const put = (mails: readonly Buffer[]): void => {
    for (const mail of mails) writeFileSync(join(folder, name(count++)), mail);
  };
  return { put, append: put, reader: () => reader(folder) };
}

describeArchiveReader('a maildir', { resumes: 'roughly', remembers: true }, () =>
  folderBench(
    (n) => (n % 2 ? `cur/${1_700_000_000 + n}.M1.host:2,S` : `new/${1_700_000_000 + n}.M1.host`),
    (folder) => createMaildirReader(refOf('maildir', folder)),
  ),
);

describeArchiveReader('a folder of mails', { resumes: 'roughly', remembers: true }, () =>
  folderBench(
    (n) => `${n}.eml`,
    (folder) => createEmlFolderReader(refOf('eml', folder)),
  ),
);

describeArchiveReader('a single mail', { resumes: 'never', remembers: true, most: 1 }, () => {
  const path = join(temp(), 'gizmo.eml');
  return {
    put: (mails) => writeFileSync(path, Buffer.concat(mails)),
    append: () => undefined,
    reader: () => createSingleReader(refOf('eml', path), { gzip: false }),
  };
});

function streamBench(
  pack: (bytes: Buffer) => Buffer,
  write: (mails: readonly Buffer[]) => Buffer,
): ReaderBench {
  let bytes: Buffer = Buffer.alloc(0);
  return {
    put: (mails) => {
      bytes = mails.length > 0 ? pack(write(mails)) : bytes;
    },
    append: () => undefined,
    reader: () => createStdinReader(Readable.from(slices(bytes))),
  };
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const stream = { resumes: 'never', remembers: false } as const;
describeArchiveReader('an mbox from a stream', stream, () => streamBench((bytes) => bytes, toMbox));
describeArchiveReader('a packed mbox from a stream', stream, () =>
  streamBench((bytes) => gzipSync(bytes), toMbox),
);
describeArchiveReader('a mail from a stream', { ...stream, most: 1 }, () =>
  streamBench(
    (bytes) => bytes,
    (mails) => Buffer.concat(mails),
  ),
);
