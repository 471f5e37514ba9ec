import { describe, expect, it } from 'vitest';
import { asTyped } from '../../../../src/platforms/slack/front/typed.ts';

describe('asTyped', () => {
  it.each([
    ['“Ada Holm” ‘x’', '"Ada Holm" \'x\''],
    ['subscribe “a &amp; b”', 'subscribe "a & b"'],
    ['why &lt;20260102.3@example.org&gt;', 'why <20260102.3@example.org>'],
    ['why &lt;<mailto:20260102.3@example.org|20260102.3@example.org>&gt;', 'why <20260102.3@example.org>'],
    [
      'series <https://lore.kernel.org/r/1@x.example?a=1&amp;b=2|lore.kernel.org/r/1@…>',
      'series https://lore.kernel.org/r/1@x.example?a=1&b=2',
    ],
    ['series <https://lore.kernel.org/r/1@x.example>', 'series https://lore.kernel.org/r/1@x.example'],
    ['search drm —share', 'search drm --share'],
    ['search a\u00a0b \n c', 'search a b c'],
    ['search <#C012|rust> <@U012|ada>', 'search #rust @ada'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['', ''],
  ])('%s', (given, wanted) => {
    expect(asTyped(given)).toBe(wanted);
  });

  it('takes time in proportion to what was typed', () => {
    const start = process.cpuUsage().user;
    asTyped('<'.repeat(100_000));
    asTyped('<https:'.repeat(20_000));
    asTyped('&amp;'.repeat(20_000));
    expect(process.cpuUsage().user - start).toBeLessThan(500_000);
  });
});
