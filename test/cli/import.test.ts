import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importCommand } from '../../src/cli/commands/import.ts';
import { createTemp } from '../sources/temp.ts';
import { talk } from './talk.ts';

const MAIL = join(import.meta.dirname, '../fixtures/mail/mbox-line.eml');
const temp = createTemp();

describe('import', () => {
  it('gives way to others of the machine before it reads', async () => {
    const order: string[] = [];
    const said = talk({ giveWay: () => void order.push('gives way'), print: () => void order.push('tells') });
    await importCommand.run([MAIL], { data: temp() }, said.context);
    expect(order[0]).toBe('gives way');
  });

  it('does its work where it cannot', async () => {
    expect(await importCommand.run([MAIL], { data: temp() }, talk().context)).toBe(0);
  });

  it('gives no way for a path that is none', async () => {
    const context = talk({ giveWay: () => expect.fail() }).context;
    await expect(importCommand.run([], { data: temp() }, context)).rejects.toThrow();
  });
});
