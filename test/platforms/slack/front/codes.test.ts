import { describe, expect, it } from 'vitest';
import { createCodes } from '../../../../src/platforms/slack/front/codes.ts';
import { pressFor } from '../../../../src/platforms/slack/render/button.ts';

const ask = (words: string) => ({ command: 'search', values: { words }, page: 2 });
let made = 0;
const id = () => `id-${made++}`;

describe('createCodes', () => {
  it('writes an ask and reads it again', () => {
    const codes = createCodes(id);
    for (const press of ['new', 'replace', 'share'] as const) {
      const value = codes.write(press, ask('a|b\\c=d'), 'slack:T1/');
      expect(codes.read(value, 'slack:T1/')).toEqual({ press, ask: ask('a|b\\c=d') });
    }
  });

  it('reads the buttons of posts', () => {
    const [button] = pressFor('Why', { command: 'why', values: { what: '1@x.example' }, page: 0 });
    const value = button && 'value' in button ? button.value : '';
    const read = createCodes(id).read(value, 'slack:T1/');
    expect(read).toEqual({ press: 'new', ask: { command: 'why', values: { what: '1@x.example' }, page: 0 } });
  });

  it('keeps what is too long for a button, and puts a short text in its place', () => {
    const codes = createCodes(id);
    const value = codes.write('new', ask('x'.repeat(2500)), 'slack:T1/');
    expect(value.length).toBeLessThan(60);
    expect(codes.read(value, 'slack:T1/')).toEqual({ press: 'new', ask: ask('x'.repeat(2500)) });
    expect(codes.write('new', ask('x'.repeat(1900)), 'slack:T1/').length).toBeLessThanOrEqual(2000);
  });

  it('R26: what one workspace asked cannot be asked by another', () => {
    const codes = createCodes(id);
    const value = codes.write('new', ask('x'.repeat(2500)), 'slack:T1/');
    expect(codes.read(value, 'slack:T2/')).toBe('forgotten');
  });

  it('forgets the oldest, and what a program before it kept', () => {
    const codes = createCodes(id);
    const values = Array.from({ length: 1001 }, (_, at) =>
      codes.write('new', ask(`${at}${'x'.repeat(2500)}`), 't'),
    );
    expect(codes.read(values[0] ?? '', 't')).toBe('forgotten');
    expect(codes.read(values[1] ?? '', 't')).not.toBe('forgotten');
    expect(createCodes(id).read('n:~id-7', 't')).toBe('forgotten');
  });

  it.each(['', 'n:', 'x:help', 'n:HELP', 'approve', 'n:help|99999', '🦀'])('does not know %j', (value) => {
    expect(createCodes(id).read(value, 't')).toBe('unknown');
  });
});
