import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Mail, Unreadable } from '../../src/domain/message.ts';
import { fixtureBytes, fixtures, goldenPath, parse } from './fixtures.ts';

const update = process.env.UPDATE_GOLDEN === '1';

/** A mail as JSON that a person can review: times as words, the text by lines, nothing left out. */
function view(mail: Mail | Unreadable): string {
  const readable =
    'unreadable' in mail
      ? mail
      : {
          ...mail,
          date: new Date(mail.date).toISOString(),
          received: new Date(mail.received).toISOString(),
          inReplyTo: mail.inReplyTo ?? null,
          line: { ...mail.line, patch: mail.line.patch ?? null },
          text: mail.text.split('\n'),
        };
  return `${JSON.stringify(readable, null, 2)}\n`;
}

describe('golden mails', () => {
  it('has a golden JSON for each mail and no other', () => {
    const found = readdirSync(dirname(goldenPath('x'))).filter((file) => file.endsWith('.json'));
    if (!update) expect(found.sort()).toEqual(fixtures.map((name) => `${name}.json`).sort());
    expect(fixtures.length).toBeGreaterThan(45);
  });

  it.each(fixtures)('%s', (name) => {
    const actual = view(parse(fixtureBytes(name)));
    if (update) writeFileSync(goldenPath(name), actual);
    expect(existsSync(goldenPath(name))).toBe(true);
    expect(actual).toBe(readFileSync(goldenPath(name), 'utf8'));
  });
});
