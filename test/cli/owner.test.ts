import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isOwnerAlive, nameOwner } from '../../src/cli/owner.ts';
import { userAgent } from '../../src/cli/user-agent.ts';

describe('isOwnerAlive', () => {
  const self = nameOwner();
  const [, host = ''] = /@([^:]*):/.exec(self) ?? [];
  const gone = spawnSync(process.execPath, ['--version']).pid;

  it.each([
    ['this process', self, true],
    ['an earlier life with the same number', `${process.pid}@${host}:other`, false],
    ['the process that started this one', `${process.ppid}@${host}:x`, true],
    ['a process that has ended', `${gone}@${host}:x`, false],
    ['a process of another machine', '1@elsewhere:x', true],
    ['what is no owner', 'nobody', true],
  ])('%s', (_, owner, alive) => {
    expect(isOwnerAlive(owner, self)).toBe(alive);
  });

  it('tells two processes apart', () => {
    expect(nameOwner()).not.toBe(self);
  });
});

describe('userAgent', () => {
  it.each([
    [undefined, 'lorewatch/0.1.0'],
    ['ops@example.org', 'lorewatch/0.1.0 (+mailto:ops@example.org)'],
    ['https://example.org/bot', 'lorewatch/0.1.0 (+https://example.org/bot)'],
    ['ops@example.org)\r\nX-Evil: (1', 'lorewatch/0.1.0 (+ops@example.orgX-Evil:1)'],
    ['\u001b \n', 'lorewatch/0.1.0'],
  ])('%j', (contact, agent) => {
    expect(userAgent('0.1.0', contact)).toBe(agent);
  });
});
