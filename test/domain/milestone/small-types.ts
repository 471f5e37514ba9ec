import type { MilestoneType } from '../../../src/domain/milestone/type.ts';

const NONE = { yes: [], no: [] };

/** A table of another matter than Rust: what the domain knows must not depend on the topic that ships. */
const BIG: MilestoneType = {
  id: 'big',
  summary: '',
  significance: 'major',
  proofs: [
    {
      id: 'big-shown',
      clue: { in: 'lines', sign: '+', path: /^tools$/, words: /^zig (?<version>[\d.]+)$/ },
      title: 'Zig raised to {version}',
      key: 'zig {version}',
    },
    { id: 'big-said', clue: { in: 'subject', words: /\bupgrade zig\b/i }, title: 'Zig raised: {subject}' },
  ],
  not: { in: 'subject', words: /\bfix\b/ },
  examples: NONE,
};

const FIRST: MilestoneType = {
  id: 'first',
  summary: '',
  significance: 'minor',
  first: true,
  proofs: [
    {
      id: 'first-file',
      clue: { in: 'files', change: 'added', path: /^(?<part>\w+)\/\w+\.zig$/ },
      title: 'Zig in {part}',
      key: '{part}/zig',
    },
  ],
  examples: NONE,
};

const PEOPLE: MilestoneType = {
  id: 'people',
  summary: '',
  significance: 'minor',
  apart: true,
  proofs: [
    {
      id: 'comes',
      clue: { in: 'lines', sign: '+', path: /^PEOPLE$/, words: /^M: (?<name>.+)$/, near: /zig/i },
      title: 'New: {name}',
      key: '{name}',
    },
  ],
  examples: NONE,
};

const WORD: MilestoneType = {
  id: 'word',
  summary: '',
  significance: 'major',
  kinds: ['reply'],
  apart: true,
  decides: true,
  proofs: [
    {
      id: 'refuses',
      clue: { in: 'own', words: /^No\b/m },
      when: { in: 'author', address: /^boss@/ },
      title: '{sender} on: {subject}',
    },
  ],
  examples: NONE,
};

export const TYPES: readonly MilestoneType[] = [BIG, FIRST, PEOPLE, WORD];
