import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaName, tellingWords } from '../../../src/domain/area-refresh/name.ts';
import { literalPrefix } from '../../../src/domain/area-refresh/prefix.ts';

describe('the literal beginning of an entry', () => {
  it.each([
    ['drivers/pci/', 'drivers/pci/'],
    ['drivers/pci', 'drivers/pci'],
    ['kernel/cpu.c', 'kernel/cpu.c'],
    ['./lib/a.c', 'lib/a.c'],
    ['/lib/a.c', 'lib/a.c'],
    ['Makefile', 'Makefile'],
    ['include/linux/pci*', 'include/linux/pci'],
    ['include/linux/pci*.h', 'include/linux/pci'],
    ['include/linux/pci?.h', 'include/linux/pci'],
    ['include/linux/pci[ab].h', 'include/linux/pci'],
    ['drivers/net/dsa/*', 'drivers/net/dsa/'],
    ['drivers/c++/a,b@c.dts', 'drivers/c++/a,b@c.dts'],
  ])('%s is %s', (entry, prefix) => {
    expect(literalPrefix(entry)).toBe(prefix);
  });

  it.each([
    '*',
    '*/',
    '',
    '/',
    'drivers/*',
    'a*',
    'drivers/a*',
    'drivers/*/acme/',
    'fs/**/*foo*.c',
    '*/net/*',
    'lib/[ab]/c',
    '../secret',
    'lib/../a',
    'lib//a',
    'lib/a b',
    'lib/a\u0007',
    'lib/a"b',
    `lib/${'a'.repeat(300)}`,
  ])('%j has none', (entry) => {
    expect(literalPrefix(entry)).toBeUndefined();
  });

  it('begins every entry it was made of, and has no wildcard', () => {
    const entry = fc
      .array(fc.constantFrom('a', 'bc', '/', '*', '?', '.', '[', '-'), { maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(entry, (text) => {
        const prefix = literalPrefix(text);
        if (prefix === undefined) return;
        expect(text.replace(/^\.?\//, '').startsWith(prefix)).toBe(true);
        expect(prefix).not.toMatch(/[*?[]|(?:^|\/)\.\.\//);
        expect(prefix).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});

const WORD = /\bzig\b/i;

describe('the name of an area', () => {
  it.each([
    ['PWM SUBSYSTEM BINDINGS [ZIG]', ['pwm'], 'pwm'],
    ['ZIG [ALLOC]', ['alloc'], 'alloc'],
    ['DELAY, SLEEP AND TIMERS [ZIG]', ['delay', 'sleep', 'timers'], 'delay-sleep-timers'],
    ['HIGH-RESOLUTION TIMERS [ZIG]', ['high-resolution', 'timers'], 'high-resolution-timers'],
    ['MÖBIUS DRIVER', ['möbius'], 'mbius'],
    ['日本 DRIVER', ['日本'], undefined],
    ['ZIG', [], undefined],
    ['THE CORE DRIVER', [], undefined],
  ])('%s', (title, words, name) => {
    expect(tellingWords(title, WORD)).toEqual(words);
    expect(areaName(title, WORD)).toBe(name);
  });

  it('is short, whatever the title', () => {
    expect(areaName(`${'x'.repeat(80)} ${'ab '.repeat(100)}`, WORD)?.length).toBeLessThanOrEqual(40);
  });
});
