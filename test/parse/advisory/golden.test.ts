import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAnnouncement } from '../../../src/parse/advisory/announcement.ts';
import { parseRecord } from '../../../src/parse/advisory/record.ts';
import { parseMail } from '../../../src/parse/mail/mail.ts';

const update = process.env.UPDATE_GOLDEN === '1';
const folder = join(import.meta.dirname, '../../fixtures/advisory');
const files = readdirSync(folder);
const records = files.filter((file) => file.endsWith('.record.json')).sort();
const mails = files.filter((file) => file.endsWith('.eml')).sort();

function read(file: string) {
  const bytes = readFileSync(join(folder, file));
  if (!file.endsWith('.eml')) return parseRecord(bytes, file);
  const mail = parseMail(bytes, { source: file, arrived: 0 });
  if ('unreadable' in mail) throw new Error(mail.unreadable);
  return parseAnnouncement(mail);
}

/** As JSON that a person can review: times as words, long texts shortened in the middle. */
function view(item: ReturnType<typeof read>): string {
  if (item?.kind !== 'advisory') return `${JSON.stringify(item ?? null, null, 2)}\n`;
  const { description, published, updated, score } = item;
  const told =
    description.length > 400
      ? `${description.slice(0, 20)}<${description.length}>${description.slice(-5)}`
      : description;
  const readable = {
    ...item,
    description: told,
    score: score ?? null,
    published: published === undefined ? null : new Date(published).toISOString(),
    updated: updated === undefined ? null : new Date(updated).toISOString(),
  };
  return `${JSON.stringify(readable, null, 2)}\n`;
}

describe('golden advisories', () => {
  it.each([...records, ...mails])('%s', (file) => {
    const golden = join(
      folder,
      `${file.replace(/\.record\.json$/, '.record').replace(/\.eml$/, '.mail')}.out`,
    );
    const actual = view(read(file));
    if (update) writeFileSync(golden, actual);
    expect(existsSync(golden)).toBe(true);
    expect(actual).toBe(readFileSync(golden, 'utf8'));
  });

  it('has no golden that nothing is compared with', () => {
    expect(files.filter((file) => file.endsWith('.out')).length).toBe(records.length + mails.length);
  });
});
