import { describe, expect, it } from 'vitest';
import { paragraphsOf } from '../../../src/domain/milestone/paragraphs.ts';

const HEAD = 'diff --git a/Kconfig b/Kconfig\n--- a/Kconfig\n+++ b/Kconfig\n';

describe('the paragraphs of a diff', () => {
  it('end at an empty line, whatever its sign, and at the next hunk', () => {
    const diff = `${HEAD}@@ -1,3 +1,4 @@\n a\n+b\n \n+c\n+\n d\n@@ -9 +9 @@\n-e\n`;
    expect(paragraphsOf(diff)).toEqual([[' a', '+b'], ['+c'], [' d'], ['-e']]);
  });

  it('begin with the heading that git writes behind the hunk', () => {
    expect(paragraphsOf(`${HEAD}@@ -10,2 +10,1 @@ config ZIG\n \tbool\n-\tdepends on !A\n`)).toEqual([
      [' config ZIG', ' \tbool', '-\tdepends on !A'],
    ]);
  });

  it('are none where there is no hunk', () => {
    expect(paragraphsOf(HEAD)).toEqual([]);
    expect(paragraphsOf('')).toEqual([]);
  });
});
