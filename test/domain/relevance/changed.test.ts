import { describe, expect, it } from 'vitest';
import { changedLine } from '../../../src/domain/relevance/changed.ts';

const WORDS = /ZIG|\bzig/;

function changed(...lines: readonly string[]): string | undefined {
  return changedLine(['--- a/Makefile', '+++ b/Makefile', '@@ -1,9 +1,9 @@', ...lines].join('\n'), WORDS);
}

describe('a change of a thing', () => {
  it.each([
    { what: 'added', lines: ['+ZIGC = zigc'], line: '+ZIGC = zigc' },
    { what: 'removed', lines: [' a', '-use ZIG here'], line: '-use ZIG here' },
    { what: 'set to something else', lines: ['-ZIGFLAGS = -a', '+ZIGFLAGS = -b'], line: '-ZIGFLAGS = -a' },
    { what: 'run with something else', lines: ['-\t$(ZIGC) -a', '+\t$(ZIGC) -b'], line: '-\t$(ZIGC) -a' },
    { what: 'renamed', lines: ['-x $(ZIGA)', '+x $(ZIGB)'], line: '-x $(ZIGA)' },
    { what: 'said once more', lines: ['-a zig', '+a zig', '+b zig'], line: '+b zig' },
  ])('is seen where it is $what', ({ lines, line }) => {
    expect(changed(...lines)).toBe(line);
  });

  it.each([
    { what: 'context', lines: [' ZIGC = zigc', '-a', '+b'] },
    { what: 'moved', lines: ['-ZIGC = zigc', ' a', '+ZIGC = zigc'] },
    { what: 'indented anew', lines: ['-\tZIGC = zigc', '+  ZIGC  =  zigc'] },
    { what: 'in a list that grew', lines: ['-all: a b zigfmt', '+all: a b c zigfmt'] },
    {
      what: 'in a list that was folded',
      lines: ['-all: a zigfmt zigcheck', '+all: a \\', '+\tzigfmt zigcheck'],
    },
    { what: 'a path in front of which something changed', lines: ['-a: $(tree)/x/zig', '+a: $(tree)x/zig'] },
    { what: 'in the head', lines: ['-a', '+b', '--- a/zig', '+++ b/zig'] },
    { what: 'nowhere', lines: [] },
  ])('is not seen where it is $what', ({ lines }) => {
    expect(changed(...lines)).toBeUndefined();
  });
});
