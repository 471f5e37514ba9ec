import { describe, expect, it } from 'vitest';
import { createTemp } from '../../sources/temp.ts';
import { advisoryOf, articleOf, commitOf, judged, releaseOf } from './items.ts';
import { DAY, HOUR, MINUTE, next, reply, revision, START, withTown } from './town.ts';

const temp = createTemp();
const CHANNEL = 'slack:T1/C1';
const OTHER = 'slack:T1/C2';
const WORDS = 'The levers of the gizmo look fine to me.';

describe('a reply', () => {
  it('opens a card only for who asks for replies', () =>
    withTown(temp(), async (town) => {
      await town.bring(revision(1, START - HOUR), 'history');
      const filters = [
        '',
        'subject:gizmo',
        'list:rust-for-linux',
        '-kind:patch',
        'levers',
        'author:bea',
        'kind:reply',
        'kind:patch',
      ];
      for (const [n, filter] of filters.entries()) town.subscribe(`slack:T1/D${n}`, { filter });
      await next(town, [reply('r1', 'gizmo-v1-0', START, WORDS)]);
      expect(town.queue()).toEqual(['5 card 1 pending', '6 card 1 pending', '7 card 1 pending']);
    }));

  it('is a line under a card that stands, for who asks, each once', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      town.subscribe(CHANNEL, { filter: 'author:bea' });
      town.subscribe(CHANNEL, { filter: 'fine' });
      town.subscribe(OTHER);
      await next(town, revision(1, START));
      town.deliver();
      await next(town, [reply('r1', 'gizmo-v1-0', START, WORDS)]);
      expect(town.deliver().filter((event) => event.startsWith('line'))).toEqual([
        'line 1 reply r1@example.org',
      ]);
      const line = town.deliveries().find(({ kind }) => kind === 'line');
      expect(line).toMatchObject({
        target: CHANNEL,
        payload: { step: { word: 'reply', text: 'Bea Viewer replied' } },
      });
      await next(town, [reply('r2', 'r1', START + HOUR, 'Me too.', 'Cy Other <cy@example.org>')]);
      expect(town.deliver().filter((event) => event.startsWith('line'))).toEqual([]);
    }));

  it('that says what became of it opens a card for everybody', () =>
    withTown(temp(), async (town) => {
      await town.bring(revision(1, START - HOUR), 'history');
      town.subscribe(CHANNEL);
      await next(town, [
        reply('r1', 'gizmo-v1-0', START, 'Applied to `rust-next`, thanks!', 'Mira <mira@example.org>'),
      ]);
      expect(town.queue()).toEqual(['1 card 1 pending']);
    }));

  it('that begins a talk opens a card', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, [{ id: 't1', date: START, subject: 'Rust: what shall become of the gizmo?' }]);
      expect(town.store.subject(1)?.card.kind).toBe('talk');
      expect(town.queue()).toEqual(['1 card 1 pending']);
    }));
});

describe('mail from before the subscription', () => {
  it('opens nothing, and is written down so that somebody can be told why', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(1, START - 3 * DAY));
      expect(town.queue()).toEqual(['1 card 1 history']);
      expect(town.deliveries()[0]?.reason).toBe(
        'it is of 2026-02-27, before subscription 1 began on 2026-03-02',
      );
      await next(town, revision(2, START + HOUR));
      expect(town.queue().slice(1)).toEqual(['1 card 1 2 pending']);
      expect(town.deliver()).toEqual(['card 1 2']);
      await next(town, revision(3, START + 2 * HOUR));
      expect(town.deliver()).toEqual(['edit 1 3', 'line 1 v3']);
    }));

  it('of yesterday is news', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(1, START - DAY + MINUTE));
      expect(town.queue()).toEqual(['1 card 1 pending']);
    }));
});

