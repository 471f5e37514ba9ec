import { describe, expect, it } from 'vitest';
import { createConsole } from '../../../src/platforms/console/console.ts';
import { CALM, describePlatform } from '../../contracts/platform.ts';
import { CARD, POSTS, parcelFor } from '../../contracts/posts.ts';

function start(color = false) {
  const printed: string[] = [];
  const platform = createConsole({ print: (text) => void printed.push(text), columns: 80, color });
  return { platform, printed };
}

describePlatform('the console', async () => {
  const { platform, printed } = start();
  return { platform, target: 'console:', arrived: async () => printed };
});

describe('the console', () => {
  it('says whose post it is, and what', async () => {
    const { platform, printed } = start();
    await platform.send(parcelFor('console:', { what: 'card', card: CARD }), CALM);
    expect(printed.join('')).toContain('[subscription 3: area:drm, weekly MON 09:00 Europe/Berlin]\n');
    expect(printed.join('')).toContain(CARD.title);
  });

  it('tells an edit in one line', async () => {
    const { platform, printed } = start();
    await platform.send(parcelFor('console:', POSTS.edit ?? expect.fail()), CALM);
    expect(printed).toEqual([
      'changed: rust: add abstractions for made-up devic\u2026 (v2, applied to made-up-next)\n',
    ]);
  });

  it('does to a terminal only what it means to', async () => {
    for (const color of [false, true])
      for (const post of Object.values(POSTS)) {
        const { platform, printed } = start(color);
        await platform.send(parcelFor('console:', post), CALM);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
        const plain = printed.join('').replace(/\u001b\[[0-9;]{1,10}m/g, color ? '' : '!');
        expect(plain).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e]/u);
      }
  });
});
