import { expect, it } from 'vitest';
import { seldom } from '../../src/queue/seldom.ts';

it('tells the same error of the same thing once a minute', () => {
  let now = 0;
  const told: string[] = [];
  const tell = seldom(
    (id, error) => told.push(`${now} ${id} ${error}`),
    () => now,
  );
  for (now = 0; now < 150_000; now += 10_000) tell('match', new Error('full'));
  expect(told).toEqual(['0 match Error: full', '60000 match Error: full', '120000 match Error: full']);
  tell('match', new Error('other'));
  tell('deliver', new Error('full'));
  tell('deliver', 'words');
  tell('deliver', 'words');
  expect(told.slice(3)).toEqual([
    '150000 match Error: other',
    '150000 deliver Error: full',
    '150000 deliver words',
  ]);
});

it('tells it when the clock was set back', () => {
  let now = 1_000_000;
  let times = 0;
  const tell = seldom(
    () => {
      times++;
    },
    () => now,
  );
  tell('a', 'x');
  now = 0;
  tell('a', 'x');
  expect(times).toBe(2);
});
