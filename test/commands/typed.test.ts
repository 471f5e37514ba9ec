import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { readWords } from '../../src/commands/read-words.ts';
import { typedFor } from '../../src/commands/told/typed.ts';

const typed = (platform: 'slack' | 'discord', words: string) =>
  typedFor({ platform, prefix: '/lorewatch ' }, words, COMMANDS);

describe('a command as it is typed', () => {
  it('is its words where words are typed', () => {
    expect(typed('slack', 'search area:gpio --order newest')).toBe(
      '/lorewatch search area:gpio --order newest',
    );
  });

  it('is its options where each has a field', () => {
    expect(typed('discord', 'search area:gpio kind:patch')).toBe(
      '/lorewatch search filter:area:gpio kind:patch',
    );
    expect(typed('discord', 'subscribe area:drm weekly MON 09:00 Europe/Berlin')).toBe(
      '/lorewatch subscribe filter:area:drm cadence:weekly MON 09:00 Europe/Berlin',
    );
    expect(typed('discord', 'resume 3 --missed')).toContain('missed:True');
    expect(typed('discord', 'status')).toBe('/lorewatch status');
  });

  it('can be made of every example, and loses nothing of it', () => {
    for (const { examples, hidden } of COMMANDS)
      for (const example of hidden ? [] : examples) {
        const ask = readWords(example, COMMANDS);
        if ('wrong' in ask) expect.fail(`${example}: ${ask.wrong}`);
        const text = typed('discord', example);
        for (const value of Object.values(ask.values))
          for (const word of value.split(' ')) expect(text).toContain(word === 'yes' ? 'True' : word);
      }
  });
});
