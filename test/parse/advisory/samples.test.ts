import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAnnouncement } from '../../../src/parse/advisory/announcement.ts';
import { MAX_RECORD, parseRecord } from '../../../src/parse/advisory/record.ts';
import { parseMail } from '../../../src/parse/mail/mail.ts';
import { describeWithCorpus } from '../../corpus.ts';

describeWithCorpus('the CVE records of the corpus', (corpus) => {
  const folder = join(corpus, 'samples/cve');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5));

  it.each(names)('%s: record, announcement and pairs agree', (name) => {
    const record = parseRecord(readFileSync(join(folder, `${name}.json`)), name);
    const mail = parseMail(readFileSync(join(folder, `${name}.mbox`)), { source: name, arrived: 0 });
    if (record.kind === 'broken' || 'unreadable' in mail) throw new Error(name);
    const announced = parseAnnouncement(mail);
    expect(announced).toEqual({ ...record, published: mail.date });
    expect(record).toMatchObject({ id: name, state: 'published' });
    expect(record.files.length).toBeGreaterThan(0);
    expect(record.files.every((file) => file.endsWith('.rs'))).toBe(true);
    const pairs = readFileSync(join(folder, `${name}.dyad`), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(':'));
    expect(record.fixes).toEqual(pairs.map(([, , version, commit]) => ({ commit, version })));
    expect(record.introduced).toEqual([...new Set(pairs.map(([version]) => version))]);
  });

  it('has a score where the team gave one', () => {
    const scored = names.filter((name) => {
      const record = parseRecord(readFileSync(join(folder, `${name}.json`)), name);
      return record.kind === 'advisory' && record.score !== undefined;
    });
    const told = readdirSync(folder).filter((file) => file.endsWith('.cvss'));
    expect(scored).toEqual(told.map((file) => file.slice(0, -5)));
  });
});

it('a record that is too large is not read', () => {
  const item = parseRecord(Buffer.alloc(MAX_RECORD + 1, ' '), 'large.json');
  expect(item).toEqual({ kind: 'broken', place: 'large.json', why: 'it has more than 4 MiB' });
});

it('a hostile announcement is read in linear time', () => {
  const text = `${'Mitigation\n===\n'.repeat(20_000)}${'\tIssue introduced in 1.1 with commit \n'.repeat(20_000)}`;
  const mail = parseMail(
    Buffer.from(`From: Eve <eve@example.org>\nSubject: CVE-2031-1000: ${' '.repeat(900)}x\n\n${text}`),
    { source: 'made up', arrived: 0 },
  );
  if ('unreadable' in mail) throw new Error(mail.unreadable);
  const started = performance.now();
  expect(parseAnnouncement(mail)).toMatchObject({ id: 'CVE-2031-1000', files: [], fixes: [] });
  expect(performance.now() - started).toBeLessThan(1000);
});
