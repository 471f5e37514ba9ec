import { beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/sqlite/store.ts';
import { batch, judged, makeArticle, makeCommit } from '../contracts/item-world.ts';
import { createTemp } from '../sources/temp.ts';
import { run } from './run.ts';

const temp = createTemp();
let folder = '';
let empty = '';

beforeAll(() => {
  folder = temp();
  empty = temp();
  const store = openStore(folder, 'write', () => 0);
  const commits = Array.from({ length: 1200 }, (_, n) =>
    judged(makeCommit({ id: n.toString(16).padStart(40, '0') }), n < 3 ? 'code' : 'incidental'),
  );
  const broken = [{ place: 'entry 3', why: 'no title' }];
  store.rememberItems(batch([...commits, judged(makeArticle())], { broken }));
  store.close();
  openStore(empty, 'write', () => 0).close();
});

describe('status', () => {
  it('tells what came in beside mail, and how much of it is about the topic', async () => {
    const { code, out } = await run(['status', '--data', folder]);
    expect(code).toBe(0);
    expect(out).toContain(
      [
        'Beside mail',
        '  commits             1,200, about the topic 3',
        '  articles                1, about the topic 1',
        '  unreadable              1',
        '',
        'Archives',
      ].join('\n'),
    );
    expect(out).not.toContain('advisories');
  });

  it('--json has the same', async () => {
    const status = JSON.parse((await run(['status', '--json', '--data', folder])).out);
    expect(status).toMatchObject({ unreadable: 0, unreadable_items: 1, store: { schema: 4 } });
    expect(status.items).toEqual({ commit: { all: 1200, about: 3 }, article: { all: 1, about: 1 } });
  });

  it('of a store without items says nothing of them', async () => {
    expect((await run(['status', '--data', empty])).out).not.toContain('Beside mail');
    expect(JSON.parse((await run(['status', '--json', '--data', empty])).out).items).toEqual({});
  });
});
