import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PagePlan } from '../../../src/domain/source/plan.ts';
import { createPageSource } from '../../../src/sources/page/page.ts';
import { CHALLENGE } from '../../fakes/host.ts';
import { type FakePress, startPress } from '../../fakes/press/press.ts';
import { type Tried, type TryOptions, tryNews } from '../feed/try.ts';

let press: FakePress;

beforeEach(async () => {
  press = await startPress();
});
afterEach(() => press.close());

function attempt(options: TryOptions = {}, more: Partial<PagePlan> = {}): Promise<Tried> {
  const selectors = { item: '.story', title: 'a', link: 'a', date: '.when' };
  const plan = {
    id: 'page',
    kind: 'page',
    url: `${press.url}/`,
    selectors,
    why: '',
    schedule: 'pages',
  } as const;
  return tryNews(createPageSource({ ...plan, ...more }), options);
}

describe('a page without a feed', () => {
  it('tells its articles once, and only asks whether it changed', async () => {
    const url = press.publish({ slug: 'one', title: 'One' });
    const first = await attempt();
    expect(first.articles).toMatchObject([
      { id: url, url, title: 'One', source: 'page', date: Date.UTC(2031, 2, 4, 12) },
    ]);
    const second = await attempt({ memory: first.memory });
    expect(second.articles).toEqual([]);
    expect(second.trouble).toBeUndefined();
    press.publish({ slug: 'two', title: 'Two' });
    expect((await attempt({ memory: second.memory })).articles).toMatchObject([{ title: 'Two' }]);
  });

  it('that is one article tells it again when its text changes, and a new one when its title does', async () => {
    press.publish({ slug: 'changes', title: 'Changes', paragraphs: ['One.'] });
    const more = { url: press.pageUrl('changes'), selectors: { title: 'h1', text: 'main', drop: '.byline' } };
    const first = await attempt({}, more);
    expect(first.articles).toMatchObject([{ title: 'Changes', text: 'One.' }]);
    press.publish({ slug: 'changes', paragraphs: ['One.', 'Two.'] });
    const second = await attempt({ memory: first.memory }, more);
    expect(second.articles).toMatchObject([{ id: first.articles[0]?.id, text: 'One.\nTwo.' }]);
    press.publish({ slug: 'changes', title: 'More changes' });
    const third = await attempt({ memory: second.memory }, more);
    expect(third.articles).toMatchObject([{ title: 'More changes' }]);
    expect(third.articles[0]?.id).not.toBe(first.articles[0]?.id);
  });

  it('that is built another way is trouble, not silence', async () => {
    press.publish({ slug: 'one', title: 'One' });
    const { trouble } = await attempt({}, { selectors: { item: '.gone' } });
    expect(trouble).toMatchObject({ why: expect.stringMatching(/item \(\.gone\) matches nothing/) });
    expect(trouble?.lasting).toBeUndefined();
  });

  it.each([
    ['a selector that is none', { selectors: { item: 'li[' } }, undefined, true],
    ['410', {}, { status: 410 }, true],
    ['a challenge', {}, CHALLENGE, undefined],
  ])('%s is trouble', async (_, more, reply, lasting) => {
    if (reply) press.host.faults.add({ at: '/', times: 9, fault: 'reply', reply });
    const { trouble } = await attempt({}, more);
    expect(trouble?.why).toBeTruthy();
    expect(trouble?.lasting).toBe(lasting);
  });
});
