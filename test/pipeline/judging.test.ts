import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { mailObject } from '../../src/cli/commands/classify.ts';
import { classify } from '../../src/pipeline/classify.ts';
import { judgeMails } from '../../src/pipeline/judging/judge-mails.ts';
import type { RawMail } from '../../src/ports/archive.ts';
import { ArchiveError } from '../../src/ports/errors.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { describeWithCorpus } from '../corpus.ts';
import { createTemp } from '../sources/temp.ts';
import { dumpStore } from '../store/dump.ts';
import { type DemoStore, makeDemoStore } from './demo-store.ts';
import { importInto } from './ingesting.ts';

const temp = createTemp();
let demo: DemoStore;
beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());

/** What an import makes of it, whatever folder it is in. */
async function stored(path: string, workers: number): Promise<string[]> {
  const folder = temp();
  const reports = await importInto(folder, path, { workers });
  const rows = Object.values(dumpStore(folder)).flat();
  return [JSON.stringify(reports), ...rows].map((row) => row.replaceAll(folder, ''));
}

async function lines(path: string, workers: number, full: boolean): Promise<string[]> {
  const told: string[] = [];
  for (const reader of await findArchives(path, { dataDir: temp() })) {
    for await (const one of classify(reader, RUST, { full, workers })) {
      told.push(JSON.stringify('unreadable' in one ? one : mailObject(one, full)));
    }
  }
  return told;
}

function raw(text: string, at: number): RawMail {
  const cursor = { position: String(at), date: at, subject: '', messageId: null };
  return {
    bytes: Buffer.from(text),
    blob: null,
    arrived: 0,
    removal: false,
    cut: false,
    cursor,
    place: `${at}`,
  };
}

function mail(at: number, body: string): string {
  return `Message-ID: <${at}@x>\nFrom: Ada <ada@example.org>\nSubject: mail ${at}\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n${body}\n`;
}

describe('however many threads judge', () => {
  it.each([1, 2])('an import is the same with %i as with none', async (workers) => {
    const path = join(demo.folder, 'archives');
    expect(await stored(path, workers)).toEqual(await stored(path, 0));
  });

  it('verdicts are the same, with and without details', async () => {
    const path = join(demo.folder, 'archives');
    expect(await lines(path, 2, false)).toEqual(await lines(path, 0, false));
    expect(await lines(path, 2, true)).toEqual(await lines(path, 0, true));
  });

  it('a file whose mails are kept as they came is the same', async () => {
    const path = join(temp(), 'some.mbox');
    const mails = Array.from(
      { length: 450 },
      (_, at) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${mail(at, 'Rust.')}\n`,
    );
    writeFileSync(path, mails.join(''));
    expect(await stored(path, 1)).toEqual(await stored(path, 0));
  });
});

/** All mails of the source by their number, judged with the default of threads. */
async function judgeAll(
  source: AsyncIterable<readonly RawMail[]>,
  topic = RUST,
  workers?: number,
): Promise<string[]> {
  const places: string[] = [];
  for await (const { mails, release } of judgeMails(source, 'store', topic, { workers })) {
    for (const one of mails)
      places.push(`${one.mail.place} ${one.first() === null ? one.rest().row.messageId : 'unreadable'}`);
    release();
  }
  return places;
}

async function* inBatches(mails: readonly RawMail[], size: number): AsyncGenerator<RawMail[]> {
  for (let at = 0; at < mails.length; at += size) yield mails.slice(at, at + size);
}

describe('judging', () => {
  it('goes on where few mails are large: nobody waits for room that nobody empties', async () => {
    const large = 'x'.repeat(1_500_000);
    const mails = Array.from({ length: 40 }, (_, at) => raw(mail(at, large), at));
    expect(await judgeAll(inBatches(mails, 1))).toEqual(mails.map((_, at) => `${at} ${at}@x`));
  });

  it('keeps the order, and tells what cannot be read', async () => {
    const mails = Array.from({ length: 900 }, (_, at) => raw(at % 50 === 7 ? '' : mail(at, 'words'), at));
    const told = await judgeAll(inBatches(mails, 70), RUST, 2);
    expect(told.map((line) => Number(line.split(' ')[0]))).toEqual(mails.map((_, at) => at));
    expect(told.filter((line) => line.endsWith(' unreadable')).length).toBe(18);
  });

  it('is done in this thread where a topic cannot be sent to another', async () => {
    const topic = { ...RUST, hook: () => undefined };
    const mails = Array.from({ length: 400 }, (_, at) => raw(mail(at, 'words'), at));
    expect((await judgeAll(inBatches(mails, 100), topic, 2)).length).toBe(400);
  });

  it('gives the mails before the place where an archive breaks off, and then its error', async () => {
    async function* broken(): AsyncGenerator<RawMail[]> {
      yield Array.from({ length: 350 }, (_, at) => raw(mail(at, 'words'), at));
      throw new ArchiveError('the archive is damaged');
    }
    for (const workers of [0, 1]) {
      let seen = 0;
      const all = async (): Promise<void> => {
        for await (const { mails, release } of judgeMails(broken(), 'store', RUST, { workers })) {
          seen += mails.length;
          release();
        }
      };
      await expect(all()).rejects.toThrow('the archive is damaged');
      expect(seen).toBe(350);
    }
  });

  it('a fault of the program in a thread ends the reading with it', async () => {
    const rules = RUST.rules.map((rule) => ({ ...rule, witness: { all: null } }));
    const topic = { ...RUST, rules } as unknown as typeof RUST;
    const mails = Array.from({ length: 400 }, (_, at) => raw(mail(at, 'Rust and rustc'), at));
    await expect(judgeAll(inBatches(mails, 100), topic, 1)).rejects.toThrow(TypeError);
  });
});

describeWithCorpus('a real archive', (corpus) => {
  it('is the same with threads as without', async () => {
    const path = join(corpus, 'corpus/linux-kbuild.bundle');
    const [alone, crew] = [await stored(path, 0), await stored(path, 2)];
    expect(crew.filter((row, at) => row !== alone[at])).toEqual([]);
    expect(crew.length).toBe(alone.length);
  }, 120_000);
});
