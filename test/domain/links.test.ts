import { describe, expect, it } from 'vitest';
import { mailUrl, readMailReference } from '../../src/domain/links.ts';

const ID = '20260405235309.418950-1-ojeda@kernel.org';

describe('a reference to a mail', () => {
  it.each([
    ID,
    `<${ID}>`,
    `Message-ID: <${ID}>`,
    `message-id: ${ID}`,
    `  ${ID}\n`,
    `https://lore.kernel.org/rust-for-linux/${ID}/`,
    `https://lore.kernel.org/rust-for-linux/${ID}`,
    `https://lore.kernel.org/all/${ID}/T/#u`,
    `https://lore.kernel.org/all/${ID}/t.mbox.gz`,
    `https://lore.kernel.org/r/${ID}`,
    `<https://lore.kernel.org/r/${ID}>`,
    `https://lkml.kernel.org/r/${ID}`,
    `https://patch.msgid.link/${ID}`,
    `https://mirror.example.org:8080/lists/${ID.replace('@', '%40')}/?x=1`,
  ])('%s is read', (written) => {
    expect(readMailReference(written)).toBe(ID);
  });

  it('reads what the address of a page escapes', () => {
    const id = 'a/b+c%d@e';
    expect(readMailReference(mailUrl('https://lore.kernel.org', id, ['x']))).toBe(id);
  });

  it.each([
    '',
    '   ',
    '<>',
    'two words',
    'https://lore.kernel.org/rust-for-linux/',
    'https://lore.kernel.org/%E0%A4%A/',
  ])('%j is none', (written) => {
    expect(readMailReference(written)).toBeUndefined();
  });
});

describe('the address of a mail', () => {
  it.each([
    ['https://lore.kernel.org', ['linux-pci', 'x'], `https://lore.kernel.org/linux-pci/${ID}/`],
    ['https://lore.kernel.org//', [], `https://lore.kernel.org/all/${ID}/`],
    ['http://localhost:1/base/', ['a b'], `http://localhost:1/base/a%20b/${ID}/`],
  ])('on %s %j', (base, lists, url) => {
    expect(mailUrl(base, ID, lists)).toBe(url);
  });

  it('escapes what would lead elsewhere', () => {
    expect(mailUrl('https://l', '../../x?y#z@a', ['b'])).toBe('https://l/b/..%2F..%2Fx%3Fy%23z@a/');
    expect(mailUrl('https://l', 'lone\ud800@a', ['b'])).toContain('lone%EF%BF%BD@a');
  });
});
