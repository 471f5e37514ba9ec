import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRecord } from '../../../src/parse/advisory/record.ts';

/** Names that the parser looks for, with anything behind them. */
const names = fc.constantFrom(
  ...[
    'title',
    'lang',
    'value',
    'descriptions',
    'rejectedReasons',
    'affected',
    'programFiles',
    'versions',
    'version',
  ],
  ...['lessThan', 'status', 'versionType', 'cpeApplicability', 'nodes', 'cpeMatch', 'versionStartIncluding'],
  ...['versionEndExcluding', 'metrics', 'cvssV3_1', 'baseScore', 'baseSeverity', 'vectorString', '__proto__'],
);
const words = fc.constantFrom(
  'git',
  'semver',
  'affected',
  'unaffected',
  '9.4',
  '0',
  'a'.repeat(40),
  'a/b.rs',
  'en',
  '\ud800\0',
);
const { tree } = fc.letrec((tie) => ({
  leaf: fc.oneof(words, fc.string(), fc.double(), fc.constant(null), fc.boolean()),
  tree: fc.oneof(
    { maxDepth: 6 },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(names, tie('tree'), { maxKeys: 6 }),
  ),
}));

it('whatever stands in a record, it is an advisory of bounds, or broken with a reason', () => {
  fc.assert(
    fc.property(tree, fc.array(tree), fc.constantFrom('PUBLISHED', 'REJECTED'), (cna, adp, state) => {
      const record = {
        dataVersion: '5.2',
        cveMetadata: { cveId: 'CVE-2031-1000', state, datePublished: cna },
        containers: { cna, adp },
      };
      const item = parseRecord(Buffer.from(JSON.stringify(record)), 'x.json');
      if (item.kind === 'broken') {
        expect(item.why).not.toBe('');
        return;
      }
      expect(item.title.length).toBeLessThanOrEqual(300);
      expect(item.title).not.toMatch(/\n/);
      expect(item.description.isWellFormed()).toBe(true);
      expect(item.files.every((file) => file !== '' && file.length <= 500)).toBe(true);
      expect(item.fixes.every(({ commit }) => /^[0-9a-f]{40}$/.test(commit))).toBe(true);
      expect(item.introduced.every((version) => /^\d/.test(version))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