describe('releases, advisories and commits', () => {
  it('are told to who is to know', () =>
    withTown(temp(), async (town) => {
      const filters = ['', 'kind:release', 'kind:commit', 'kind:advisory', 'kind:commit category:none'];
      for (const [n, filter] of filters.entries()) town.subscribe(`slack:T1/D${n}`, { filter });
      const told = async (item: Parameters<typeof town.bringItems>[0][number]): Promise<number[]> => {
        const known = town.deliveries().length;
        town.bringItems([item]);
        await next(town);
        return town
          .deliveries()
          .slice(known)
          .map(({ subscription }) => subscription);
      };
      expect(await told(releaseOf('9.1', START))).toEqual([1, 2]);
      expect(await told(releaseOf('9.2-rc1', START))).toEqual([2]);
      expect(await told(releaseOf('9.1.1', START, 'yes'))).toEqual([1, 2]);
      expect(await told(advisoryOf('CVE-2026-10001', START))).toEqual([1, 4]);
      expect(await told(advisoryOf('CVE-2026-10002', undefined))).toEqual([]);
      expect(await told(commitOf(undefined, START, 1))).toEqual([3]);
      expect(await told(commitOf(undefined, START, 2, 'no'))).toEqual([5]);
    }));

  it('a commit is news of the series that it was made of', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      town.subscribe(OTHER, { filter: 'kind:commit' });
      await next(town, revision(1, START));
      town.deliver();
      town.bringItems([commitOf('gizmo-v1-1', START + HOUR, 1), commitOf('gizmo-v1-2', START + HOUR, 2)]);
      await next(town);
      expect(town.queue().slice(1)).toEqual([
        '1 edit 1 2 pending',
        '1 line 1 merged pending',
        '2 card 1 pending',
      ]);
    }));

  it('are told again when they change, by an edit', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      const advisory = advisoryOf('CVE-2026-10001', START);
      town.bringItems([advisory]);
      await next(town);
      town.deliver();
      town.bringItems([
        judged({ ...advisory.item, state: 'rejected', updated: START + HOUR }, advisory.keys),
      ]);
      await next(town);
      expect(town.deliver()).toEqual(['edit 1 2', 'line 1 withdrawn']);
    }));
});

describe('a story in the press', () => {
  it('has a card of its own where it tells of nothing that has one', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      town.bringItems([articleOf('herald', START, 'The kernel learns to pull levers')]);
      await next(town);
      town.deliver();
      town.bringItems([articleOf('courier', START + HOUR, 'The kernel learns to pull levers')]);
      await next(town);
      expect(town.store.subject(1)?.card).toMatchObject({ kind: 'story', press: [{}, {}] });
      expect(town.deliver()).toEqual(['edit 1 2']);
    }));

  it('that links to a mail is a line of that card, and stays on it', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(1, START));
      town.deliver();
      const links = ['https://lore.kernel.org/rust-for-linux/gizmo-v1-1@example.org/'];
      town.bringItems([articleOf('herald', START + HOUR, 'Somebody made levers', links)]);
      await next(town);
      expect(town.deliver()).toEqual(['edit 1 2']);
      expect(town.store.subject(1)?.card.press).toMatchObject([{ source: 'herald-daily' }]);
      await next(town, revision(2, START + 30 * DAY), 30 * DAY);
      expect(town.store.subject(1)?.card.press).toHaveLength(1);
      expect(town.deliver()).toEqual(['edit 1 3', 'line 1 v2']);
    }));

  it('that names two things is one by itself', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, [...revision(1, START), ...revision(1, START, 'widget')]);
      const links = ['gizmo', 'widget'].map(
        (name) => `https://lore.kernel.org/all/${name}-v1-0@example.org/`,
      );
      town.bringItems([articleOf('herald', START + HOUR, 'Many levers were made', links)]);
      await next(town);
      expect(town.queue()).toEqual(['1 card 1 pending', '1 card 2 pending', '1 card 3 pending']);
      expect(town.store.subject(3)?.card.kind).toBe('story');
    }));
});
