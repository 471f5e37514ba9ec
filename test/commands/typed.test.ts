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

  const examples = COMMANDS.flatMap((one) => (one.hidden ? [] : one.examples));
  it.each(examples)('can be made of: %s, and loses nothing of it', (example) => {
    const ask = readWords(example, COMMANDS);
    if ('wrong' in ask) expect.fail(ask.wrong);
    const words = Object.values(ask.values).flatMap((value) =>
      value === 'yes' ? ['True'] : value.split(' '),
    );
    for (const word of words) expect(typed('discord', example)).toContain(word);
  });
});
