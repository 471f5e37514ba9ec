import { expect, it } from 'vitest';
import { gatherPeople } from '../../../src/domain/stats/people.ts';

const HOME = { name: 'Ada Holm', email: 'ada@home.example.org' };
const WORK = { name: 'ada  holm', email: 'ada@work.example.org' };
const SHORT = { name: 'Ada', email: 'ada@work.example.org' };
const OTHER = { name: 'Ada Berg', email: 'berg@example.org' };
const NAMELESS = { name: '', email: 'Bo@example.org' };

it('one name is one person, and so is one address', () => {
  const who = gatherPeople([HOME, SHORT, WORK, OTHER, HOME]);
  expect(who(WORK)).toBe(who(HOME));
  expect(who(SHORT)).toBe(who(HOME));
  expect(who(OTHER)).not.toBe(who(HOME));
  expect(who(HOME).name).toBe('Ada Holm');
});

it('does not depend on the order', () => {
  const all = [HOME, WORK, SHORT, OTHER];
  for (const order of [all, all.toReversed(), [SHORT, OTHER, HOME, WORK]]) {
    const who = gatherPeople(order);
    expect(new Set(all.map(who)).size).toBe(2);
  }
});

it('nobody is everybody: who has neither name nor address is one for himself', () => {
  const who = gatherPeople([NAMELESS, { name: '', email: '' }]);
  expect(who({ name: '', email: '' })).not.toBe(who(NAMELESS));
  expect(who(NAMELESS).name).toBe('Bo');
  expect(who({ name: 'Bo', email: 'bo@example.org' })).toBe(who(NAMELESS));
});

it('a long chain of names and addresses is one person', () => {
  const chain = Array.from({ length: 20_000 }, (_, i) => ({
    name: `name ${i}`,
    email: `${i + (i % 2)}@example.org`,
  }));
  const links = chain.flatMap((one, i) => [
    one,
    { name: one.name, email: `${i + 1 + ((i + 1) % 2)}@example.org` },
  ]);
  const who = gatherPeople(links);
  expect(new Set(links.map(who)).size).toBe(1);
});
